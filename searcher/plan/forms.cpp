#include "searcher/plan/forms.hpp"

#include <algorithm>

#include "analyzers/text/jamo.hpp"

namespace nonmun::plan {
namespace {

/// gpus: the stemmer keeps an s after u, for the sake of words like bus. No paper has a word that
/// the analyzer knows to be a plural.
void add_singular(Word& word, const Context& context) {
  constexpr std::size_t kMinSingular = 3;
  if (!word.absent || word.surface.size() <= kMinSingular || !word.surface.ends_with("s")) return;
  std::string singular = word.surface.substr(0, word.surface.size() - 1);
  if (context.vocabulary.frequency(singular) == 0) return;
  word.synonyms.push_back(singular);
  word.explained = true;
  context.note(word.term, {std::move(singular)}, Mechanism::forms);
}

}  // namespace

void add_forms(Word& word, const Context& context) {
  if (!text::is_hangul(word.term)) return add_singular(word, context);
  std::vector<std::string> forms = context.terms_of(word.term);
  if (forms.size() != 1) forms.clear();
  forms.push_back(word.typed);
  std::vector<std::string> shown;
  for (std::string& form : forms) {
    if (form == word.term || !text::is_hangul(form)) continue;
    if (context.vocabulary.frequency(form) == 0) continue;
    if (std::find(shown.begin(), shown.end(), form) != shown.end()) continue;
    word.alternatives.push_back(
        added_by(Mechanism::forms, word.absent ? 1 : context.weights.form, words({form})));
    shown.push_back(std::move(form));
  }
  if (shown.empty()) return;
  word.explained = true;
  context.note(word.term, std::move(shown), Mechanism::forms);
}

}  // namespace nonmun::plan
