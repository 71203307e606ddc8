#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nonmun::variants {

/// Other spellings of a loanword, each in one syllable: 콘텐츠 of 컨텐츠, 캐시 of 캐쉬, 퓨전 of
/// 퓨젼, 알고리즘 of 알고리듬. They follow what the orthography of loanwords (외래어 표기법)
/// settles and people write otherwise: vowels that sound alike, no tense onsets, no y after ㅈ and
/// ㅊ, sh and j before another vowel. Not all of them exist.
/// @param hangul 2 to 20 precomposed syllables; others have no spellings
std::vector<std::string> loan_spellings(std::string_view hangul);

}  // namespace nonmun::variants
