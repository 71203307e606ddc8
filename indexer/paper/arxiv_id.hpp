#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/paper/day.hpp"

namespace nonmun::paper {

/// An arXiv id as it was found in a text.
struct ArxivId {
  std::string id;       ///< canonical, without version: "2402.10893", "cs/0112017"
  std::string problem;  ///< why no such paper can exist; empty for an id that is in order
};

/// Reads an id with or without version: bare, after "arXiv:", as a DOI, or in the address of
/// arxiv.org or of a site that shows its papers. Invisible characters, which come along when an
/// address is copied, are passed over. No value when `text` does not have the form of an id.
std::optional<ArxivId> find_arxiv_id(std::string_view text);

/// The canonical id, when `text` is one without problem.
std::optional<std::string> arxiv_id(std::string_view text);

/// True for a well-formed id of the past or near future: papers get the month in which they are
/// submitted, so that one listed on `listed` can be of the month after it at most.
bool is_possible_on(std::string_view id, Day listed);

/// True for the ids 90xx.xxxxx to 99xx.xxxxx, which arXiv will not give before 2090. Programs that
/// write JSONL may number papers of their own with them, as test collections do.
bool is_own_number(std::string_view id);

}  // namespace nonmun::paper
