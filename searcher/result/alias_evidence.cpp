#include "searcher/result/alias_evidence.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "analyzers/aliases/evidence.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/paper/record.hpp"

namespace nonmun::result {
namespace {

constexpr std::size_t kIdsShown = 5;

bool is_korean(std::string_view phrase) {
  return std::any_of(phrase.begin(), phrase.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0xEA; });
}

/// The keys under which the index may hold that `a` and `b` name the same thing.
std::vector<std::string> keys_of(const std::string& a, const std::string& b) {
  using Kind = aliases::AliasEvidence::Kind;
  std::vector<std::string> keys;
  if (is_korean(a) == is_korean(b)) {
    keys.push_back(aliases::to_key({Kind::expansion, "", a, b}));
    keys.push_back(aliases::to_key({Kind::expansion, "", b, a}));
    return keys;
  }
  const std::string& korean = is_korean(a) ? a : b;
  const std::string& english = is_korean(a) ? b : a;
  for (const Kind kind : {Kind::words, Kind::acronym, Kind::name}) {
    keys.push_back(aliases::to_key({kind, korean, english, ""}));
  }
  return keys;
}

}  // namespace

std::vector<AliasEvidenceRow> aliases_of(std::string_view phrase,
                                         const index::DerivedTables& derived,
                                         const Xapian::Database& database) {
  std::vector<AliasEvidenceRow> rows;
  for (const index::AliasName& name : derived.aliases.find(phrase)) {
    AliasEvidenceRow row{std::string(name.phrase), name.papers, name.confidence, {}};
    // The phrase may be written otherwise in the papers than it was asked for: every phrase that
    // the other name leads back to and that is the same but for spaces is evidence too.
    std::set<std::string> spellings = {aliases::normal_alias(phrase)};
    const auto bare = [](std::string text) {
      std::erase_if(text, [](char c) { return c == ' ' || c == '-'; });
      return text;
    };
    for (const index::AliasName& back : derived.aliases.find(name.phrase)) {
      if (bare(std::string(back.phrase)) == bare(aliases::normal_alias(phrase))) {
        spellings.emplace(back.phrase);
      }
    }
    std::set<std::string> sort_keys;  // newest first
    for (const std::string& spelling : spellings) {
      for (const std::string& key : keys_of(spelling, row.phrase)) {
        const std::string term = std::string(index::kAliasPrefix) + key;
        for (auto p = database.postlist_begin(term); p != database.postlist_end(term); ++p) {
          sort_keys.insert(database.get_document(*p).get_value(index::kSortSlot));
        }
      }
    }
    for (const std::string& key : sort_keys) {
      if (row.paper_ids.size() == kIdsShown) break;
      row.paper_ids.emplace_back(paper::id_of_sort_key(key));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace nonmun::result
