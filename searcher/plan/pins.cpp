#include "searcher/plan/pins.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/analyzer.hpp"
#include "analyzers/text/key.hpp"
#include "indexer/index/pins.hpp"
#include "searcher/plan/authors.hpp"
#include "searcher/plan/questions.hpp"
#include "searcher/plan/word.hpp"

namespace nonmun::plan {
namespace {

/// Words of the longest name that is looked for.
constexpr std::size_t kMaxWords = 8;

std::optional<Pin> pin(Pin::Kind kind, std::string_view prefix, std::string_view key,
                       const TermStatistics& vocabulary) {
  if (key.empty()) return std::nullopt;
  std::string term = index::pin_term(prefix, key);
  if (vocabulary.frequency(term) == 0) return std::nullopt;
  return Pin{kind, words({std::move(term)})};
}

/// Of the first key that papers have. Keys are often the same, and to look for one reads the
/// database.
std::optional<Pin> first_pin(Pin::Kind kind, std::string_view prefix,
                             const std::vector<std::string>& keys,
                             const TermStatistics& vocabulary) {
  for (auto key = keys.begin(); key != keys.end(); ++key) {
    if (std::find(keys.begin(), key, *key) != key) continue;
    if (auto found = pin(kind, prefix, *key, vocabulary)) return found;
  }
  return std::nullopt;
}

/// The words without the particles glued to them.
std::string without_particles(std::string_view text, Analyzer& analyzer) {
  std::string bare;
  for (const AnalyzedWord& word : words_of(text, analyzer)) bare += word.surface;
  return text::key_of(bare);
}

void collect_ids(const query::Node& query, std::vector<Node>& papers) {
  for (const std::string& id : query.ids) {
    papers.push_back(words({id}));
    papers.back().field = &index::field(index::FieldId::id);
  }
  for (const query::Node& operand : query.operands) collect_ids(operand, papers);
  for (const query::Node& group : query.groups) collect_ids(group, papers);
  for (const query::Node& node : query.required) collect_ids(node, papers);
}

/// "Mamba" of "which paper introduced Mamba", 맘바 논문 and "Mamba가 뭐야"; empty when no word
/// asks.
std::string without_question_words(const query::Node& query, Analyzer& analyzer) {
  std::string rest;
  bool asks = false;
  for (const query::Word& word : query.words) {
    const std::vector<Token> tokens = analyzer.analyze(word.text);
    const bool is_question = std::all_of(tokens.begin(), tokens.end(), [](const Token& token) {
      return token.kind != TokenKind::word || is_question_word(token.term);
    });
    asks = asks || is_question;
    if (!is_question) rest += word.text + " ";
  }
  return asks && !rest.empty() ? without_particles(rest, analyzer) : std::string();
}

}  // namespace

std::optional<Pin> pinned_ids(const query::Node& query) {
  std::vector<Node> papers;
  collect_ids(query, papers);
  if (papers.empty()) return std::nullopt;
  return Pin{Pin::Kind::id, over(Op::sum, std::move(papers))};
}

std::optional<Pin> pinned_title(std::string_view text, const TermStatistics& vocabulary) {
  if (text.starts_with('-')) return std::nullopt;  // an exclusion
  return pin(Pin::Kind::title, index::kWholeTitlePrefix, text::key_of(text), vocabulary);
}

std::optional<Pin> pinned_name(const query::Node& query, Analyzer& analyzer,
                               const TermStatistics& vocabulary) {
  if (!query.only_words() || query.words.empty() || query.words.size() > kMaxWords) {
    return std::nullopt;
  }
  std::string text;
  std::vector<std::string> words;
  for (const query::Word& word : query.words) {
    text += word.text + " ";
    words.push_back(word.text);
  }
  const std::string whole = text::key_of(text);
  const std::string bare = without_particles(text, analyzer);
  const std::string asked = without_question_words(query, analyzer);
  if (auto found =
          first_pin(Pin::Kind::name, index::kTitleNamePrefix, {whole, bare, asked}, vocabulary)) {
    return found;
  }
  // "Dao Tri" and "Dao, Tri" are Tri Dao.
  const std::size_t last = words.size() - 1;
  const std::string from_second = text::key_of(name_from(words, std::min<std::size_t>(1, last)));
  const std::string from_last = text::key_of(name_from(words, last));
  return first_pin(Pin::Kind::author, index::kAuthorNamePrefix,
                   {whole, from_second, from_last, bare}, vocabulary);
}

}  // namespace nonmun::plan
