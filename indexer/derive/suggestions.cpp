#include "indexer/derive/suggestions.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"
#include "analyzers/variants/typing.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/index/pins.hpp"
#include "indexer/index/suggestions.hpp"

namespace nonmun::derive {
namespace {

using index::FacetId;
using index::SuggestionKind;

constexpr std::uint32_t kMinPapers = 2;
constexpr std::size_t kMinLength = 2;
/// What is typed of a word is seldom longer; longer keys would only cost space.
constexpr std::size_t kMaxKey = 48;

class Rows {
 public:
  void add(SuggestionKind kind, std::string_view text, std::uint32_t papers,
           std::vector<std::string> keys) {
    std::vector<std::string> kept;
    for (std::string& key : keys) {
      if (key.size() > kMaxKey) key.resize(kMaxKey);
      const bool is_new = std::find(kept.begin(), kept.end(), key) == kept.end();
      if (is_new && !key.empty()) kept.push_back(std::move(key));
    }
    if (kept.empty()) return;
    by_kind[static_cast<std::size_t>(kind)].add(text, papers, kept);
  }

  std::array<index::SuggestionTable::Rows, index::kSuggestionKinds> by_kind;
};

bool is_latin(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

void add_words(const Xapian::Database& database, Rows& rows) {
  const auto add = [&](std::string_view word, std::uint32_t papers) {
    if (papers < kMinPapers || text::count_code_points(word) < kMinLength) return;
    rows.add(SuggestionKind::word, word, papers,
             {variants::typing_key(word), variants::initials_key(word)});
  };
  const std::string prefix(index::kSurfacePrefix);
  for (auto at = database.allterms_begin(prefix); at != database.allterms_end(prefix); ++at) {
    const std::string word = (*at).substr(prefix.size());
    if (is_latin(word)) add(word, at.get_termfreq());
  }
  index::for_ranked_terms(database.allterms_begin(), database.allterms_end(), [&](const auto& at) {
    const std::string word = *at;
    if (text::is_hangul(word)) add(word, at.get_termfreq());
  });
}

void add_names(const index::FacetTable::Contents& facets, Rows& rows) {
  for (const auto& value : facets.lists[static_cast<std::size_t>(FacetId::name)].values) {
    rows.add(SuggestionKind::name, value.text, value.papers,
             {variants::typing_key(value.text), variants::initials_key(value.text)});
  }
  for (const auto& value : facets.lists[static_cast<std::size_t>(FacetId::author)].values) {
    std::vector<std::string> keys{variants::initials_key(value.text)};
    // Under each of its words, too: Tri Dao is found as "dao".
    for (const std::string_view part : index::author_parts(value.text)) {
      const auto begin = static_cast<std::size_t>(part.data() - value.text.data());
      keys.push_back(variants::typing_key(std::string_view(value.text).substr(begin)));
    }
    rows.add(SuggestionKind::author, value.text, value.papers, std::move(keys));
  }
}

}  // namespace

std::string suggestions(const Xapian::Database& database,
                        const index::FacetTable::Contents& facets) {
  Rows rows;
  add_words(database, rows);
  add_names(facets, rows);
  return index::SuggestionTable::encode(rows.by_kind);
}

}  // namespace nonmun::derive
