#include "analyzers/korean/vocabulary.hpp"

#include <array>

#include "analyzers/korean/letters.hpp"
#include "analyzers/text/jamo.hpp"

namespace nonmun::korean {
namespace {

using View = std::u32string_view;

// Each table is sorted; words are general vocabulary of papers, never taken from test queries.

// Nouns whose last syllables look like a particle, a copula or an ending.
constexpr View kNouns[] = {
    U"가설",     U"가이드라인", U"값",     U"강의",       U"걸음",       U"것",       U"게임",
    U"견해",     U"결과",       U"결의",   U"결합",       U"경로",       U"고려",     U"고양이",
    U"곳",       U"공해",       U"공헌",   U"과도",       U"구도",       U"국한",     U"굵기",
    U"권한",     U"귀",         U"그대로", U"그래디언트", U"그러나",     U"그러므로", U"그리고",
    U"그림",     U"극한",       U"글",     U"기기",       U"기울기",     U"길이",     U"꾸밈",
    U"나머지",   U"난해",       U"날씨",   U"넓이",       U"높이",       U"뇌",       U"누구나",
    U"눈",       U"느낌",       U"다각도", U"다용도",     U"다음",       U"단계",     U"대로",
    U"대리인",   U"대조",       U"대화",   U"대회",       U"더욱이",     U"도구",     U"도메인",
    U"동의",     U"동해",       U"되먹임", U"따라서",     U"따로",       U"때때로",   U"또는",
    U"또한",     U"라마",       U"라인",   U"로드맵",     U"로이",       U"루트",     U"마음",
    U"마이크로", U"말",         U"망",     U"매우",       U"매크로",     U"맥락",     U"맵",
    U"메가",     U"메타",       U"모음",   U"모임",       U"몬테카를로", U"몸",       U"무한",
    U"묶음",     U"문의",       U"물음",   U"민주주의",   U"믿음",       U"바나나",   U"바로",
    U"반드시",   U"반의",       U"발",     U"밝기",       U"방해",       U"벽",       U"별도",
    U"별로",     U"보고",       U"보고서", U"보도",       U"부하",       U"북한",     U"분의",
    U"분할",     U"분해",       U"비교",   U"비하",       U"빈도",       U"빛",       U"사례",
    U"사이",     U"산하",       U"상의",   U"상황",       U"새로",       U"색",       U"샷",
    U"서로",     U"서울",       U"세기",   U"세로",       U"세트",       U"셀",       U"소나",
    U"소음",     U"손",         U"손해",   U"수의",       U"스스로",     U"시나리오", U"시도",
    U"식",       U"실로",       U"쌍",     U"쓰기",       U"쓰임",       U"아마도",   U"안티",
    U"알고리즘", U"알베도",     U"알파",   U"앞",         U"양해",       U"어느",     U"어림",
    U"언어",     U"얼마나",     U"에너지", U"여러",       U"여전히",     U"역할",     U"오메가",
    U"오페라",   U"오해",       U"온도",   U"옷",         U"완화",       U"요구",     U"용의",
    U"우도",     U"움직임",     U"원숭이", U"원인",       U"유의",       U"유한",     U"이로",
    U"이름",     U"이메일",     U"이미",   U"이미지",     U"이상",       U"이의",     U"이하",
    U"이해",     U"일부",       U"읽기",   U"입",         U"자주",       U"잡음",     U"재해",
    U"저조도",   U"저하",       U"저해",   U"적어도",     U"전문가",     U"점",       U"접근",
    U"제도",     U"제로",       U"제안",   U"제어",       U"제한",       U"종이",     U"주로",
    U"주의",     U"지도",       U"차원",   U"처음",       U"척도",       U"체인",     U"최소한",
    U"추가",     U"축하",       U"층",     U"칩",         U"카메라",     U"코",       U"코끼리",
    U"코사인",   U"크기",       U"틀",     U"팀",         U"파라미터",   U"파이",     U"파일",
    U"패러다임", U"포함",       U"폭",     U"프레임",     U"피해",       U"필요",     U"하나",
    U"하이라",   U"하지만",     U"한계",   U"한도",       U"함의",       U"협의",     U"호의",
    U"회로",     U"회의",       U"흐름",   U"힘",
};

// Nouns that also end compounds, where the rules would cut their last syllable.
constexpr View kBoundNouns[] = {
    U"가능도", U"강도",   U"경로",       U"경사도",   U"곡면",       U"관련도",   U"궤도",
    U"균일",   U"기여도", U"긴급도",     U"난이도",   U"난해도",     U"농도",     U"다양도",
    U"단일",   U"동일",   U"디스플레이", U"만족도",   U"몬테카를로", U"몰입도",   U"민감도",
    U"밀도",   U"반사도", U"반지도",     U"백만",     U"복잡도",     U"비지도",   U"빈도",
    U"사실도", U"선명도", U"선호도",     U"성숙도",   U"속도",       U"수만",     U"숙련도",
    U"신뢰도", U"심각도", U"십만",       U"약지도",   U"연관도",     U"온도",     U"완성도",
    U"요일",   U"위험도", U"유사도",     U"응집도",   U"의존도",     U"이해도",   U"인지도",
    U"일관도", U"일치도", U"자기지도",   U"자유도",   U"자율지도",   U"자체지도", U"재현도",
    U"적합도", U"정밀도", U"정확도",     U"준지도",   U"중요도",     U"중증도",   U"집중도",
    U"참여도", U"척도",   U"천만",       U"충실도",   U"친밀도",     U"친화도",   U"카메라",
    U"통일",   U"투명도", U"특이도",     U"페르소나", U"평활도",     U"프레임",   U"피로도",
    U"해상도", U"현실도", U"호감도",     U"혼란도",   U"혼잡도",     U"활용도",   U"회로",
    U"효용도", U"희소도",
};

// Dictionary stems (without 다) that no rule can tell from nouns. ㅂ-irregular ones end in ㅂ.
constexpr View kPredicates[] = {
    U"가깝",     U"가꾸",     U"가로지르", U"가르치", U"가리",       U"가리키",   U"가볍",
    U"가져오",   U"가지",     U"갈리",     U"갖",     U"갖추",       U"같",       U"거두",
    U"거스르",   U"거치",     U"걸치",     U"겨루",   U"겪",         U"결정짓",   U"경이롭",
    U"고르",     U"고맙",     U"괴롭",     U"그리",   U"그치",       U"기르",     U"기울이",
    U"길",       U"깊",       U"까다롭",   U"꼽",     U"꼽히",       U"꾸미",     U"끊기",
    U"끌어올리", U"나누",     U"나뉘",     U"나쁘",   U"나아가",     U"나타나",   U"나타내",
    U"날카롭",   U"남",       U"남기",     U"낮",     U"낮추",       U"내리",     U"넓",
    U"넓히",     U"넘",       U"넘기",     U"넘어서", U"넣",         U"녹이",     U"놀랍",
    U"높",       U"높이",     U"놓",       U"놓이",   U"놓치",       U"느리",     U"늘리",
    U"늘어나",   U"늦",       U"다듬",     U"다루",   U"다르",       U"다채롭",   U"단조롭",
    U"닮",       U"담",       U"당기",     U"더디",   U"덧붙이",     U"덮",       U"돋보이",
    U"돌리",     U"돌아보",   U"돕",       U"되돌리", U"되돌아보",   U"두껍",     U"두드러지",
    U"뒤떨어지", U"뒤집",     U"뒤처지",   U"드러나", U"드러내",     U"들여다보", U"따르",
    U"떠오르",   U"떨어뜨리", U"떨어지",   U"뛰어나", U"뛰어넘",     U"막",       U"만나",
    U"만들",     U"만족스럽", U"많",       U"맞먹",   U"맞추",       U"맡",       U"맡기",
    U"매끄럽",   U"머무르",   U"멀어지",   U"멈추",   U"메우",       U"모르",     U"모으",
    U"모이",     U"무겁",     U"무너지",   U"무섭",   U"묶",         U"미치",     U"믿",
    U"바꾸",     U"바뀌",     U"바라보",   U"바로잡", U"바쁘",       U"받",       U"받아들이",
    U"밝혀내",   U"밝히",     U"배우",     U"번거롭", U"벌어지",     U"벌이",     U"벗어나",
    U"보여주",   U"보이",     U"부드럽",   U"부르",   U"불러일으키", U"불리",     U"불어넣",
    U"붙",       U"붙이",     U"비추",     U"빠르",   U"뽑",         U"사로잡",   U"살펴보",
    U"살피",     U"삼",       U"새롭",     U"생겨나", U"서두르",     U"섞",       U"섞이",
    U"선보이",   U"세우",     U"손쉽",     U"숨기",   U"쉽",         U"슬기롭",   U"시달리",
    U"쌓",       U"쌓이",     U"쓰이",     U"아우르", U"않",         U"알리",     U"알아내",
    U"알아보",   U"앓",       U"앞당기",   U"앞서",   U"앞지르",     U"어렵",     U"어우르",
    U"얻",       U"얽히",     U"없애",     U"여기",   U"열리",       U"올라가",   U"올리",
    U"올바르",   U"옮기",     U"외롭",     U"움직이", U"이끌",       U"이끌어내", U"이롭",
    U"이루",     U"이루어지", U"이뤄지",   U"이어받", U"이어지",     U"일어나",   U"일으키",
    U"읽",       U"잃",       U"잊",       U"자르",   U"자연스럽",   U"자유롭",   U"작",
    U"잡",       U"저지르",   U"조심스럽", U"조화롭", U"좁",         U"좁히",     U"좋",
    U"주어지",   U"줄어들",   U"줄이",     U"지나",   U"지나치",     U"지니",     U"지키",
    U"지혜롭",   U"짧",       U"찾",       U"찾아내", U"채우",       U"크",       U"키우",
    U"퍼지",     U"펼치",     U"폭넓",     U"풀",     U"풍요롭",     U"합치",     U"해내",
    U"해롭",     U"허물",     U"흐르",     U"흥미롭", U"힘들",       U"힘입",
};

void add_form(Vocabulary& words, const std::u32string& form, Roles endings, View stem) {
  Entry& entry = words.at_or_insert(form);
  if (entry.stem.empty()) entry.stem = stem;
  if (entry.stem == stem) entry.endings |= endings;
}

std::u32string replaced(View word, char32_t last) {
  std::u32string out(word);
  out.back() = last;
  return out;
}

bool is_bright(char32_t syllable) {
  return text::vowel_of(syllable) == kA || text::vowel_of(syllable) == kO;
}

// The form in -아/-어 of an open stem: 보이 → 보여, 나누 → 나눠, 다르 → 달라, 크 → 커.
std::u32string hae_form(View stem) {
  const char32_t last = stem.back();
  const bool bright = stem.size() > 1 && is_bright(stem[stem.size() - 2]);
  switch (text::vowel_of(last)) {
    case kI:
      return replaced(stem, text::with_vowel(last, kYeo));
    case kU:
      return replaced(stem, text::with_vowel(last, kWo));
    case kO:
      return replaced(stem, text::with_vowel(last, kWa));
    case kOe:
      return replaced(stem, text::with_vowel(last, kWae));
    case kEu: {
      std::u32string out = replaced(stem, text::with_vowel(last, bright ? kA : kEo));
      if (last == U'르' && stem != U"따르" && stem.size() > 1) {
        out[out.size() - 2] = text::with_coda(out[out.size() - 2], kRieul);
      }
      return out;
    }
    default:
      return std::u32string(stem);
  }
}

void add_predicate(Vocabulary& words, View stem) {
  const char32_t last = stem.back();
  const unsigned coda = text::coda_of(last);
  const char32_t bare = text::without_coda(last);
  constexpr View kRegularBieup = U"좁잡입뽑꼽집";
  const bool irregular = coda == kBieup && kRegularBieup.find(last) == View::npos;
  const bool shortened = stem.size() > 1 && (coda == kRieul || irregular);
  const std::u32string key = shortened ? replaced(stem, bare) : std::u32string(stem);
  const auto add = [&](const std::u32string& form, Roles endings) {
    add_form(words, form, endings, key);
  };
  const std::u32string whole(stem);
  const std::u32string cut = replaced(stem, bare);
  if (irregular) {
    add(whole, kAfterVowel);
    add(cut + U"우", kAfterVowel);
    add(cut + U"운", kAfterNieun);
    add(cut + U"울", kAfterRieul);
    add(cut + U"움", kAfterMieum);
    add(cut + U"워", kAfterHae);
    add(cut + U"웠", kAfterPast);
    if (stem == U"돕") add(U"도와", kAfterHae);
    if (stem == U"돕") add(U"도왔", kAfterPast);
    return;
  }
  if (coda == kNoCoda || coda == kRieul) {
    add(cut, coda == kRieul ? kAfterLostRieul : kAfterVowel);
    add(replaced(stem, text::with_coda(last, kNieun)), kAfterNieun);
    add(replaced(stem, text::with_coda(last, kRieul)), kAfterRieul);
    add(replaced(stem, text::with_coda(last, coda == kRieul ? kRieulMieum : kMieum)), kAfterMieum);
    add(replaced(stem, text::with_coda(last, kBieup)), kAfterBieup);
  }
  if (coda == kNoCoda) {
    const std::u32string hae = hae_form(stem);
    add(hae, kAfterHae);
    add(replaced(hae, text::with_coda(hae.back(), kSsangSiot)), kAfterPast);
    add(whole + U"어", kAfterHae);
    add(whole + U"었", kAfterPast);
    return;
  }
  add(whole, coda == kRieul ? kAfterVowel : kAfterVowel | kAfterConsonant);
  add(whole + (is_bright(last) ? U"아" : U"어"), kAfterHae);
  add(whole + (is_bright(last) ? U"았" : U"었"), kAfterPast);
}

Vocabulary build() {
  Vocabulary words;
  for (View stem : kPredicates) add_predicate(words, stem);
  for (View noun : kNouns) words.at_or_insert(noun).noun = true;
  for (View noun : kBoundNouns) words.at_or_insert(noun).noun = true;
  return words;
}

}  // namespace

const Vocabulary& vocabulary() {
  static const Vocabulary words = build();
  return words;
}

bool ends_in_bound_noun(View word) {
  static const auto endings = [] {
    FlatMap<bool, /*Backwards=*/true> map;
    for (View noun : kBoundNouns) map.at_or_insert(noun) = true;
    return map;
  }();
  std::uint64_t hash = kHashSeed;
  for (std::size_t n = 1; n <= word.size() && n <= endings.longest(); ++n) {
    hash = hash_step(hash, word[word.size() - n]);
    if (endings.find(word.substr(word.size() - n), hash)) return true;
  }
  return false;
}

}  // namespace nonmun::korean
