#include "searcher/result/text_values.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>

#include "indexer/index/fields.hpp"

namespace nonmun::result {
namespace {

using Place = index::ForwardRecord::Place;
using Positions = std::vector<std::uint32_t>;

constexpr std::uint32_t kTitleWeight = index::field(index::FieldId::title).text_weight;

/// The number of the text that has a position.
std::uint32_t text_at(const std::vector<index::ForwardRecord::TextStart>& starts,
                      std::uint32_t position) {
  const auto after =
      std::upper_bound(starts.begin(), starts.end(), position,
                       [](std::uint32_t p, const auto& start) { return p < start.position; });
  return after == starts.begin() ? 0 : std::prev(after)->text;
}

/// Where a pattern begins.
Positions occurrences(const std::vector<std::size_t>& pattern,
                      const std::vector<Positions>& positions) {
  Positions found;
  for (const std::uint32_t first : positions[pattern.front()]) {
    bool whole = true;
    for (std::uint32_t i = 1; i < pattern.size() && whole; ++i) {
      const Positions& next = positions[pattern[i]];
      whole = std::binary_search(next.begin(), next.end(), first + i);
    }
    if (whole) found.push_back(first);
  }
  return found;
}

}  // namespace

TextValues::TextValues(const index::DerivedTables& derived, const match::Documents& documents,
                       const plan::Marks& marks)
    : derived_(derived), documents_(documents), marks_(marks) {
  std::map<std::string, std::size_t> numbers;
  for (const plan::Pattern& pattern : marks.text) {
    std::vector<std::size_t> terms;
    for (const std::string& term : pattern.terms) {
      const auto [at, is_new] = numbers.emplace(term, terms_.size());
      if (is_new) {
        terms_.push_back({term, derived.postings.find_all(term),
                          index::ForwardRecord::term_hash(term),
                          term.starts_with(index::kSubwordPrefix)});
      }
      terms.push_back(at->second);
    }
    patterns_.push_back(std::move(terms));
  }
}

std::vector<std::optional<std::uint32_t>> TextValues::wdfs(std::uint32_t docid) const {
  std::vector<std::optional<std::uint32_t>> wdfs(terms_.size());
  if (derived_.postings) {
    for (std::size_t i = 0; i < terms_.size(); ++i) wdfs[i] = terms_[i].postings.find(docid);
    return wdfs;
  }
  std::vector<std::size_t> order(terms_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return terms_[a].term < terms_[b].term; });
  auto at = documents_.terms_begin(docid);
  const auto end = documents_.terms_end(docid);
  for (const std::size_t i : order) {
    if (at != end) at.skip_to(terms_[i].term);
    if (at != end && *at == terms_[i].term) wdfs[i] = at.get_wdf();
  }
  return wdfs;
}

std::optional<std::vector<std::vector<std::uint32_t>>> TextValues::positions(
    const index::ForwardRecord& record, std::uint32_t docid) const {
  std::vector<Positions> positions(terms_.size());
  const std::vector<std::optional<std::uint32_t>> wdfs = this->wdfs(docid);
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    const std::optional<std::uint32_t>& wdf = wdfs[i];
    if (!wdf) continue;
    if (terms_[i].is_piece) return std::nullopt;
    record.positions(Place::text, terms_[i].hash, positions[i]);
    Positions title;
    record.positions(Place::title, terms_[i].hash, title);
    // A term that is there more often than at its places is joined of words somewhere.
    const std::size_t placed = positions[i].size() + (kTitleWeight - 1) * title.size();
    if (placed != *wdf) return std::nullopt;
  }
  return positions;
}

std::optional<std::vector<TextValue>> TextValues::of(std::uint32_t docid) const {
  const index::ForwardRecord record = derived_.forward.record(docid);
  const auto positions = this->positions(record, docid);
  if (!positions) return std::nullopt;
  const std::vector<index::ForwardRecord::TextStart> starts = record.text_starts();
  std::vector<TextValue> values;
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    std::uint32_t last = 0;
    bool any = false;
    for (const std::uint32_t position : occurrences(patterns_[i], *positions)) {
      const std::uint32_t text = text_at(starts, position);
      if (text >= values.size()) values.resize(text + 1);
      ++values[text].count;
      if (any && text == last) continue;
      any = true;
      last = text;
      ++values[text].different;
      if (marks_.text[i].required) ++values[text].phrases;
    }
  }
  return values;
}

}  // namespace nonmun::result
