#pragma once

#include <string>
#include <string_view>

namespace nonmun::text {

/// What is left of a text without case, accents, punctuation and space: letters, digits and "+", in
/// NFC. Texts that people take for the same have the same key: "DeepSeek-R1" and "deepseek r1",
/// "Müller" and "Muller", 강화 학습 and 강화학습. Empty when nothing is left.
std::string key_of(std::string_view text);

/// The same with its accents: "müller" of "Müller".
std::string accented_key_of(std::string_view text);

}  // namespace nonmun::text
