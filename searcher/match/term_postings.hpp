#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "indexer/index/postings.hpp"
#include "searcher/match/window.hpp"

namespace nonmun::match {

/// The postings of one term during a search, window after window. Shared by all nodes that have the
/// term: what one has worked out of a window, the others need not.
class TermPostings {
 public:
  explicit TermPostings(index::PostingLists lists) : lists_(std::move(lists)) {}
  /// @param documents document numbers, which the list views
  TermPostings(std::string documents, std::uint32_t wdf);
  TermPostings(const TermPostings&) = delete;
  TermPostings& operator=(const TermPostings&) = delete;

  std::uint32_t papers() const { return lists_.papers(); }
  std::uint32_t next_window(std::uint32_t window) const { return lists_.next_window(window); }

  /// The papers of a window that have the term.
  const WindowSet& in_window(std::uint32_t window);
  /// Calls visit(number within the window, wdf) for each of them.
  template <class Visit>
  void visit(std::uint32_t window, Visit visit) {
    go_to(window);
    list_->visit(span_, visit);
  }
  /// How often a paper of the window has the term, which it does.
  /// @pre in_window() was called for the window
  std::uint32_t wdf(std::uint32_t local);
  /// How often any paper has the term; nothing for never, so to speak: 0 is a wdf too.
  std::optional<std::uint32_t> find(std::uint32_t docid);

 private:
  void go_to(std::uint32_t window);

  std::string documents_;
  index::PostingLists lists_;
  const index::PostingList* list_ = nullptr;  ///< that of the window
  std::uint32_t window_ = index::kNoWindow;
  index::PostingList::Span span_;
  bool has_set_ = false;
  bool has_ranks_ = false;
  WindowSet set_;
  std::array<std::uint16_t, 64> ranks_{};
};

}  // namespace nonmun::match
