#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "indexer/derive/postings.hpp"
#include "indexer/index/derived.hpp"
#include "indexer/index/fields.hpp"
#include "searcher/match/documents.hpp"
#include "searcher/match/length_norms.hpp"
#include "searcher/match/window_matcher.hpp"
#include "tests/support/folder.hpp"

namespace nonmun::testing_support {

/// The forward record of a paper whose text is these words, from position 1 on.
inline std::string forward_record(const std::vector<std::string>& words) {
  std::vector<index::ForwardRecord::Word> placed;
  for (const std::string& word : words) {
    placed.push_back(
        {index::ForwardRecord::term_hash(word), static_cast<std::uint32_t>(placed.size() + 1)});
  }
  return index::ForwardRecord::encode(placed, 1, {});
}

/// The tables that a window matcher reads, of any database.
class WindowIndex {
 public:
  explicit WindowIndex(const Xapian::Database& database) : documents_(database) {
    derive::write_postings(database, folder_ / "postings", [] {});
    derive::write_forward_index(database, folder_.path(), [] {});
    tables_.postings = index::PostingTable(folder_ / "postings");
    tables_.forward = index::ForwardIndex(folder_ / index::kForwardFile);
    tables_.neighbours = index::NeighbourFilter(folder_ / index::kNeighboursFile);
    memory_.emplace(tables_.postings);
  }

  match::WindowMatcher matcher(const index::VoteCounts& votes,
                               std::span<const std::uint32_t> hidden = {}) {
    return {documents_, tables_, votes, *memory_, {}, hidden};
  }

  const index::PostingTable& postings() const { return tables_.postings; }
  const index::ForwardIndex& forward() const { return tables_.forward; }
  const index::NeighbourFilter& neighbours() const { return tables_.neighbours; }

 private:
  match::Documents documents_;
  Folder folder_;
  index::DerivedTables tables_;
  std::optional<match::WindowMemory> memory_;
};

}  // namespace nonmun::testing_support
