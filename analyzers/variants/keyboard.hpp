#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nonmun::variants {

// What was meant by words typed with the keyboard in the wrong language. The layout is the
// standard Korean one with two sets (KS X 5002, 두벌식) over a US keyboard.

/// The Hangul that appears when these Latin keys are pressed in Korean mode:
/// "rkdghkgkrtmq" -> "강화학습". Letters that form no syllable stay single ("llm" -> "ㅣㅣㅡ"), so
/// ask is_all_syllables() before proposing the result. Other ASCII characters stay as they are.
/// @return nullopt when the keys hold no Latin letter, or anything but printable ASCII
std::optional<std::string> hangul_from_keys(std::string_view keys);

/// The Latin letters that appear when the keys of this Hangul are pressed in English mode:
/// "ㅅㄱ문래귿ㄱ" -> "transformer". Capitals are the shifted keys ㄲㄸㅃㅆㅉㅒㅖ. Printable
/// ASCII stays as it is.
/// @return nullopt when the text holds no Hangul, or anything but syllables, compatibility jamo
///         of today's alphabet, and printable ASCII
std::optional<std::string> keys_from_hangul(std::string_view hangul);

/// Whether the text is made of precomposed syllables and printable ASCII only: a plausible word,
/// and not the ㅅㄱ문래귿ㄱ that English looks like in Korean mode.
bool is_all_syllables(std::string_view text);

}  // namespace nonmun::variants
