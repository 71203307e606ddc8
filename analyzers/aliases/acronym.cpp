#include "analyzers/aliases/acronym.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "analyzers/aliases/normal_form.hpp"

namespace nonmun::aliases {

namespace {

struct Word {
  std::u32string_view text;
  bool function = false;  ///< of, for, the …: often without a letter in the acronym
};

std::vector<Word> words_in(std::u32string_view phrase) {
  static constexpr auto kFunction =
      std::to_array<std::u32string_view>({U"of", U"for", U"the", U"to", U"in", U"and", U"with",
                                          U"from", U"on", U"a", U"an", U"by", U"via", U"as"});
  std::vector<Word> words;
  for (std::size_t i = 0; i < phrase.size();) {
    const auto separates = [&](char32_t c) { return !is_latin_letter(c) && !is_digit(c); };
    while (i < phrase.size() && separates(phrase[i])) ++i;
    const std::size_t begin = i;
    while (i < phrase.size() && !separates(phrase[i])) ++i;
    if (i == begin) continue;
    const auto text = phrase.substr(begin, i - begin);
    words.push_back({text, std::find(kFunction.begin(), kFunction.end(), text) != kFunction.end()});
  }
  return words;
}

/// Matches acronym[a..] against words[w..], the word w giving its first letter or being skipped.
/// `budget` bounds the steps: hostile input must not make this exponential.
bool match(std::u32string_view acronym, std::size_t a, const std::vector<Word>& words,
           std::size_t w, int& skipped, int& budget) {
  if (--budget < 0) return false;
  if (a == acronym.size()) {
    // The tail of the phrase may lack a letter only in function words.
    return std::all_of(words.begin() + static_cast<std::ptrdiff_t>(std::min(w, words.size())),
                       words.end(), [](const Word& word) { return word.function; });
  }
  if (w == words.size()) return false;
  const char32_t c = acronym[a];
  const std::u32string_view text = words[w].text;
  const bool stands_for = (c == U'2' && text == U"to") || (c == U'4' && text == U"for");
  if (stands_for && match(acronym, a + 1, words, w + 1, skipped, budget)) return true;
  if (text.front() == c) {
    // Take the first letter and, as few as possible, further letters of the same word in order.
    std::size_t taken = 1;
    std::size_t from = 1;
    for (;;) {
      if (match(acronym, a + taken, words, w + 1, skipped, budget)) return true;
      if (a + taken >= acronym.size()) break;
      const std::size_t at = text.find(acronym[a + taken], from);
      if (at == std::u32string_view::npos) break;
      from = at + 1;
      ++taken;
    }
  }
  // A digit inside an acronym counts something (C3PO) more often than it is spelled out.
  if (is_digit(c) && a > 0 && match(acronym, a + 1, words, w, skipped, budget)) return true;
  if (w == 0) return false;
  if (words[w].function) return match(acronym, a, words, w + 1, skipped, budget);
  if (skipped > 0) {
    --skipped;
    if (match(acronym, a, words, w + 1, skipped, budget)) return true;
    ++skipped;
  }
  return false;
}

std::u32string letters_of(std::u32string_view acronym) {
  std::u32string letters;
  for (const char32_t c : acronym) {
    if (is_latin_letter(c) || is_digit(c)) letters.push_back(c);
  }
  return letters;
}

}  // namespace

Shape shape_of(std::u32string_view term) {
  std::size_t upper = 0;
  std::size_t lower = 0;
  std::size_t digits = 0;
  std::size_t inner_upper = 0;
  bool space = false;
  for (std::size_t i = 0; i < term.size(); ++i) {
    const char32_t c = term[i];
    if (is_space(c)) space = true;
    if (is_digit(c)) ++digits;
    if (!is_latin_letter(c)) continue;
    if (is_upper(c)) {
      ++upper;
      if (i > 0 && (is_latin_letter(term[i - 1]) || is_digit(term[i - 1]))) ++inner_upper;
    } else if (!(c == U's' && i + 1 == term.size())) {
      ++lower;
    }
  }
  if (space) return Shape::words;
  if (upper + digits >= 2 && upper > 0 && upper + digits >= lower && term.size() <= 8) {
    return Shape::acronym;
  }
  if (inner_upper > 0 || digits > 0) return Shape::name;
  return Shape::words;
}

std::size_t content_words(std::u32string_view phrase) {
  const std::vector<Word> words = words_in(phrase);
  return static_cast<std::size_t>(
      std::count_if(words.begin(), words.end(), [](const Word& word) { return !word.function; }));
}

bool abbreviates(std::u32string_view acronym, std::u32string_view phrase) {
  const std::u32string letters = letters_of(acronym);
  const std::vector<Word> words = words_in(phrase);
  if (letters.size() < 2 || words.size() < 2 || words.size() > 2 * letters.size() + 2) return false;
  int budget = 4000;
  int skipped = letters.size() >= 3 ? 1 : 0;
  return match(letters, 0, words, 0, skipped, budget);
}

std::size_t abbreviated_tail(std::u32string_view acronym, std::u32string_view phrase) {
  for (std::size_t end = phrase.size(); end > 0;) {
    const std::size_t space = phrase.rfind(U' ', end - 1);
    const std::size_t begin = space == std::u32string_view::npos ? 0 : space + 1;
    if (abbreviates(acronym, phrase.substr(begin))) return begin;
    if (begin == 0) break;
    end = space;
    if (end == 0) break;
  }
  return std::u32string_view::npos;
}

}  // namespace nonmun::aliases
