#include "searcher/result_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include "indexer/index/database.hpp"

namespace nonmun {

ResultSet::Impl::Impl(std::shared_ptr<Snapshot> snapshot, std::string_view text,
                      const SearchOptions& options)
    : snapshot_(std::move(snapshot)),
      worker_(snapshot_->lease()),
      source_(source_of(*snapshot_, *worker_)),
      matcher_(matcher_of(*snapshot_, *worker_, options)),
      answer_(source_, *matcher_, plan_search(source_, text, options, summary_), options,
              as_of(options), std::numeric_limits<std::size_t>::max()),
      ranked_(answer_.rank({0, static_cast<std::size_t>(answer_.listed())})) {
  answer_.count(summary_);
  suggest_changes(source_, *matcher_, answer_.search(), options, summary_);
}

Results ResultSet::Impl::page(std::size_t offset, std::size_t limit) {
  if (limit > kMaxLimit) {
    throw Error(Cause::usage,
                fmt::format("limit: invalid value \"{}\" (expected a whole number from 0 to {})",
                            limit, kMaxLimit));
  }
  const auto start = std::chrono::steady_clock::now();
  Results results = summary_;
  results.offset = offset;
  results.limit = limit;
  const std::size_t begin = std::min(offset, ranked_.size());
  const std::size_t end = begin + std::min(limit, ranked_.size() - begin);
  const auto at = [&](std::size_t i) { return ranked_.begin() + static_cast<std::ptrdiff_t>(i); };
  index::with_xapian("searching " + results.generation, [&] {
    answer_.show({at(begin), at(end)}, offset, results);
  });
  results.took_ms = milliseconds_since(start);
  return results;
}

ResultSet::ResultSet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ResultSet::~ResultSet() = default;
ResultSet::ResultSet(ResultSet&&) noexcept = default;
ResultSet& ResultSet::operator=(ResultSet&&) noexcept = default;

std::size_t ResultSet::size() const {
  return impl_ ? impl_->size() : 0;
}

Results ResultSet::page(std::size_t offset, std::size_t limit) {
  if (!impl_) throw Error(Cause::usage, "this ResultSet was moved from; it has no pages");
  return impl_->page(offset, limit);
}

}  // namespace nonmun
