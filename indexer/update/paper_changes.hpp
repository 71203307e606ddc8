#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/update/base.hpp"
#include "indexer/update/listing_store.hpp"
#include "indexer/update/source_changes.hpp"

namespace nonmun::update {

/// One paper's next state.
struct PaperChange {
  std::string id;
  Xapian::docid docid = 0;  ///< 0: a new paper
  std::size_t first = 0;    ///< its listings among those of PaperChanges
  std::size_t count = 0;    ///< none: the paper is deleted
  bool moved = false;       ///< says the same as before, on other lines: its terms stay

  bool deleted() const { return count == 0; }
};

/// How the papers of the next generation differ from those of the last.
struct PaperChanges {
  std::vector<PaperChange> papers;  ///< ordered by id
  std::vector<ListingStore::Place> listings;
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t moved = 0;  ///< papers of which only the lines changed
  std::uint64_t removed = 0;
  std::uint64_t emptied = 0;          ///< changed papers that lose all their text
  std::uint64_t removed_by_pipe = 0;  ///< removed papers that a pipe without a name had given
  std::uint64_t unchanged = 0;        ///< of those that were compared

  /// The size of a paper's listings in their encoded form.
  std::uint64_t bytes(const PaperChange& change) const;
  paper::EncodedRecord record(const PaperChange& change, const ListingStore& store) const;
};

/// Compares what the sources say of each paper with what is stored; nothing is stored when there is
/// no base. Listings that stay in force are added to the store.
PaperChanges compare_papers(const Run& run, SourceChanges& sources, const Base* base);

/// How many papers of the base are not among the papers of a generation that starts over.
std::uint64_t count_lost_papers(const Base& base, const PaperChanges& papers);

}  // namespace nonmun::update
