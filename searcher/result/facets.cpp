#include "searcher/result/facets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "analyzers/text/key.hpp"
namespace nonmun::result {
namespace {

using index::FacetId;

struct FacetRow {
  std::string_view name;
  std::string_view help;
  std::string_view example;
};

constexpr std::array kFacets = {
    FacetRow{"month", "month in which a paper was last listed", "2024-02"},
    FacetRow{"votes", "band of votes, as votes: takes it", "20..49"},
    FacetRow{"author", "authors", "Tri Dao"},
    FacetRow{"section", "kinds and labels of sections", "whats_new"},
    FacetRow{"name", "names of methods, models and datasets", "LoRA"},
};

/// Where bands of votes begin: two or three to each power of ten.
constexpr std::array<std::int32_t, 9> kBands = {0, 1, 2, 5, 10, 20, 50, 100, 200};

std::string name_of_band(std::size_t band) {
  if (band + 1 == kBands.size()) return fmt::format("{}..", kBands[band]);
  const std::int32_t last = kBands[band + 1] - 1;
  return last == kBands[band] ? fmt::format("{}", last) : fmt::format("{}..{}", kBands[band], last);
}

std::string name_of_month(std::uint32_t month) {
  return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1);
}

/// Counts one value of numbers in a row.
class Counter {
 public:
  explicit Counter(std::vector<std::uint32_t> documents) : documents_(std::move(documents)) {}

  Facet months(const index::FacetTable& table) const {
    std::vector<std::uint64_t> counts;
    std::uint32_t first = UINT32_MAX;
    for (const std::uint32_t docid : documents_) {
      if (const std::uint32_t month = table.month(docid); month != 0)
        first = std::min(first, month);
    }
    for (const std::uint32_t docid : documents_) {
      const std::uint32_t month = table.month(docid);
      if (month == 0) continue;
      if (counts.size() <= month - first) counts.resize(month - first + 1);
      ++counts[month - first];
    }
    Facet facet{"month", {}, 0};
    for (std::uint32_t i = 0; i < counts.size(); ++i) {
      facet.values.emplace_back(name_of_month(first + i), counts[i]);
    }
    facet.distinct = facet.values.size();
    return facet;
  }

  Facet votes(const index::VoteCounts& votes) const {
    std::array<std::uint64_t, kBands.size()> counts{};
    std::uint64_t unknown = 0;
    for (const std::uint32_t docid : documents_) {
      const std::int32_t count = votes.votes(docid);
      if (count == index::VoteTable::kUnknown) {
        ++unknown;
        continue;
      }
      const auto* const band = std::upper_bound(kBands.begin(), kBands.end(), count) - 1;
      ++counts[static_cast<std::size_t>(band - kBands.begin())];
    }
    Facet facet{"votes", {}, 0};
    for (std::size_t i = 0; i < counts.size(); ++i) {
      facet.values.emplace_back(name_of_band(i), counts[i]);
    }
    facet.values.emplace_back("unknown", unknown);
    facet.distinct = facet.values.size();
    return facet;
  }

  Facet list(std::string_view name, FacetId id, const index::FacetTable& table,
             std::size_t limit) const {
    if (table.shards()) return list_of_shards(name, id, table.shards(), limit);
    std::vector<std::uint32_t> counts(table.size(id));
    for (const std::uint32_t docid : documents_) {
      table.visit(id, docid, [&](std::uint32_t value) { ++counts[value]; });
    }
    std::vector<std::uint32_t> values;
    for (std::uint32_t i = 0; i < counts.size(); ++i) {
      if (counts[i] > 0) values.push_back(i);
    }
    Facet facet{std::string(name), {}, values.size()};
    const auto end = values.begin() + static_cast<std::ptrdiff_t>(std::min(limit, values.size()));
    // Values are in the order of their texts.
    std::partial_sort(values.begin(), end, values.end(), [&](std::uint32_t a, std::uint32_t b) {
      return counts[a] != counts[b] ? counts[a] > counts[b] : a < b;
    });
    for (auto at = values.begin(); at != end; ++at) {
      facet.values.emplace_back(std::string(table.text(id, *at)), counts[*at]);
    }
    return facet;
  }

 private:
  /// A value in all shards, which number them each in its own way.
  struct Value {
    std::string text;
    std::uint32_t papers = 0;  ///< of the index that the text is from
    std::uint64_t count = 0;
  };

  /// Spellings that people take for the same are one value, as in one index; that of most papers in
  /// one index is shown.
  Facet list_of_shards(std::string_view name, FacetId id,
                       const index::Sharded<index::FacetTable>& shards, std::size_t limit) const {
    std::map<std::string, Value> by_key;
    auto document = documents_.begin();
    for (std::size_t shard = 0; shard < shards.tables().size(); ++shard) {
      const index::FacetTable& table = shards.tables()[shard];
      std::vector<std::uint32_t> counts(table.size(id));
      for (; document != documents_.end(); ++document) {
        const index::ShardMap::Place place = shards.map().place(*document);
        if (place.shard != shard) break;
        table.visit(id, place.docid, [&](std::uint32_t value) { ++counts[value]; });
      }
      for (std::uint32_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0) add(table.text(id, i), table.papers(id, i), counts[i], by_key);
      }
    }
    std::vector<Value> values;
    values.reserve(by_key.size());
    for (auto& [key, value] : by_key) values.push_back(std::move(value));
    Facet facet{std::string(name), {}, values.size()};
    const auto end = values.begin() + static_cast<std::ptrdiff_t>(std::min(limit, values.size()));
    std::partial_sort(values.begin(), end, values.end(), [](const Value& a, const Value& b) {
      return a.count != b.count ? a.count > b.count : a.text < b.text;
    });
    for (auto at = values.begin(); at != end; ++at) {
      facet.values.emplace_back(std::move(at->text), at->count);
    }
    return facet;
  }

  static void add(std::string_view text, std::uint32_t papers, std::uint64_t count,
                  std::map<std::string, Value>& by_key) {
    std::string key = text::key_of(text);
    Value& value = by_key[key.empty() ? std::string(text) : std::move(key)];
    value.count += count;
    const bool is_better = papers != value.papers ? papers > value.papers : text < value.text;
    if (!value.text.empty() && !is_better) return;
    value.text = text;
    value.papers = papers;
  }

  std::vector<std::uint32_t> documents_;  ///< ascending
};

/// The names in a list, each once.
std::vector<std::string_view> wanted(std::string_view list) {
  std::vector<std::string_view> names;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view name = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) continue;
    if (std::none_of(kFacets.begin(), kFacets.end(), [&](const auto& f) { return f.name == name; }))
      throw Error(
          Cause::usage,
          fmt::format("facets: unknown facet \"{}\" (expected month, votes, author, section "
                      "or name)",
                      name));
    names.push_back(name);
  }
  return names;
}

std::vector<std::uint32_t> documents_of(const match::Matches& matches,
                                        const std::vector<match::Match>& pinned) {
  std::vector<std::uint32_t> documents;
  documents.reserve(matches.list.size() + pinned.size());
  for (const match::Match& match : matches.list) documents.push_back(match.document.docid);
  if (pinned.empty()) return documents;
  for (const match::Match& match : pinned) documents.push_back(match.document.docid);
  std::sort(documents.begin(), documents.end());
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  return documents;
}

}  // namespace

std::vector<Facet> count_facets(const SearchOptions& options, const match::Matches& matches,
                                const std::vector<match::Match>& pinned,
                                const index::FacetTable& table, const index::VoteCounts& votes) {
  const std::vector<std::string_view> names = wanted(options.facets);
  if (names.empty()) return {};
  const Counter counter(documents_of(matches, pinned));
  std::vector<Facet> facets;
  for (const std::string_view name : names) {
    if (name == "month") {
      facets.push_back(counter.months(table));
    } else if (name == "votes") {
      facets.push_back(counter.votes(votes));
    } else {
      const FacetId id = name == "author"    ? FacetId::author
                         : name == "section" ? FacetId::section
                                             : FacetId::name;
      facets.push_back(counter.list(name, id, table, options.facet_limit));
    }
  }
  return facets;
}

}  // namespace nonmun::result

namespace nonmun {

std::vector<FieldHelp> facet_names() {
  std::vector<FieldHelp> rows;
  for (const result::FacetRow& f : result::kFacets) {
    rows.push_back({std::string(f.name), std::string(f.help), std::string(f.example)});
  }
  return rows;
}

}  // namespace nonmun
