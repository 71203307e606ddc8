#include "searcher/plan/keyboard.hpp"

#include <algorithm>
#include <optional>

#include "analyzers/text/utf8.hpp"
#include "analyzers/variants/keyboard.hpp"
#include "searcher/plan/compounds.hpp"

namespace nonmun::plan {

std::string other_layout(const std::string& typed, const Context& context) {
  std::optional<std::string> other = variants::keys_from_hangul(typed);
  if (!other) {
    other = variants::hangul_from_keys(typed);
    if (!other || !variants::is_all_syllables(*other) || text::count_code_points(*other) < 2)
      return {};
  }
  const std::vector<std::string> terms = context.terms_of(*other);
  // A single letter or syllable is known by chance.
  const bool is_known = std::all_of(terms.begin(), terms.end(), [&](const std::string& term) {
    return text::count_code_points(term) >= 2 &&
           (context.vocabulary.frequency(term) > 0 ||
            !split_compound(term, context.vocabulary).empty());
  });
  return is_known && !terms.empty() ? *other : std::string{};
}

}  // namespace nonmun::plan
