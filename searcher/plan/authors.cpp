#include "searcher/plan/authors.hpp"

#include <string>

#include "analyzers/text/key.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/index/pins.hpp"

namespace nonmun::plan {
namespace {

/// Words of the longest name that is looked for.
constexpr std::size_t kMaxWords = 4;

Node presence(std::string term, const index::Field* field) {
  Node node = words({std::move(term)});
  node.op = Op::presence;
  node.field = field;
  return node;
}

/// The term of the author that words [from, to) name in their order, or with the surname first;
/// empty when they name none.
std::string author_of(const std::vector<Word>& sequence, std::size_t from, std::size_t to,
                      const Context& context) {
  std::string forward, surname_first;
  for (std::size_t i = from; i < to; ++i) {
    const std::string key = text::key_of(sequence[i].surface);
    if (key.empty()) return {};
    forward += key;
    if (i > from) surname_first += key;
  }
  surname_first += text::key_of(sequence[from].surface);
  for (const std::string& key : {forward, surname_first}) {
    std::string term = index::pin_term(index::kAuthorNamePrefix, key);
    if (context.vocabulary.frequency(term) > 0) return term;
  }
  return {};
}

}  // namespace

void find_author(Word& word, const Context& context) {
  const index::Field& field = index::field(index::FieldId::author);
  std::string key = text::key_of(word.surface);
  if (key.size() < 2) return;  // an initial, or the letter of A*
  const std::uint32_t authored = context.vocabulary.frequency(std::string(field.prefix) + key);
  if (authored == 0 || context.vocabulary.frequency(word.term) > authored) return;
  if (std::string exact = text::accented_key_of(word.typed);
      exact != key && context.vocabulary.frequency(std::string(field.prefix) + exact) > 0) {
    word.alternatives.push_back(
        added_by(Mechanism::names, context.weights.name, presence(std::move(exact), &field)));
  }
  word.alternatives.push_back(
      added_by(Mechanism::authors, context.weights.author, presence(std::move(key), &field)));
  word.explained = true;
}

void find_authors(std::vector<Word>& sequence, const Context& context) {
  for (std::size_t from = 0; from + 1 < sequence.size(); ++from) {
    for (std::size_t to = std::min(sequence.size(), from + kMaxWords); to > from + 1; --to) {
      std::string term = author_of(sequence, from, to, context);
      if (term.empty()) continue;
      sequence[from].alternatives.push_back(
          added_by(Mechanism::authors, context.weights.author, presence(std::move(term), nullptr)));
      break;
    }
  }
}

}  // namespace nonmun::plan
