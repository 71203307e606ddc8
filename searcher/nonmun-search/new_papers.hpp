#pragma once

#include <nonmun/search.hpp>
#include <optional>
#include <string>

#include "searcher/nonmun-search/looks.hpp"

namespace nonmun::program {

/// The papers of a search that were not there before.
struct NewPapers {
  Results results;    ///< the new papers alone, ranked from 1; found and listed count them
  std::string since;  ///< the day since which they are listed, ISO
  Look look;          ///< what to remember when they have been shown
};

/// Searches for papers that are new: listed on the newest day of the index, or after a last look
/// those listed since its day but for the ones of that day that it saw. A paper that is listed
/// again is new again; one whose digest came late, with an older day, is not.
/// @param settings `limit` counts new papers; `since` and `offset` have no effect
NewPapers new_papers(const Index& index, const std::string& query, SearchOptions settings,
                     const std::optional<Look>& last);

}  // namespace nonmun::program
