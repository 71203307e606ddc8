#include "indexer/derive/facets.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzers/text/key.hpp"
#include "analyzers/text/order_prefix.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/paper/day.hpp"
#include "indexer/paper/record.hpp"

namespace nonmun::derive {
namespace {

using index::FacetTable;

constexpr std::size_t kPapersBetweenChecks = 1024;

/// One list: spellings first, in the order in which they come, then values.
class ListBuilder {
 public:
  /// @pre documents come in ascending order
  void begin(Xapian::docid docid) { end_papers_before(docid); }
  /// Adds a text of the document that was begun last.
  void add(std::string_view text) {
    const std::uint32_t spelling = number_of(text);
    ++spellings_[spelling].papers;
    links_.push_back(spelling);
  }

  FacetTable::List finish(Xapian::docid last_docid) {
    end_papers_before(last_docid + 1);
    merge_spellings();
    FacetTable::List list;
    for (const std::uint32_t spelling : shown_) {
      list.values.push_back({std::string(spellings_[spelling].text), 0});
    }
    // Two spellings of one paper may be one value: links only become fewer, so in place.
    auto to = links_.begin();
    auto from = links_.begin();
    for (std::uint32_t& paper_end : paper_ends_) {
      const auto begin = to;
      const auto end = links_.begin() + static_cast<std::ptrdiff_t>(paper_end);
      for (; from != end; ++from) *to++ = spellings_[*from].value;
      std::sort(begin, to);
      to = std::unique(begin, to);
      std::for_each(begin, to, [&](std::uint32_t value) { ++list.values[value].papers; });
      paper_end = static_cast<std::uint32_t>(to - links_.begin());
    }
    links_.erase(to, links_.end());
    list.links = std::move(links_);
    list.paper_ends = std::move(paper_ends_);
    return list;
  }

 private:
  struct Spelling {
    std::string_view text;
    std::uint32_t papers = 0;
    std::uint32_t value = 0;
  };

  void end_papers_before(Xapian::docid docid) {
    if (docid > 0) paper_ends_.resize(docid - 1, static_cast<std::uint32_t>(links_.size()));
  }

  std::uint32_t number_of(std::string_view text) {
    if (const auto found = numbers_.find(text); found != numbers_.end()) return found->second;
    auto* bytes = static_cast<char*>(texts_.allocate(text.size(), 1));
    std::copy(text.begin(), text.end(), bytes);
    const std::string_view kept(bytes, text.size());
    const auto number = static_cast<std::uint32_t>(spellings_.size());
    spellings_.push_back({kept});
    numbers_.emplace(kept, number);
    return number;
  }

  /// Numbers the values by the text that each is shown with.
  void merge_spellings() {
    numbers_ = decltype(numbers_)();
    std::vector<std::string> keys;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> by_key;  // its beginning, and a spelling
    keys.reserve(spellings_.size());
    by_key.reserve(spellings_.size());
    for (std::uint32_t i = 0; i < spellings_.size(); ++i) {
      std::string key = text::key_of(spellings_[i].text);
      keys.push_back(key.empty() ? std::string(spellings_[i].text) : std::move(key));
      by_key.emplace_back(text::order_prefix(keys.back()), i);
    }
    const auto better = [&](std::uint32_t a, std::uint32_t b) {
      const Spelling& x = spellings_[a];
      const Spelling& y = spellings_[b];
      return x.papers != y.papers ? x.papers > y.papers : x.text < y.text;
    };
    std::sort(by_key.begin(), by_key.end(), [&](const auto& a, const auto& b) {
      if (a.first != b.first) return a.first < b.first;
      const int order = keys[a.second].compare(keys[b.second]);
      return order != 0 ? order < 0 : better(a.second, b.second);
    });
    std::vector<std::uint32_t> first_of(spellings_.size());  // spelling: the one it is shown as
    for (std::size_t i = 0; i < by_key.size(); ++i) {
      const bool same = i > 0 && keys[by_key[i].second] == keys[by_key[i - 1].second];
      first_of[by_key[i].second] = same ? first_of[by_key[i - 1].second] : by_key[i].second;
      if (!same) shown_.push_back(by_key[i].second);
    }
    sort_shown();
    for (std::uint32_t i = 0; i < shown_.size(); ++i) spellings_[shown_[i]].value = i;
    for (std::uint32_t i = 0; i < spellings_.size(); ++i) {
      spellings_[i].value = spellings_[first_of[i]].value;
    }
  }

  void sort_shown() {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> sorted;  // its beginning, and a spelling
    sorted.reserve(shown_.size());
    for (const std::uint32_t i : shown_) {
      sorted.emplace_back(text::order_prefix(spellings_[i].text), i);
    }
    std::sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first
                                : spellings_[a.second].text < spellings_[b.second].text;
    });
    for (std::size_t i = 0; i < sorted.size(); ++i) shown_[i] = sorted[i].second;
  }

  std::pmr::monotonic_buffer_resource texts_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::vector<Spelling> spellings_;
  std::vector<std::uint32_t> shown_;  ///< by value: the spelling
  std::vector<std::uint32_t> links_;  ///< spellings, paper after paper
  std::vector<std::uint32_t> paper_ends_;
};

std::uint16_t month_of(std::string_view sort_key) {
  const std::optional<paper::Day> day = paper::Day::from_epoch(paper::day_of_sort_key(sort_key));
  return day ? static_cast<std::uint16_t>(day->year() * 12 + day->month() - 1) : 0;
}

}  // namespace

FacetTable::Contents gather_facets(const Xapian::Database& database,
                                   const std::function<void()>& check) {
  FacetTable::Contents contents;
  const Xapian::docid last = database.get_lastdocid();
  contents.months.resize(last);
  for (auto at = database.valuestream_begin(index::kSortSlot);
       at != database.valuestream_end(index::kSortSlot); ++at) {
    contents.months[at.get_docid() - 1] = month_of(*at);
  }
  std::array<ListBuilder, index::kFacetLists> builders;
  std::size_t seen = 0;
  for (auto at = database.valuestream_begin(index::kFacetSlot);
       at != database.valuestream_end(index::kFacetSlot); ++at) {
    if (seen++ % kPapersBetweenChecks == 0) check();
    for (ListBuilder& builder : builders) builder.begin(at.get_docid());
    index::PaperFacets::for_each(
        *at, [&](std::size_t list, std::string_view text) { builders[list].add(text); });
  }
  for (std::size_t i = 0; i < builders.size(); ++i) contents.lists[i] = builders[i].finish(last);
  return contents;
}

}  // namespace nonmun::derive
