#include "analyzers/aliases/phrase.hpp"

#include <algorithm>
#include <array>

#include "analyzers/aliases/normal_form.hpp"
#include "analyzers/text/jamo.hpp"

namespace nonmun::aliases {

namespace {

template <std::size_t N>
bool any_equal(const std::array<std::u32string_view, N>& list, std::u32string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

template <std::size_t N>
bool any_ending(const std::array<std::u32string_view, N>& list, std::u32string_view word) {
  return std::any_of(list.begin(), list.end(), [&](std::u32string_view ending) {
    return word.size() > ending.size() && word.ends_with(ending);
  });
}

// Endings that no noun has, or nouns in kNouns only: a word with one is a modifier or a clause.
constexpr auto kModifierEndings = std::to_array<std::u32string_view>({
    U"은",     U"는",   U"을",   U"를",   U"한",   U"된",   U"와",     U"에",     U"에서",
    U"에게",   U"에도", U"으로", U"로서", U"로써", U"부터", U"까지",   U"하고",   U"하며",
    U"하여",   U"하게", U"해서", U"되어", U"되고", U"이고", U"이며",   U"하기",   U"보다",
    U"처럼",   U"적인", U"로운", U"려운", U"거운", U"까운", U"시킨",   U"시킬",   U"할",
    U"될",     U"있을", U"없이", U"통해", U"위해", U"대해", U"습니다", U"합니다", U"됩니다",
    U"입니다", U"이다", U"한다", U"된다", U"했다", U"거나", U"이나",   U"지만",   U"면서",
    U"라는",   U"라고", U"이라", U"어진", U"아진", U"려면", U"들이",
});

constexpr auto kNouns = std::to_array<std::u32string_view>({
    U"제한", U"무한", U"유한",       U"권한",   U"극한", U"기한", U"상한", U"하한",
    U"정의", U"강의", U"회의",       U"합의",   U"논의", U"주의", U"유의", U"동의",
    U"결의", U"마을", U"소음",       U"노을",   U"할",   U"분할", U"역할", U"할당",
    U"재할", U"한",   U"북한",       U"남한",   U"모의", U"임의", U"토의", U"질의",
    U"은",   U"가을", U"파라메트릭", U"비정의", U"와",   U"에",   U"필에", U"재정의",
});

// Words that cannot begin a term.
constexpr auto kNoFirst = std::to_array<std::u32string_view>({
    U"기반", U"및",       U"또는",   U"혹은", U"등",   U"등등", U"위한", U"통한", U"대한", U"의한",
    U"관한", U"있는",     U"없는",   U"같은", U"따른", U"이",   U"그",   U"저",   U"각",   U"두",
    U"세",   U"네",       U"한",     U"약",   U"더",   U"가장", U"매우", U"즉",   U"바로", U"특히",
    U"또한", U"해당",     U"여러",   U"모든", U"이런", U"그런", U"다른", U"기존", U"최신", U"최근",
    U"본",   U"새",       U"첫",     U"첫째", U"둘째", U"이후", U"이전", U"동안", U"간",   U"내",
    U"중",   U"후",       U"전",     U"시",   U"때",   U"수",   U"것",   U"위",   U"아래", U"통해",
    U"위해", U"대해",     U"따라",   U"하는", U"되는", U"하여", U"사용", U"이용", U"활용", U"주요",
    U"이를", U"우리",     U"먼저",   U"결과", U"현재", U"현존", U"관련", U"예를", U"들어", U"오브",
    U"포",   U"대표적인", U"이라는", U"라는", U"프롬", U"어느", U"많은", U"이는", U"누적", U"존재",
    U"상용", U"최초",     U"유명",   U"과",   U"와",   U"은",   U"는",   U"가",   U"을",   U"를",
    U"의",   U"로",       U"으로",   U"에서", U"도",   U"에",   U"에게", U"만",   U"들",   U"라는",
    U"년간", U"투",       U"발전된",
});

// Words that say nothing alone.
constexpr auto kNoTerm = std::to_array<std::u32string_view>({
    U"모델",   U"방법",     U"기법",       U"방식",     U"기술",       U"시스템",
    U"데이터", U"데이터셋", U"데이터세트", U"벤치마크", U"프레임워크", U"알고리즘",
    U"함수",   U"도구",     U"작업",       U"연구",     U"결과",       U"성능",
    U"평가",   U"문제",     U"과제",       U"기능",     U"구조",       U"모듈",
    U"전략",   U"접근법",   U"접근",       U"연구자",   U"논문",       U"이것",
    U"경우",   U"단계",     U"것",         U"예시",     U"버전",       U"방법론",
});

// A clause before these belongs to the term: 인간 피드백을 통한 강화 학습.
constexpr auto kClauseVerbs = std::to_array<std::u32string_view>(
    {U"통한", U"위한", U"이용한", U"활용한", U"사용한", U"의한", U"기반한"});

// Nouns that end like a direction (비디오로).
constexpr auto kRoNouns = std::to_array<std::u32string_view>(
    {U"경로", U"회로", U"통로", U"도로", U"제로", U"프로", U"크로", U"진로", U"유로", U"기로"});

bool is_direction(std::u32string_view word) {
  if (!word.ends_with(U"로") || word.size() < 3) return false;
  return std::none_of(kRoNouns.begin(), kRoNouns.end(),
                      [&](std::u32string_view noun) { return word.ends_with(noun); });
}

bool has_case_particle(std::u32string_view word) {
  return word.size() >= 2 &&
         (word.ends_with(U"은") || word.ends_with(U"는") || word.ends_with(U"을") ||
          word.ends_with(U"를") || word.ends_with(U"니다"));
}

bool modifies(std::u32string_view word) {
  if (any_equal(kNouns, word)) return false;
  for (const std::u32string_view noun : kNouns) {
    if (noun.size() >= 2 && word.ends_with(noun)) return false;
  }
  return any_ending(kModifierEndings, word);
}

bool modifies_as_genitive(std::u32string_view word) {
  return word.size() >= 2 && !any_equal(kNouns, word);
}

}  // namespace

bool is_term_shaped(std::span<const std::u32string_view> words) {
  if (words.empty()) return false;
  const std::u32string_view last = words.back();
  const std::u32string_view first = words.front();
  if (!has_hangul(last) || modifies(last) || is_direction(last)) {
    return false;
  }
  // "LLM은 (": a particle or suffix attached to a Latin word is not a Korean term.
  std::size_t tail = 0;
  while (tail < last.size() && text::is_syllable(last[last.size() - 1 - tail])) ++tail;
  if (tail == 0 || (tail < last.size() && tail < 2 && last[last.size() - 1 - tail] != U'-')) {
    return false;
  }
  if (words.size() == 1) {
    const auto syllables = std::count_if(last.begin(), last.end(), text::is_syllable);
    return syllables >= 2 && !any_equal(kNoTerm, last) && !any_equal(kNoFirst, last);
  }
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (has_case_particle(words[i]) && !any_equal(kClauseVerbs, words[i + 1])) return false;
  }
  // A genitive begins only short terms; before longer ones it is the rest of something cut.
  if (words.size() > 2 && first.ends_with(U"의") && modifies_as_genitive(first)) return false;
  return !modifies(first) && !is_direction(first) && !any_equal(kNoFirst, first);
}

}  // namespace nonmun::aliases
