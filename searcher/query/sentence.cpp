#include "searcher/query/sentence.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "analyzers/text/ascii.hpp"
#include "searcher/query/field_names.hpp"

namespace nonmun::query {
namespace {

constexpr std::size_t kMinWords = 8;
constexpr std::size_t kMinSigns = 2;

/// Syllables in which hardly a noun ends but nearly every sentence has words that do.
constexpr std::array<std::string_view, 14> kEndings = {
    "을", "를", "은", "는", "의", "에", "며", "다", "에서", "으로", "와", "하고", "하여", "되어"};
constexpr std::array<std::string_view, 26> kFunctionWords = {
    "a",  "an", "and", "are", "as",   "at",  "be",   "by", "can", "for",  "from", "in",    "is",
    "it", "of", "on",  "our", "that", "the", "this", "to", "we",  "what", "when", "which", "with"};
static_assert(std::is_sorted(kFunctionWords.begin(), kFunctionWords.end()));

bool has_punctuation(std::string_view word) {
  constexpr std::string_view kMarks = ".,;:?!";
  return word.size() > 1 && kMarks.find(word.back()) != std::string_view::npos;
}

bool is_sign(std::string_view word) {
  if (has_punctuation(word)) return true;
  if (std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
        return word.size() > ending.size() && word.ends_with(ending);
      })) {
    return true;
  }
  return std::binary_search(kFunctionWords.begin(), kFunctionWords.end(),
                            text::ascii_lowered(word));
}

/// How much a word looks like syntax: "phrase", (group, -word, +word, field:value, NOT, and most of
/// all AND and OR, which hardly anybody writes so in a sentence.
std::size_t looks_like_syntax(std::string_view word) {
  constexpr std::size_t kOperator = 3;
  if (word == "AND" || word == "OR") return kOperator;
  if (word == "NOT") return 1;
  constexpr std::string_view kSigns = "\"(-+!";
  if (word.size() > 1 && kSigns.find(word[0]) != std::string_view::npos) return 1;
  const std::size_t colon = word.find(':');
  const bool is_filter = colon != std::string_view::npos && colon + 1 < word.size() &&
                         field_named(word.substr(0, colon)) != nullptr;
  return is_filter ? 1 : 0;
}

}  // namespace

bool is_sentence(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f";
  if (text.starts_with("((") && text.ends_with("))")) return false;
  std::size_t count = 0;
  std::size_t signs = 0;
  std::size_t syntax = 0;
  for (std::size_t at = 0; (at = text.find_first_not_of(kSpace, at)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSpace, at), text.size());
    ++count;
    const std::string_view word = text.substr(at, end - at);
    if (const std::size_t likeness = looks_like_syntax(word); likeness > 0) {
      syntax += likeness;
    } else if (is_sign(word)) {
      ++signs;
    }
    at = end;
  }
  return count >= kMinWords && signs >= kMinSigns && signs > syntax;
}

}  // namespace nonmun::query
