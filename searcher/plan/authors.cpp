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
  std::vector<std::string> keys;
  for (std::size_t i = from; i < to; ++i) {
    keys.push_back(text::key_of(sequence[i].surface));
    if (keys.back().empty()) return {};
  }
  for (const std::size_t first : {0U, 1U}) {
    const std::string key = name_from(keys, first);
    std::string term = index::pin_term(index::kAuthorNamePrefix, key);
    if (context.vocabulary.frequency(term) > 0) return term;
  }
  return {};
}

bool is_initial(const std::string& key) {
  return key.size() == 1 && key[0] >= 'a' && key[0] <= 'z';
}

/// "T. Dao": papers of an author of this name that have a name with this initial.
void add_initial(Word& initial, const Word& name, const Context& context) {
  const index::Field& field = index::field(index::FieldId::author);
  std::string letter = text::key_of(initial.surface);
  std::string key = text::key_of(name.surface);
  if (!is_initial(letter) || key.size() < 2) return;
  if (context.vocabulary.frequency(std::string(field.prefix) + key) == 0) return;
  Node begins;
  begins.op = Op::prefix;
  begins.field = &field;
  begins.terms = {std::move(letter)};
  initial.alternatives.push_back(
      added_by(Mechanism::authors, context.weights.author,
               over(Op::filter, {presence(std::move(key), &field), std::move(begins)})));
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
    add_initial(sequence[from], sequence[from + 1], context);
    add_initial(sequence[from + 1], sequence[from], context);
    for (std::size_t to = std::min(sequence.size(), from + kMaxWords); to > from + 1; --to) {
      std::string term = author_of(sequence, from, to, context);
      if (term.empty()) continue;
      sequence[from].alternatives.push_back(
          added_by(Mechanism::authors, context.weights.author, presence(std::move(term), nullptr)));
      break;
    }
  }
}

std::string name_from(std::span<const std::string> words, std::size_t first) {
  std::string name;
  for (const std::string& word : words.subspan(first)) name += word;
  for (const std::string& word : words.first(first)) name += word;
  return name;
}

}  // namespace nonmun::plan
