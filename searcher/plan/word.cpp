#include "searcher/plan/word.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "indexer/index/fields.hpp"

namespace nonmun::plan {

std::vector<std::string> Word::variants() const {
  std::vector<std::string> all;
  if (!absent) all.push_back(term);
  for (const std::string& synonym : synonyms) {
    if (!synonym.starts_with(index::kSubwordPrefix)) all.push_back(synonym);
  }
  return all;
}

Node Word::node() && {
  synonyms.insert(synonyms.begin(), std::move(term));
  Node own = any_of(std::move(synonyms));
  std::vector<Node> forms = std::move(alternatives);
  forms.insert(forms.begin(), std::move(own));
  Node node = over(Op::sum, std::move(forms), Role::word);
  node.weight = weight;
  node.optional = question;
  node.column = column;
  if (!prefix) return node;
  // Its terms are stems, which other words share: "generaliz*" is not "general".
  std::vector<Node> beginnings;
  for (const std::string& begins : {surface, std::string(index::kSurfacePrefix) + surface}) {
    Node beginning;
    beginning.op = Op::prefix;
    beginning.terms = {begins};
    beginnings.push_back(std::move(beginning));
  }
  node = over(Op::filter, {std::move(node), over(Op::sum, std::move(beginnings))});
  node.column = column;
  return node;
}

std::vector<std::string> Context::terms_of(std::string_view text) const {
  std::vector<std::string> terms;
  for (Token& token : analyzer.analyze(text)) {
    if (token.kind == TokenKind::word) terms.push_back(std::move(token.term));
  }
  return terms;
}

std::vector<AnalyzedWord> words_of(std::string_view text, Analyzer& analyzer) {
  std::vector<AnalyzedWord> words;
  for (const Token& token : analyzer.analyze(text)) {
    if (token.kind == TokenKind::word) {
      words.push_back(
          {token.term, token.term, std::string(text.substr(token.begin, token.end - token.begin))});
    } else if (token.kind == TokenKind::surface && !words.empty()) {
      words.back().surface = token.term;
    }
  }
  return words;
}

std::string spaced(const std::vector<std::string>& terms) {
  return fmt::format("{}", fmt::join(terms, " "));
}

std::string subword(std::string_view term) {
  return std::string(index::kSubwordPrefix).append(term);
}

void add_synonyms(Word& word, const index::Lexicon::Word& other, const Vocabulary& vocabulary,
                  std::vector<std::string>& shown) {
  bool any = false;
  const std::string own(other.term);
  for (const std::string& term : {own, subword(own)}) {
    if (term == word.term || vocabulary.frequency(term) == 0) continue;
    if (std::find(word.synonyms.begin(), word.synonyms.end(), term) != word.synonyms.end()) {
      continue;
    }
    word.synonyms.push_back(term);
    any = true;
  }
  if (any) shown.emplace_back(other.display);
}

}  // namespace nonmun::plan
