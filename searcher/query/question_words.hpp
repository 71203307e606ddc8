#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace nonmun::query {

/// Words (as the analyzer leaves them) that ask instead of naming what is wanted. Only true
/// question words, request verbs and light verbs: 없이 and 일부, say, carry meaning. In byte order.
inline constexpr std::array<std::string_view, 40> kQuestionWords = {
    "about",  "are",    "can",    "do",     "does", "explain", "find", "how",  "is",     "me",
    "of",     "paper",  "please", "show",   "the",  "to",      "what", "when", "which",  "why",
    "가르쳐", "궁금",   "논문",   "뭐",     "뭐지", "무슨",    "무엇", "싶",   "알려",   "알려주",
    "어떤",   "어떻게", "언제",   "얼마나", "왜",   "이유",    "있",   "찾",   "찾아줘", "하",
};

inline bool is_question_word(std::string_view term) {
  return std::find(kQuestionWords.begin(), kQuestionWords.end(), term) != kQuestionWords.end();
}

}  // namespace nonmun::query
