#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nonmun::aliases {

/// UTF-8 -> NFKC, as code points, so that scanning needs no decoding. Case is kept (it tells
/// acronyms and names from words); every kind of hyphen becomes '-' and every kind of quote ' or ".
/// Invalid bytes become U+FFFD, which separates phrases.
std::u32string nfkc(std::string_view text);

/// Case-folded copy.
std::u32string fold(std::u32string_view text);

bool is_latin_letter(char32_t c);
bool is_digit(char32_t c);
bool is_upper(char32_t c);
bool is_space(char32_t c);

/// Syllables only: after NFKC a lone jamo is a typing accident or a bullet.
bool has_hangul(std::u32string_view text);
bool has_latin(std::u32string_view text);

/// The words between white space.
std::vector<std::u32string_view> words_of(std::u32string_view text);

/// "models" -> "model", "policies" -> "policy"; words that only look plural (bias, physics) stay.
/// `word` is case-folded.
std::string singular(std::string_view word);

/// The form under which phrases are compared and looked up: without spaces, hyphens and other
/// marks that writers leave out at will, so that 강화학습 = 강화 학습 and fine-tuning = finetuning.
/// `phrase` is in a normal form.
std::string loose_key(std::string_view phrase);

}  // namespace nonmun::aliases
