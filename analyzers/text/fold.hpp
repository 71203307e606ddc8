#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nonmun::text {

/// What a code point is to the segmenter.
enum class CharClass : std::uint8_t {
  none,    ///< separates words: space, punctuation, symbol, control
  digit,   ///< 0 to 9
  latin,   ///< letter of the Latin script
  hangul,  ///< precomposed Hangul syllable
  jamo,    ///< Hangul letter that is part of no syllable, as typed: ㅋㅋ
  han,
  kana,
  mark,   ///< combining mark: belongs to the letter before it
  other,  ///< letter or number of any other script
};

/// A text after NFKC case folding, with a way back to the bytes it came from. Parallel arrays, one
/// entry per folded code point.
struct FoldedText {
  std::u32string chars;
  std::vector<std::uint32_t> begin;  ///< first source byte
  std::vector<std::uint32_t> end;    ///< one past the last source byte
  std::vector<CharClass> classes;
  std::vector<std::uint8_t> upper;  ///< 1 where the source was a capital letter

  std::size_t size() const { return chars.size(); }
  std::u32string_view view(std::size_t from, std::size_t to) const {
    return std::u32string_view(chars).substr(from, to - from);
  }
};

/// Folds `text` into `out` (whose old content is dropped). NFKC_Casefold, except that what it would
/// destroy is kept: superscripts become ^ and digits (10⁷ is 10^7, not 107), a jamo stays as typed,
/// a fraction does not run into the number before it. A Greek letter that is a symbol, not part of
/// a Greek word, becomes its English name: τ-bench is tau-bench. Invalid UTF-8 becomes separators.
///
/// `fast` allows the short cut for ASCII and Hangul syllables; without it every code point goes
/// through ICU. The result is the same: a test holds the one against the other.
void fold(std::string_view text, FoldedText& out, bool fast = true);

}  // namespace nonmun::text
