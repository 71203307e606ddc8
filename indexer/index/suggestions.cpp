// The file of suggestions. All numbers are little-endian, 32 bits each:
//
//   "NMSUGG01"
//   per kind: rows  bytes of their texts  keys  bytes of the keys
//   per kind:
//     per row: end of its text, from the beginning of the texts
//     per row: papers
//     per key, in byte order: end of its text, from the beginning of the texts of the keys
//     per key: its row
//     per 64 keys: the most papers among their rows
//     texts of the rows
//     texts of the keys

#include "indexer/index/suggestions.hpp"

#include <algorithm>
#include <nonmun/error.hpp>
#include <queue>
#include <utility>

#include "analyzers/text/first_place.hpp"
#include "analyzers/text/little_endian.hpp"
#include "analyzers/text/order_prefix.hpp"

namespace nonmun::index {
namespace {

constexpr std::string_view kMagic = "NMSUGG01";
constexpr std::size_t kNumber = sizeof(std::uint32_t);
constexpr std::size_t kCounts = 4;  // of a kind
constexpr std::size_t kHeader = 8 + kSuggestionKinds * kCounts * kNumber;

Error damaged(const char* what) {
  return {Cause::damaged, std::string("the index is damaged: the table of suggestions ") + what,
          "rebuild it"};
}

void put(std::size_t number, std::string& out) {
  text::put_little_endian(static_cast<std::uint32_t>(number), out);
}

}  // namespace

void SuggestionTable::Rows::add(std::string_view text, std::uint32_t papers,
                                const std::vector<std::string>& keys) {
  const auto row = static_cast<std::uint32_t>(papers_.size());
  text_ += text;
  text_ends_.push_back(static_cast<std::uint32_t>(text_.size()));
  papers_.push_back(papers);
  for (const std::string& key : keys) {
    key_text_ += key;
    key_ends_.push_back(static_cast<std::uint32_t>(key_text_.size()));
    key_rows_.push_back(row);
  }
}

std::string_view SuggestionTable::Rows::key(std::uint32_t number) const {
  const std::size_t begin = number == 0 ? 0 : key_ends_[number - 1];
  return std::string_view(key_text_).substr(begin, key_ends_[number] - begin);
}

/// By their bytes, those that are the same by row.
std::vector<std::uint32_t> SuggestionTable::Rows::keys_in_order() const {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> sorted;  // its beginning, and a key
  sorted.reserve(key_rows_.size());
  for (std::uint32_t i = 0; i < key_rows_.size(); ++i) {
    sorted.emplace_back(text::order_prefix(key(i)), i);
  }
  std::sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    const int order = key(a.second).compare(key(b.second));
    return order != 0 ? order < 0 : key_rows_[a.second] < key_rows_[b.second];
  });
  std::vector<std::uint32_t> keys;
  keys.reserve(sorted.size());
  for (const auto& [prefix, number] : sorted) keys.push_back(number);
  return keys;
}

std::string SuggestionTable::encode(const std::array<Rows, kSuggestionKinds>& rows) {
  std::string bytes(kMagic);
  std::size_t size = kHeader;  // growing would take twice the memory
  for (const Rows& kind : rows) {
    const std::size_t keys = kind.key_rows_.size();
    size += (2 * kind.papers_.size() + 2 * keys + (keys + kBlock - 1) / kBlock) * kNumber +
            kind.text_.size() + kind.key_text_.size();
  }
  bytes.reserve(size);
  for (const Rows& kind : rows) {
    for (const std::size_t count :
         {kind.papers_.size(), kind.text_.size(), kind.key_rows_.size(), kind.key_text_.size()}) {
      put(count, bytes);
    }
  }
  for (const Rows& kind : rows) {
    const std::vector<std::uint32_t> keys = kind.keys_in_order();
    for (const std::uint32_t end : kind.text_ends_) put(end, bytes);
    for (const std::uint32_t papers : kind.papers_) put(papers, bytes);
    std::size_t end = 0;
    for (const std::uint32_t key : keys) put(end += kind.key(key).size(), bytes);
    for (const std::uint32_t key : keys) put(kind.key_rows_[key], bytes);
    for (std::size_t first = 0; first < keys.size(); first += kBlock) {
      std::uint32_t most = 0;
      for (std::size_t i = first; i < std::min(first + kBlock, keys.size()); ++i) {
        most = std::max(most, kind.papers_[kind.key_rows_[keys[i]]]);
      }
      put(most, bytes);
    }
    bytes += kind.text_;
    for (const std::uint32_t key : keys) bytes += kind.key(key);
  }
  return bytes;
}

SuggestionTable::SuggestionTable(const std::string& path)
    : file_(std::make_shared<const system::MappedFile>(path)) {
  const std::string_view all = file_->bytes();
  if (all.size() < kHeader || !all.starts_with(kMagic)) throw damaged("has no header");
  std::size_t at = kHeader;
  for (std::size_t i = 0; i < kSuggestionKinds; ++i) {
    Place& place = kinds_[i];
    const std::size_t counts = kMagic.size();
    place.rows = number(counts, kCounts * i);
    place.text_size = number(counts, kCounts * i + 1);
    place.keys = number(counts, kCounts * i + 2);
    place.key_text_size = number(counts, kCounts * i + 3);
    place.text_ends = at;
    place.papers = place.text_ends + place.rows * kNumber;
    place.key_ends = place.papers + place.rows * kNumber;
    place.key_rows = place.key_ends + place.keys * kNumber;
    place.block_papers = place.key_rows + place.keys * kNumber;
    place.text = place.block_papers + (place.keys + kBlock - 1) / kBlock * kNumber;
    place.key_text = place.text + place.text_size;
    at = place.key_text + place.key_text_size;
  }
  if (at != all.size()) throw damaged("has another size than it says");
}

std::uint32_t SuggestionTable::number(std::size_t place, std::size_t i) const {
  return text::get_little_endian<std::uint32_t>(file_->bytes().data() + place + i * kNumber);
}

std::string_view SuggestionTable::piece(std::size_t ends, std::size_t text, std::size_t size,
                                        std::size_t i) const {
  const std::size_t end = std::min<std::size_t>(number(ends, i), size);
  const std::size_t begin = i == 0 ? 0 : std::min<std::size_t>(number(ends, i - 1), end);
  return file_->bytes().substr(text + begin, end - begin);
}

std::string_view SuggestionTable::key(const Place& place, std::size_t i) const {
  return piece(place.key_ends, place.key_text, place.key_text_size, i);
}

std::uint32_t SuggestionTable::papers_of_key(const Place& place, std::size_t i) const {
  const std::uint32_t row = number(place.key_rows, i);
  return row < place.rows ? number(place.papers, row) : 0;
}

std::size_t SuggestionTable::bound(const Place& place, std::string_view prefix, bool after) const {
  return text::first_place(std::size_t{place.keys}, [&](std::size_t i) {
    const int order = key(place, i).substr(0, prefix.size()).compare(prefix);
    return order < 0 || (after && order == 0);
  });
}

std::vector<SuggestionTable::Suggestion> SuggestionTable::find(SuggestionKind kind,
                                                               std::string_view prefix,
                                                               std::size_t max) const {
  std::vector<Suggestion> found;
  if (!file_ || prefix.empty() || max == 0) return found;
  const Place& place = kinds_[static_cast<std::size_t>(kind)];
  // Keys, and blocks of keys that stand for their best one until they are opened: what comes out
  // first has the most papers, and of equals a block comes before a key that may be in it.
  struct Candidate {
    std::uint32_t papers;
    bool is_block;
    std::size_t number;

    bool operator<(const Candidate& other) const {
      if (papers != other.papers) return papers < other.papers;
      if (is_block != other.is_block) return other.is_block;
      return number > other.number;
    }
  };
  std::priority_queue<Candidate> candidates;
  const std::size_t begin = bound(place, prefix, false);
  const std::size_t end = bound(place, prefix, true);
  const auto add_keys = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) candidates.push({papers_of_key(place, i), false, i});
  };
  for (std::size_t i = begin; i < end;) {
    const std::size_t block_end = (i / kBlock + 1) * kBlock;
    if (i % kBlock == 0 && block_end <= end) {
      candidates.push({number(place.block_papers, i / kBlock), true, i / kBlock});
    } else {
      add_keys(i, std::min(block_end, end));
    }
    i = block_end;
  }
  std::vector<std::uint32_t> rows;
  while (!candidates.empty() && found.size() < max) {
    const Candidate best = candidates.top();
    candidates.pop();
    if (best.is_block) {
      add_keys(best.number * kBlock, (best.number + 1) * kBlock);
      continue;
    }
    const std::uint32_t row = number(place.key_rows, best.number);
    if (row >= place.rows || std::find(rows.begin(), rows.end(), row) != rows.end()) continue;
    rows.push_back(row);
    found.push_back({piece(place.text_ends, place.text, place.text_size, row), best.papers});
  }
  return found;
}

}  // namespace nonmun::index
