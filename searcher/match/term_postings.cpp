#include "searcher/match/term_postings.hpp"

#include <utility>

namespace nonmun::match {

TermPostings::TermPostings(std::string documents, std::uint32_t wdf)
    : documents_(std::move(documents)), lists_(index::PostingList::of(documents_, wdf)) {}

void TermPostings::go_to(std::uint32_t window) {
  if (window_ == window) return;
  window_ = window;
  const index::PostingLists::Part& part = lists_.part_of(window);
  list_ = &part.list;
  span_ = list_->in_window(window - part.first_window);
  has_set_ = false;
  has_ranks_ = false;
}

const WindowSet& TermPostings::in_window(std::uint32_t window) {
  go_to(window);
  if (!has_set_) {
    if (span_.is_dense) {
      set_ = WindowSet::of(span_.documents);
    } else {
      set_.clear();
      list_->visit(span_, [this](std::uint32_t local, std::uint32_t) { set_.insert(local); });
    }
    has_set_ = true;
  }
  return set_;
}

std::uint32_t TermPostings::wdf(std::uint32_t local) {
  if (!has_ranks_) {
    ranks_ = set_.ranks();
    has_ranks_ = true;
  }
  return list_->wdf(span_.first + set_.rank(local, ranks_));
}

std::optional<std::uint32_t> TermPostings::find(std::uint32_t docid) {
  const std::uint32_t window = index::window_of(docid);
  const std::uint32_t local = index::local_of(docid);
  if (window == window_ && has_set_) {
    if (!set_.contains(local)) return std::nullopt;
    return wdf(local);
  }
  return lists_.find(docid);
}

}  // namespace nonmun::match
