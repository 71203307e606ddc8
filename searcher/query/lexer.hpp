#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nonmun::query {

/// The largest n of NEAR/n and "phrase"~n.
inline constexpr int kMaxDistance = 99;

/// A piece of a query. What looks like syntax but has no place in it is a word.
struct Token {
  enum class Kind : std::uint8_t {
    word,
    quoted,  ///< `text` is what stands between the quotes
    open,    ///< a parenthesis that has a partner
    close,
    all,      ///< AND
    any,      ///< OR
    exclude,  ///< NOT, or a dash glued to what follows
    require,  ///< a plus glued to what follows
    near,     ///< NEAR/n
  };
  Kind kind = Kind::word;
  std::string text;
  std::size_t column = 0;  ///< 1-based, in code points
  bool literal = false;    ///< a word that is text whatever it looks like
  bool glued = false;      ///< nothing stands between it and the token before
  int distance = -1;       ///< of NEAR/n, and of "quoted"~n; -1: none
};

/// What the reader of a query took for granted where the text does not follow the grammar.
struct Assumption {
  std::size_t column = 0;  ///< 1-based, in code points
  std::string message;     ///< "a closing parenthesis without an opening one is text"
};

/// The tokens of a query, and what was assumed. Any bytes are a query:
///  - a parenthesis that is glued to a word belongs to the text as far as its partner, as in
///    "모델(Diffusion Model)을"; one without a partner is text;
///  - quotation marks come in pairs and open before a word; others are text;
///  - AND, OR and NOT are operators where operands stand beside them, else words;
///  - full-width and typographic forms of the syntax count as the ASCII ones;
///  - in a sentence only ids mean anything (see is_sentence()).
/// @param strict take no text for a sentence
std::vector<Token> tokens(std::string_view query, bool strict, std::vector<Assumption>& assumed);

/// The text with a space for each character that can have a meaning: all that are neither letters
/// nor digits in ASCII, and the full-width and typographic forms of the syntax.
std::string without_syntax(std::string_view text);
/// The text with a space for each quotation mark, in any form.
std::string without_quotes(std::string_view text);

}  // namespace nonmun::query
