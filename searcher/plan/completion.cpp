#include "searcher/plan/completion.hpp"

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"
#include "analyzers/variants/typing.hpp"

namespace nonmun::plan {
namespace {

constexpr std::size_t kMax = 5;
/// A single letter or syllable may become anything.
constexpr std::size_t kMinLength = 2;

/// Syllables, and at the end perhaps a letter of its own.
bool is_typed_hangul(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const text::CodePoint c = text::code_point_at(text, at);
    at += c.length;
    const bool is_last_letter = at == text.size() && text::onset_of_letter(c.value);
    if (!text::is_syllable(c.value) && !is_last_letter) return false;
  }
  return true;
}

}  // namespace

std::vector<std::string> completions(const std::string& typed, const Context& context) {
  std::vector<std::string> words;
  if (text::count_code_points(typed) < kMinLength) return words;
  const index::SuggestionTable& table = context.vocabulary.derived().suggestions;
  std::string key = variants::initials_key_of_letters(typed);
  const bool initials = !key.empty();
  if (!initials) {
    if (!is_typed_hangul(typed)) return words;
    key = variants::typing_key(typed);
  }
  for (const auto& suggestion : table.find(index::SuggestionKind::word, key, kMax)) {
    // A word that only goes on with more syllables holds the typed one as a part.
    if (!initials && suggestion.text.starts_with(typed)) continue;
    words.emplace_back(suggestion.text);
  }
  return words;
}

}  // namespace nonmun::plan
