#pragma once

#include <memory>
#include <nonmun/search.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/answer.hpp"
#include "searcher/snapshot.hpp"

namespace nonmun {

/// A search of one snapshot with its whole order.
class ResultSet::Impl {
 public:
  Impl(std::shared_ptr<Snapshot> snapshot, std::string_view text, const SearchOptions& options);

  std::size_t size() const { return ranked_.size(); }
  Results page(std::size_t offset, std::size_t limit);

 private:
  std::shared_ptr<Snapshot> snapshot_;
  Snapshot::Lease worker_;
  Source source_;
  std::unique_ptr<match::Matcher> matcher_;
  Results summary_;  ///< what all pages have in common
  Answer answer_;
  std::vector<rank::RankedDocument> ranked_;
};

}  // namespace nonmun
