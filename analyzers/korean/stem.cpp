#include "analyzers/korean/stem.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "analyzers/korean/letters.hpp"
#include "analyzers/korean/tails.hpp"
#include "analyzers/korean/vocabulary.hpp"
#include "analyzers/text/jamo.hpp"

namespace nonmun::korean {
namespace {

using View = std::u32string_view;

// No ending is longer; a word's earlier syllables are never looked at as one.
constexpr std::size_t kMaxTailLength = 15;

// A word with the roles of each of its tails, found in one pass from the right.
class Word {
 public:
  explicit Word(View text)
      : text_(text), first_(text.size() - std::min(text.size(), kMaxTailLength)) {
    std::uint64_t hash = kHashSeed;
    for (std::size_t at = text.size(); at-- > first_;) {
      hash = hash_step(hash, text[at]);
      const Roles* roles = tails().find(text.substr(at), hash);
      roles_[at - first_] = roles ? *roles : 0;
    }
    roles_[text.size() - first_] = kEmptyTail;
  }

  View text() const { return text_; }
  std::size_t size() const { return text_.size(); }
  char32_t operator[](std::size_t at) const { return text_[at]; }
  /// First syllable that may begin a tail.
  std::size_t first() const { return std::max<std::size_t>(first_, 1); }
  Roles tail(std::size_t at) const { return at < first_ || at > size() ? 0 : roles_[at - first_]; }
  /// The particle and copula roles of the tail at `at` that agree with the syllable before it.
  Roles nominal(std::size_t at) const {
    return tail(at) & nominal_roles_after(text::coda_of(text_[at - 1]));
  }

 private:
  View text_;
  std::size_t first_;
  std::array<Roles, kMaxTailLength + 1> roles_{};
};

// The vocabulary goes first: it holds what the rules would get wrong. The longest entry wins.
std::optional<Stem> by_vocabulary(const Word& word) {
  const Vocabulary& words = vocabulary();
  std::optional<Stem> best;
  std::uint64_t hash = kHashSeed;
  for (std::size_t n = 1; n <= word.size() && n <= words.longest(); ++n) {
    hash = hash_step(hash, word[n - 1]);
    const Entry* entry = words.find(word.text().substr(0, n), hash);
    if (!entry) continue;
    const bool ends = n == word.size();
    // After a noun in 하 these are endings of 하다: 부하가, but 비하고.
    const Roles no_copula = word[n - 1] == U'하' ? ~Roles{kCopulaVowel} : ~Roles{0};
    if (entry->noun && (ends || (word.nominal(n) & no_copula) != 0)) {
      best = Stem{n};
      continue;
    }
    // An open stem with nothing after it is not a form of its verb (다루, 크).
    const Roles endings = ends ? entry->endings & ~Roles{kAfterVowel} : entry->endings;
    // 큰 and 긴 are taken, but other words of one syllable have too many readings.
    if (word.size() == 1 && !(endings & kAfterNieun)) continue;
    if ((endings & word.tail(n)) == 0) continue;
    const View stem = entry->stem;
    const View form = word.text().substr(0, n);
    const auto same = static_cast<std::size_t>(
        std::mismatch(stem.begin(), stem.end(), form.begin(), form.end()).first - stem.begin());
    best = Stem{same};
    const std::size_t rest = std::min(stem.size() - same, best->added.size());
    std::copy_n(stem.begin() + static_cast<std::ptrdiff_t>(same), rest, best->added.begin());
  }
  return best;
}

// After a vowel, 임, 일 and 인 often end loanwords and are not the copula: 런타임을, 파일, 도메인,
// but 문제임을, 프레임워크인.
bool is_loanword_end(const Word& word, std::size_t at) {
  if (text::coda_of(word[at - 1]) != kNoCoda) return false;
  const bool bare = at + 1 == word.size() || word.text().substr(at) == U"일뿐";
  constexpr View kBeforeIm = U"타게레다라네모트";
  if (word[at] == U'임') return bare || kBeforeIm.find(word[at - 1]) != View::npos;
  if (!bare) return false;
  constexpr View kBeforeIn = U"라메자체페사개코부와타주노가나파그레";
  return word[at] == U'일' ||
         (word[at] == U'인' && (at < 2 || kBeforeIn.find(word[at - 1]) != View::npos));
}

// 방법입니다 → 방법, before 입니다 can be taken for a verb.
std::optional<Stem> by_long_copula(const Word& word) {
  for (std::size_t at = std::max<std::size_t>(word.first(), 2); at + 2 <= word.size(); ++at) {
    const char32_t head = word[at];
    if (head != U'이' && head != U'입' && head != U'인' && head != U'임') continue;
    if (is_loanword_end(word, at)) continue;
    if (word.nominal(at) & kCopulaRoles) return Stem{at};
  }
  return {};
}

// Roles that a tail needs after a syllable of 하, 되 or 시키 with this coda; 0 for other codas.
Roles endings_after_coda(unsigned coda) {
  switch (coda) {
    case kNoCoda:
      return kAfterVowel;
    case kNieun:
      return kAfterNieun;
    case kRieul:
      return kAfterRieul;
    case kMieum:
      return kAfterMieum;
    case kBieup:
      return kAfterBieup;
    default:
      return 0;
  }
}

Roles endings_after_contraction(unsigned coda) {
  if (coda == kNoCoda) return kAfterHae;
  return coda == kSsangSiot ? kAfterPast : Roles{0};
}

// The endings that may follow if `c` is a form of 하다 or 되다.
Roles endings_after_light_verb(char32_t c) {
  const char32_t base = text::without_coda(c);
  if (base == U'하' || base == U'되') return endings_after_coda(text::coda_of(c));
  if (base == U'해' || base == U'돼') return endings_after_contraction(text::coda_of(c));
  return 0;
}

// 시키다 at `at` (the place of 시): the endings that may follow 시키.
Roles endings_after_siki(const Word& word, std::size_t at) {
  if (word[at] != U'시' || at + 1 >= word.size()) return 0;
  const char32_t c = word[at + 1];
  if (text::without_coda(c) == U'키') return endings_after_coda(text::coda_of(c));
  if (text::without_coda(c) == U'켜') return endings_after_contraction(text::coda_of(c));
  return 0;
}

// One-syllable stems that take 하다 (위한, 통해, 대한). Others with a bare 한, 할, 함 or 해 are
// Sino-Korean nouns: 제한, 역할, 포함, 이해.
constexpr View kShortHadaStems =
    U"가강겸관구능흔심답당대더독말면못변비속안약원위응의인임잘전접정처칭취택통편피합행향";

// Nouns ending in such a syllable that also end compounds (이미지분할 is not 이미지분 + 할), and
// the syllables after which the pair is a form of 하다: 구분할, 통제한, 발견해.
struct PairNoun {
  View noun;
  View verb_after;
};
constexpr PairNoun kPairNouns[] = {
    {U"견해", U"발참예"},
    {U"결함", U"해연완종타체귀직의대판단집응"},
    {U"권한", U""},
    {U"극한", U"자"},
    {U"무한", U"근전"},
    {U"방해", U""},
    {U"분할", U"구배처충"},
    {U"분해", U"구배처충"},
    {U"손해", U""},
    {U"역할", U"번통의오"},
    {U"오해", U""},
    {U"이해", U"용"},
    {U"저해", U"현"},
    {U"제한", U"공견결규면배복삭억자전절정통해"},
    {U"포함", U"공발배분살선유체"},
    {U"피해", U"회도"},
};

// Whether the word up to `at` and its syllable end in such a noun.
bool is_noun_in_hada_syllable(const Word& word, std::size_t at) {
  const View pair = word.text().substr(at - 1, 2);
  const auto* found = std::find_if(std::begin(kPairNouns), std::end(kPairNouns),
                                   [&](const PairNoun& n) { return n.noun == pair; });
  return found != std::end(kPairNouns) &&
         (at < 2 || found->verb_after.find(word[at - 2]) == View::npos);
}

// 받다 at `at` makes a verb of the noun before it, as 하다 does (주목받는, 평가받았다).
bool is_received(const Word& word, std::size_t at) {
  if (word[at] != U'받' || at < 2 || at + 1 >= word.size()) return false;
  if (word.tail(at + 1) & (kAfterVowel | kAfterConsonant | kAfterPast)) return true;
  return (word[at + 1] == U'아' && (word.tail(at + 2) & kAfterHae)) ||
         (word[at + 1] == U'았' && (word.tail(at + 2) & kAfterPast));
}

// The uncontracted past: 하였, 되었.
bool is_past_of_light_verb(const Word& word, std::size_t at) {
  return (word[at] == U'하' || word[at] == U'되') && at + 2 < word.size() &&
         (word[at + 1] == U'였' || word[at + 1] == U'었') && (word.tail(at + 2) & kAfterPast) != 0;
}

// The noun before a form of 하다 or 되다 at `at`. One syllable is no noun here: 피하다 is not 피.
Stem before_light_verb(const Word& word, std::size_t at) {
  if (at > 1) return Stem{at};
  const char32_t base = text::without_coda(word[at]);
  return Stem{at, {base == U'되' || base == U'돼' ? U'되' : U'하'}};
}

// 제안하는 → 제안, 제안되었다 → 제안, 향상시킨 → 향상, 정확히 → 정확.
std::optional<Stem> by_hada(const Word& word) {
  for (std::size_t at = word.size(); at-- > word.first();) {
    if (endings_after_siki(word, at) & word.tail(at + 2)) return Stem{at};
    if (is_received(word, at)) return Stem{at};
    if (is_past_of_light_verb(word, at)) return before_light_verb(word, at);
    const Roles endings = endings_after_light_verb(word[at]);
    if (!(endings & word.tail(at + 1))) continue;
    const bool bare = at + 1 == word.size();
    if (bare && text::coda_of(word[at]) == kNoCoda && text::vowel_of(word[at]) == kA)
      continue;  // 저하, 이하
    if (bare && at == 1 && text::without_coda(word[at]) != U'되' &&
        text::without_coda(word[at]) != U'돼' && kShortHadaStems.find(word[0]) == View::npos) {
      continue;
    }
    // 결함을 and 제한적 are the noun, 포함한다 is not.
    const bool as_noun = bare || word.nominal(at + 1) != 0 || word.text().substr(at + 1) == U"적";
    if (as_noun && is_noun_in_hada_syllable(word, at)) continue;
    return before_light_verb(word, at);
  }
  if (word.size() >= 3 && word[word.size() - 1] == U'히') return Stem{word.size() - 1};
  return {};
}

// A predicate stem that ends before `at`, without the ㄹ or ㅂ that its other forms lose.
Stem predicate_stem(const Word& word, std::size_t at) {
  const char32_t last = word[at - 1];
  const unsigned coda = text::coda_of(last);
  const bool falls = coda == kRieul || (coda == kBieup && kRegularBieup.find(last) == View::npos);
  if (at >= 2 && falls) return Stem{at - 1, {text::without_coda(last)}};
  return Stem{at};
}

// The stem before a past tense syllable at `at`: 높았 → 높, 나타났 → 나타나, 보였 → 보이.
Stem stem_of_past(const Word& word, std::size_t at) {
  const char32_t c = word[at];
  if (c == U'었' || c == U'았' || c == U'겠') return predicate_stem(word, at);
  // 외웠다 is 외우다; a longer word in 웠 has lost its ㅂ (안타까웠다).
  if (c == U'웠') return at == 1 ? Stem{1, {U'우'}} : Stem{at};
  // 문제였다 is the copula; the verbs of this shape have a short stem (보였다, 높였다).
  if (c == U'였' && at >= 2) return Stem{at};
  const char32_t bare = text::without_coda(c);
  if (bare == U'해') return Stem{at, {U'하'}};
  switch (text::vowel_of(c)) {
    case kYeo:
      return Stem{at, {text::with_vowel(bare, kI)}};
    case kWo:
      return Stem{at, {text::with_vowel(bare, kU)}};
    case kWa:
      return Stem{at, {text::with_vowel(bare, kO)}};
    default:
      return Stem{at, {bare}};
  }
}

// 더라도 at `at` after the beginning of a loanword in -er: 인코더라도 is 인코더 + 라도.
bool is_noun_in_deo(const Word& word, std::size_t at) {
  if (word.text().substr(at) != U"더라도") return false;
  static constexpr View kBeforeDeo[] = {U"코", U"로", U"레이", U"라이", U"바이",
                                        U"헤", U"폴", U"빌",   U"인",   U"렌",
                                        U"벤", U"젠", U"센",   U"링",   U"샌"};
  const View head = word.text().substr(0, at);
  return std::any_of(std::begin(kBeforeDeo), std::end(kBeforeDeo),
                     [&](View end) { return head.ends_with(end); });
}

// The stem of a verb contracted with 어 at `at`, before an ending: 외워서 → 외우, 흘려야 → 흘리.
std::optional<Stem> by_contraction(const Word& word, std::size_t at) {
  if (at == 0 || at + 1 >= word.size()) return {};
  const auto [onset, vowel, coda] = text::decompose(word[at]);
  if (coda != kNoCoda || (vowel != kYeo && vowel != kWo)) return {};
  const View rest = word.text().substr(at + 1);
  const bool ending =
      rest == U"서" || rest == U"야" || (rest.size() > 1 && (word.tail(at + 1) & kAfterHae));
  if (!ending) return {};
  if (vowel == kYeo) {
    if (onset == text::kNullOnset) return {};  // 여서, of the copula
    return Stem{at, {text::with_vowel(word[at], kI)}};
  }
  if (onset == text::kNullOnset && at > 1) return Stem{at};  // 안타까워서
  return Stem{at, {text::with_vowel(word[at], kU)}};
}

// Endings after the form of an adjective in ㅂ that ends in this syllable: 자랑스러운.
Roles endings_of_adjective(char32_t c) {
  switch (c) {
    case U'운':
      return kAfterNieun;
    case U'울':
      return kAfterRieul;
    case U'움':
      return kAfterMieum;
    case U'워':
      return kAfterHae;
    case U'웠':
      return kAfterPast;
    default:
      return 0;
  }
}

// 자랑스러운, 자랑스럽게 → 자랑스러, as of 자연스럽 in the vocabulary; 평화로운 → 평화로.
std::optional<Stem> by_adjective(const Word& word) {
  for (std::size_t at = word.first(); at + 1 < word.size(); ++at) {
    const char32_t c = word[at];
    const bool su = word[at - 1] == U'스';
    if ((c == U'럽' && su) || (c == U'롭' && at >= 2)) {
      if (word.tail(at + 1) & (kAfterVowel | kAfterBieup)) return Stem{at, {text::without_coda(c)}};
    }
    if (!(c == U'러' && su) && !(c == U'로' && at >= 2)) continue;
    // Not 텐서플로우는.
    const Roles endings =
        word[at + 1] == U'우' && su ? Roles{kAfterVowel} : endings_of_adjective(word[at + 1]);
    if (endings & word.tail(at + 2)) return Stem{at + 1};
  }
  return {};
}

// Endings that no noun has: …ㅆ다, …습니다, …ㅂ니다, …거나.
std::optional<Stem> by_unmistakable_ending(const Word& word) {
  for (std::size_t at = word.size(); at-- > word.first() - 1;) {
    const char32_t c = word[at];
    const bool more = at + 1 < word.size();
    if ((c == U'있' || c == U'없') && more &&
        (word.tail(at + 1) & (kAfterPast | kAfterVowel | kAfterConsonant))) {
      return Stem{at + 1};
    }
    if (text::coda_of(c) == kSsangSiot && more && (word.tail(at + 1) & kAfterPast) != 0) {
      const bool own_syllable = c == U'었' || c == U'았' || c == U'겠' || c == U'웠';
      if (at == 0 && own_syllable) continue;
      return stem_of_past(word, at);
    }
    if (c == U'습') {
      // After ㅆ the whole of 습니다 is an ending and the tense comes off with it.
      const bool ending = at > 0 && text::coda_of(word[at - 1]) != kSsangSiot;
      if (ending && (word.tail(at + 1) & kAfterBieup)) return predicate_stem(word, at);
      continue;
    }
    // Not after ㅆ (있었으며), whose own rule cuts more, and not inside 으면서.
    const bool whole = at > 0 && text::coda_of(word[at - 1]) != kSsangSiot && word[at - 1] != U'으';
    if (whole && (word.tail(at) & kUnmistakable) && !is_noun_in_deo(word, at))
      return predicate_stem(word, at);
    if (text::coda_of(c) == kBieup && (word.tail(at + 1) & kAfterBieup))
      return Stem{at, {text::without_coda(c)}};
    if (auto stem = by_contraction(word, at)) return stem;
  }
  return {};
}

// 이백만, 수천만: 만 is a number here, not 'only'.
bool is_number(View word) {
  if (word.size() < 3 || word.back() != U'만') return false;
  constexpr View kDigits = U"일이삼사오육칠팔구십백천";
  constexpr View kPowers = U"십백천";
  if (kPowers.find(word[word.size() - 2]) == View::npos) return false;
  const bool some = word[0] == U'수' || word[0] == U'몇';
  return word.substr(some ? 1 : 0, word.size() - (some ? 2 : 1)).find_first_not_of(kDigits) ==
         View::npos;
}

// 지만 after the beginning of a noun in 지 is 만: 이미지만, 페이지만.
bool is_only_after_ji(const Word& word, std::size_t at) {
  if (word.text().substr(at) != U"지만") return false;
  static constexpr View kBeforeJi[] = {U"이미", U"메시", U"메세", U"페이", U"패키", U"에너",
                                       U"토리", U"브리", U"나머", U"아버", U"어머"};
  const View head = word.text().substr(0, at);
  return std::any_of(std::begin(kBeforeJi), std::end(kBeforeJi),
                     [&](View end) { return head.ends_with(end); });
}

// The longest particle that agrees with the syllable before it.
std::optional<Stem> by_josa(const Word& word) {
  if (word.tail(0) & (kCopulaRoles | kAfterPast)) return {};  // alone: 이라고, 습니다
  for (std::size_t at = word.first(); at < word.size(); ++at) {
    const Roles roles = word.nominal(at);
    if (!roles) continue;
    if (at == 1 && !(word.tail(at) & kShort)) continue;
    if (!(roles & ~Roles{kCopulaAny}) && is_loanword_end(word, at)) continue;
    if (is_only_after_ji(word, at)) continue;
    return Stem{at};
  }
  return {};
}

std::optional<Stem> nominal(const Word& word) {
  if (is_number(word.text()) || ends_in_bound_noun(word.text())) return {};
  return by_josa(word);
}

Stem cut(const Word& word) {
  if (auto stem = by_vocabulary(word)) return *stem;
  if (word.size() == 1) return Stem{1};
  if (is_light_verb(word.text())) {
    return Stem{
        0,
        {text::without_coda(word[0]) == U'되' || text::without_coda(word[0]) == U'돼' ? U'되'
                                                                                      : U'하'}};
  }
  if (auto stem = by_long_copula(word)) return *stem;
  if (auto stem = by_hada(word)) return *stem;
  if (auto stem = by_adjective(word)) return *stem;
  if (auto stem = by_unmistakable_ending(word)) return *stem;
  if (auto stem = nominal(word)) return *stem;
  return Stem{word.size()};
}

}  // namespace

Stem stem(View text) {
  Stem stem = cut(Word(text));
  // 사용자들 → 사용자; 아들, 만들 and the like are too short.
  if (!stem.added[0] && stem.keep >= 3 && text[stem.keep - 1] == U'들') --stem.keep;
  return stem;
}

Stem counter_stem(View text) {
  if (text.size() >= 2 && text.size() <= kMaxTailLength && Word(text).nominal(1) != 0)
    return Stem{1};
  return stem(text);
}

bool is_particle(View text) {
  constexpr Roles kNominal = kJosaRoles | kCopulaRoles;
  if (text == U"들") return true;
  const Word word(text);
  if (word.size() > kMaxTailLength) return false;
  if (word.tail(0) & kNominal) return true;
  return text.front() == U'들' && (word.nominal(1) != 0);
}

bool is_light_verb(View text) {
  if (text.size() > kMaxTailLength) return false;
  const Word word(text);
  return (endings_after_light_verb(text.front()) & word.tail(1)) != 0 && text != U"하" &&
         text != U"되";
}

}  // namespace nonmun::korean
