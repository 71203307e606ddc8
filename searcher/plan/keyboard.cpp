#include "searcher/plan/keyboard.hpp"

#include <algorithm>
#include <optional>

#include "analyzers/text/ascii.hpp"
#include "analyzers/text/utf8.hpp"
#include "analyzers/variants/keyboard.hpp"
#include "searcher/plan/compounds.hpp"

namespace nonmun::plan {
namespace {

/// Letters of the shortest word that is worth a guess.
constexpr std::size_t kMinLetters = 3;

/// What the keys may have been meant for, best guess first.
std::vector<std::string> readings(const std::string& typed) {
  std::vector<std::string> all;
  if (const auto latin = variants::keys_from_hangul(typed)) {
    // Whole syllables are a word, whether papers have it or not.
    if (!variants::is_all_syllables(typed) && latin->size() >= kMinLetters) all.push_back(*latin);
    return all;
  }
  const std::string lower = text::ascii_lowered(typed);
  // With caps lock on, a capital is no tense consonant.
  for (const std::string& keys : {typed, lower}) {
    const auto hangul = variants::hangul_from_keys(keys);
    if (hangul && variants::is_all_syllables(*hangul) && text::count_code_points(*hangul) >= 2) {
      all.push_back(*hangul);
    }
  }
  return all;
}

/// Whether the index knows all words of a text, or those that they are compounds of. A single
/// letter or syllable is known by chance.
bool is_known(const std::string& text, const Context& context) {
  const std::vector<std::string> terms = context.terms_of(text);
  return !terms.empty() && std::all_of(terms.begin(), terms.end(), [&](const std::string& term) {
    return text::count_code_points(term) >= 2 &&
           (context.vocabulary.frequency(term) > 0 ||
            !split_compound(term, context.vocabulary).empty());
  });
}

}  // namespace

std::string other_layout(const std::string& typed, const Context& context) {
  for (std::string& reading : readings(typed)) {
    if (is_known(reading, context)) return std::move(reading);
  }
  return {};
}

}  // namespace nonmun::plan
