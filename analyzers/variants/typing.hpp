#pragma once

#include <string>
#include <string_view>

namespace nonmun::variants {

// How words are typed, for finding one from its beginning. The layout of the Korean keyboard is
// the one of keyboard.hpp.

/// A text as the keys that type it: one byte from 1 to 33 per key of a Korean letter, and other
/// letters as text::key_of() has them. What is typed so far of a text is a prefix of its key, also
/// within a syllable: 강화하 of 강화학습, 강화ㅎ, 호 of 화. Space, case and punctuation do not
/// count.
std::string typing_key(std::string_view text);

/// The initial consonants of a text that is all Hangul, one byte each: ㄱㅎㅎㅅ of 강화학습. Empty
/// for any other text. No typing_key() begins so, and both can be in one table.
std::string initials_key(std::string_view text);

/// The same of consonants typed by themselves: of "ㄱㅎㅎㅅ" that of 강화학습. Empty when anything
/// else is in it.
std::string initials_key_of_letters(std::string_view letters);

}  // namespace nonmun::variants
