#include "searcher/plan/questions.hpp"

#include <algorithm>
#include <array>

namespace nonmun::plan {
namespace {

/// In byte order.
constexpr std::array<std::string_view, 66> kQuestionWords = {
    "about",    "are",      "can",    "do",     "does",       "explain", "find",
    "how",      "introduc", "is",     "me",     "of",         "paper",   "please",
    "propos",   "show",     "the",    "to",     "what",       "when",    "which",
    "who",      "why",      "가르쳐", "것",     "게",         "관련",    "관하",
    "궁금",     "논문",     "누가",   "대하",   "무슨",       "무엇",    "뭐",
    "뭐야",     "뭐지",     "뭔가",   "뭔가요", "방법",       "보여주",  "설명해주세요",
    "설명해줘", "싶",       "알려",   "알려주", "알려주세요", "알려줘",  "어디",
    "어떤",     "어떻게",   "언제",   "얼마나", "왜",         "이유",    "있",
    "좀",       "줘",       "찾",     "찾아봐", "찾아주세요", "찾아줘",  "추천해주세요",
    "추천해줘", "하",       "해줘",
};

static_assert(std::is_sorted(kQuestionWords.begin(), kQuestionWords.end()));

}  // namespace

bool is_question_word(std::string_view term) {
  return std::binary_search(kQuestionWords.begin(), kQuestionWords.end(), term);
}

}  // namespace nonmun::plan
