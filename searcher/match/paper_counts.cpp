#include "searcher/match/paper_counts.hpp"

#include <algorithm>

#include "searcher/match/phrase_words.hpp"
#include "searcher/match/window.hpp"

namespace nonmun::match {
namespace {

using index::PostingList;

std::vector<PostingList> lists_of(const index::PostingTable& table,
                                  const std::vector<std::string>& terms) {
  std::vector<PostingList> lists;
  for (const std::string& term : terms) {
    const PostingList list = table.find(term);
    if (list.papers() > 0) lists.push_back(list);
  }
  return lists;
}

void add(const PostingList& list, std::uint32_t window, WindowSet& papers) {
  const PostingList::Span span = list.in_window(window);
  if (span.is_dense) {
    papers |= WindowSet::of(span.documents);
  } else {
    list.visit(span, [&](std::uint32_t local, std::uint32_t) { papers.insert(local); });
  }
}

WindowSet any_of(const std::vector<PostingList>& lists, std::uint32_t window) {
  WindowSet papers;
  for (const PostingList& list : lists) add(list, window, papers);
  return papers;
}

std::uint32_t next_of_any(const std::vector<PostingList>& lists, std::uint32_t window) {
  std::uint32_t next = index::kNoWindow;
  for (const PostingList& list : lists) next = std::min(next, list.next_window(window));
  return next;
}

}  // namespace

std::uint32_t count_with_both(const index::PostingTable& table,
                              const std::vector<std::string>& left,
                              const std::vector<std::string>& right) {
  if (table.shards()) {
    std::uint32_t count = 0;
    for (const index::PostingTable& shard : table.shards().tables()) {
      count += count_with_both(shard, left, right);
    }
    return count;
  }
  const std::vector<PostingList> left_lists = lists_of(table, left);
  const std::vector<PostingList> right_lists = lists_of(table, right);
  std::uint32_t count = 0;
  for (std::uint32_t window = 0; window < table.windows(); ++window) {
    window = std::max(next_of_any(left_lists, window), next_of_any(right_lists, window));
    if (window >= table.windows()) break;
    WindowSet papers = any_of(left_lists, window);
    papers &= any_of(right_lists, window);
    count += papers.size();
  }
  return count;
}

std::uint32_t count_with_phrase(const index::PostingTable& table,
                                const index::ForwardIndex& forward,
                                const index::NeighbourFilter& neighbours,
                                const std::vector<std::string>& terms) {
  if (table.shards()) {
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < table.shards().tables().size(); ++i) {
      count += count_with_phrase(table.shards().tables()[i], forward.shards().tables()[i],
                                 neighbours.shards().tables()[i], terms);
    }
    return count;
  }
  std::vector<PostingList> lists = lists_of(table, terms);
  if (lists.size() < terms.size()) return 0;
  PhraseWords phrase(plan::words(terms));
  std::uint32_t count = 0;
  for (std::uint32_t window = 0; window < table.windows(); ++window) {
    for (const PostingList& list : lists) window = std::max(window, list.next_window(window));
    if (window >= table.windows()) break;
    WindowSet papers = WindowSet::all();
    for (const PostingList& list : lists) papers &= any_of({list}, window);
    const WindowSet certain = phrase.keep_possible(neighbours, window, papers);
    count += certain.size();
    papers -= certain;
    papers.visit([&](std::uint32_t local) {
      count += phrase.holds(forward.record(index::docid_at(window, local))) ? 1 : 0;
    });
  }
  return count;
}

}  // namespace nonmun::match
