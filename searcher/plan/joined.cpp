#include "searcher/plan/joined.hpp"

#include <algorithm>

namespace nonmun::plan {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_name(const std::string& term) {
  return !term.empty() &&
         std::all_of(term.begin(), term.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

}  // namespace

void split_name(Word& word, const Context& context) {
  const std::string& name = word.term;
  if (!is_name(name)) return;
  for (std::size_t at = 1; at < name.size(); ++at) {
    if (!is_letter(name[at - 1]) || !is_digit(name[at])) continue;
    std::vector<std::string> parts = {name.substr(0, at), name.substr(at)};
    if (context.vocabulary.papers_with_phrase(parts) == 0) return;
    context.note(word.term, {spaced(parts)}, Mechanism::joined);
    word.explained = true;
    word.alternatives.push_back(added_by(
        Mechanism::joined, word.absent ? 1 : context.weights.joined, words(std::move(parts))));
    return;
  }
}

}  // namespace nonmun::plan
