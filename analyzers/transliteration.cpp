#include "analyzers/transliteration.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <utility>

#include "analyzers/jamo.hpp"
#include "analyzers/utf8.hpp"

namespace nonmun {
namespace {

// ---- The table --------------------------------------------------------------------------------
//
// A line is a pattern of one or more jamo, then the spellings it can have, each with its cost in
// hundredths after a colon (0 if none is given). Onsets and vowels are compatibility jamo; capital
// letters are codas: G ㄱ, N ㄴ, D ㄷ, L ㄹ, M ㅁ, B ㅂ, S ㅅ, Q ㅇ, J ㅈ, C ㅊ, K ㅋ, T ㅌ, P ㅍ,
// H ㅎ. A "$" limits the line to the end of the word, a "+" to elsewhere. All patterns compete; the
// cheapest reading wins.
//
// y-vowels after ㅈ ㅉ ㅊ sound like plain ones and are read as such before the table applies
// (표기법 제3장 제1절 제3항: 쥬스 is to be 주스, but people write both).
constexpr std::string_view kTable = R"(
ㄱ g gg gh:10 gu:20 c:60 k:50
ㄲ c:30 k:30 g:30
ㄴ n nn kn:10 gn:10
ㄷ d dd th:15 t:50
ㄸ t:30 d:30
ㄹ l r ll rr rh:10 wr:10
ㅁ m mm
ㅂ b bb v vv
ㅃ p:30 b:30
ㅅ s ss c:10 sc:5 sh:10 z:40 th:10 ps:20 x:40 ts:40
ㅆ s:10 sc:10 c:20 th:20 ss:10
ㅇ h:30
ㅈ j z g:5 s:25 dg:5 zz ds:20 ts:30 d:50 x:40 tz:30
ㅉ z:30 ts:30 j:40
ㅊ ch tch t:30 c:35 tz:20 ts:30
ㅋ c k ck cc ch:5 q:10 qu:15 kh:10 g:60
ㅌ t tt th:15 pt:40 d:60
ㅍ p f ph pp ff gh:40 v:50
ㅎ h wh:5 f:35

ㅅㅕ tio sio ssio cio cia:5 tia:5 shio sho:10 she:10 shu:10 sur:20 sher:5
ㅅㅖㅇㅣ sha
ㅅㅞㅇㅣ sha
ㅅㅑ sha shar ssia:10 cia:10 sho:5 cho:30
ㅅㅛ sho
ㅅㅠ shu shoo
ㅅㅖ she sha:10
ㅅㅞ sha:5 she
ㅅㅟ sh shi
ㅎㅟ whi
ㅇㅑ ja:20
ㅇㅠ ju:20
ㅇㅛ jo:20
ㅇㅖ je:20
ㄱㅏㅇㅣ gui guy
ㅅㅣQ ching:5 shing
ㅅㅓ cir
ㅅㅣ sh:5 che:3 ci cy ce:5
ㅅㅔ ce
ㅅㅡ sh:30 se ce
ㅆㅣ ci:10 cy:10
ㅈㅣ ge dge si:10 sy:10
ㅈㅜ su:10 du:5
ㅈㅏㅇㅣ si:10 sy:10
ㅅㅡㅋ sch
ㅈㅓ sio gio geo ger ser:8
ㅈㅡㄴ son:10
ㅡㄴ on:10 en:10
ㅈㅡ s:10 z se:5 ze ds:10 ge:10
ㅈㅡM thm sm
ㄷㅡM thm:2
ㅏㅇㅣM igm:5
ㅊㅣ ch tch
ㅊㅓN tion
ㅅㅓ swer swe
ㅎㅡ ch:10
ㄹㅏG lock
ㅜㅇㅏ oi:10
ㅏQㅈㅜ ange
ㅊㅓ ture tur tu:10 tua:10
ㅊㅡ ts tz
ㅂㅡ ve be
ㄷㅡ de the
ㅌㅡ te
ㅋㅡ ke que che:30 ck
ㄱㅡ gue ge:10
ㅍㅡ pe fe phe v:20
ㅋㅝ qua quo que:2
ㅋㅞ que qua:5
ㅋㅟ qui quee que:10
ㅋㅘ qua
ㅋㅠ q:2
Gㅅ x xc
Gㅅㅡ x
Gㅈ x
ㄱㅡㅈ x
ㅋㅡㅅ x:5
Lㄹ l ll r:20 rl:20
Mㅁ m:5 mm
Nㄴ n:5 nn
Sㅈㅣ dge ge:5
Sㅊㅣ tch
Sㅅ ss
Bㅍ pp
Qㄱ ng
Qㅋ nk nc nch:5
Qㅅㅕ nctio

ㅏ a ar o:15 u:15 ah e:35 aa ou:30 er:30
ㅏㅇㅣ i y igh ie ai:10 ei:10 uy eye
ㅏㅇㅣㅇㅓ ire yer ier iar ia:10 io:10
ㅏㅇㅜ ou ow au owe
ㅏㅇㅝ our ower
ㅐ a ae:5 e:10 ea:15 ai:10
ㅑ ya ia a:35
ㅓ$ a:2 ar:5
ㅓ+ e
ㅓ er u re:15 ur or ir o:10 a:12 ea:10 ear our:10 ou:10 io:10 ure:10 ar:15 i:30 oo:35 eu:20 eo:20
ㅔN n:20
ㅔ e ea:5 a:15 ai:10 ay:10 ae ei:10 ey:10 i:35 ee:25 air:10 ar:15 er:15 are:10
ㅔㅇㅣ a ai ay ei ey e:15 ea:10 eigh
ㅔㅇㅣN$ ane agne
ㅔㅇㅣM$ ame
ㅔㅇㅣL$ ale
ㅔㅇㅣB$ ape abe
ㅔㅇㅣG$ ake
ㅔㅇㅣK$ ake
ㅔㅇㅣS$ ate ade ase
ㅔㅇㅣD$ ade ate
ㅔㅇㅓ air are ere ayer:10
ㅕ yo ye io ia:15 e:30 you:10 ya:20 yu:20
ㅖ ye e:25 ie:10
ㅗ o oa ow:5 or au:5 aw:5 oe:10 a:25 u:35 ore our:5 oo:25 ough oh al:15 ou:10 ol:20 all:20
ㅗㅇㅓㄹ or
ㅔㅇㅓㄹ ar air:2
ㅣㅇㅓㄹ eer ear
ㅏㅇㅣㅇㅓㄹ ir yr
ㄹㅏㅇㅣN line
ㄹㅏㅇㅣK like
ㄹㅣㅅㅡ less
ㄹㅔㅅㅡ less
ㅗㅇㅓ or ore oar our:5 oor:5
ㅗㅇㅜ ow oa o:2 ou oe
ㅘ wa war:5 ua oi:15 owa wo:20 ui:40
ㅙ wa:10 wha:10
ㅚ oe oi:20 we:20
ㅗㅇㅣ oi oy eu:10
ㅛ yo io o:30 yaw
ㅜ u oo ou:5 w ew ue ui:15 o:15 wo:20 oe:20 oul:20
ㅝ wo wa:10 we:10 wor war ua:20 ue:20 wer o:35
ㅞ we wa:10 ue:10 whe
ㅞㅇㅣ wa way
ㅞㅇㅓ ware wear where
ㅟ wi wie ui wee we:20 whi wy wea:10 whee
ㅠ u ew yu you ue eu iew ou:30 eau:10 iu:10 yoo ure:10
ㅡ e:15 u:20 o:25 a:30 i:30
ㅢ ui:20 i:30 wi:30
ㅣ i e:5 ee ea y ie ey ei:10 a:35 ia:20
ㅣㅇㅓ eer ear ier ia ea:10 eo:10 io ir:10
ㅘㅇㅣ wi wy whi why
ㅘㅇㅣㅇㅓ wire
ㅣㅈㅣQ aging:5
ㅣㅅㅡ ace:10 ice ise iss
ㅇㅏQ en:10
ㅅㅏQㅂ semb:10
ㅝN one
ㅣㅈㅣ age:5 edge idge
ㅔㅇㅣㅈㅓ ager

G k c ck ch:15 g:10 q que:10 cc kk ke:5
K k
N n nn gn:5 ne:5
D t:15 d:15
L l ll le lle r:35 ul:20
M m mm mb mn:10 n:35 me
B p pp b:10 bb:10 v:35 pe
S t tt d:15 th:20 s:30 te
Q ng n:12 m:50
ㅡL le l el:5 al:5 il:10 ul:10 ol:10
ㅡN en:5 on:5 an:10 in:15
ㅡM um:5 am:5 em:5 om:5
ㅓL al:5 le:20 el ol:10
ㅣL eel
)";

constexpr int kMaxPattern = 6;
/// Dearer than anything accepted, and small enough to add twice.
constexpr int kUnreachable = 100'000;

// A jamo with its role, in one byte: onsets from 1, vowels from 20, codas from 41.
using Jamo = std::uint8_t;
constexpr Jamo kVowelBase = 20;
constexpr Jamo kCodaBase = 40;
constexpr Jamo onset_jamo(unsigned onset) {
  return static_cast<Jamo>(1 + onset);
}
constexpr Jamo vowel_jamo(unsigned vowel) {
  return static_cast<Jamo>(kVowelBase + vowel);
}
constexpr Jamo coda_jamo(unsigned coda) {
  return static_cast<Jamo>(kCodaBase + coda);
}
constexpr Jamo kSilent = onset_jamo(kNullOnset);
constexpr unsigned kVowelEu = 18;  // ㅡ
constexpr unsigned kVowelI = 20;   // ㅣ
constexpr Jamo kEu = vowel_jamo(kVowelEu);
constexpr Jamo kI = vowel_jamo(kVowelI);
constexpr bool is_vowel_jamo(Jamo j) {
  return j >= kVowelBase && j <= kCodaBase;
}

/// A line of the table.
struct Rule {
  struct Spelling {
    std::string letters;
    int cost;  // hundredths
  };
  enum class Place : std::uint8_t { anywhere, end, not_end };

  std::vector<Jamo> pattern;
  Place place;
  std::vector<Spelling> spellings;  // the cheapest first
};

/// The rules by the first jamo of their pattern.
using Rules = std::array<std::vector<Rule>, 256>;

std::vector<Jamo> parse_pattern(std::string_view text) {
  static constexpr std::string_view kCodaNames = "GNDLMBSQJCKTPH";
  static constexpr std::u32string_view kCodaJamo = U"ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ";
  std::vector<Jamo> pattern;
  const auto letters = decode_utf8(text);
  for (const char32_t c : letters.value()) {
    if (c < 0x80) {
      const std::size_t at = kCodaNames.find(static_cast<char>(c));
      pattern.push_back(coda_jamo(coda_of_letter(kCodaJamo.at(at)).value()));
    } else if (const auto vowel = vowel_of_letter(c)) {
      pattern.push_back(vowel_jamo(*vowel));
    } else {
      pattern.push_back(onset_jamo(onset_of_letter(c).value()));
    }
  }
  if (pattern.empty() || pattern.size() > kMaxPattern) throw std::logic_error("bad pattern");
  return pattern;
}

Rules parse_table() {
  Rules rules;
  std::string_view rest = kTable;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    std::vector<std::string_view> words;
    while (!line.empty()) {
      const std::size_t space = std::min(line.find(' '), line.size());
      if (space > 0) words.push_back(line.substr(0, space));
      line.remove_prefix(std::min(space + 1, line.size()));
    }
    if (words.empty()) continue;
    Rule::Place place = Rule::Place::anywhere;
    if (words[0].back() == '$' || words[0].back() == '+') {
      place = words[0].back() == '$' ? Rule::Place::end : Rule::Place::not_end;
      words[0].remove_suffix(1);
    }
    Rule rule{parse_pattern(words[0]), place, {}};
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::size_t colon = words[i].find(':');
      std::string spelling(words[i].substr(0, colon));
      int cost = 0;
      if (colon != std::string_view::npos) {
        for (const char digit : words[i].substr(colon + 1)) cost = cost * 10 + (digit - '0');
      }
      rule.spellings.push_back({std::move(spelling), cost});
    }
    std::stable_sort(rule.spellings.begin(), rule.spellings.end(),
                     [](const auto& a, const auto& b) { return a.cost < b.cost; });
    rules[rule.pattern[0]].push_back(std::move(rule));
  }
  return rules;
}

const Rules& rules() {
  static const Rules table = parse_table();
  return table;
}

/// What it costs to leave a jamo unread.
int drop_cost(Jamo jamo, Jamo before) {
  if (jamo == kSilent) return 0;
  // A ㅡ that only supports a consonant is free, but 으 is a sound: 처음 is not "chem".
  if (jamo == kEu) return before == kSilent ? 60 : 0;
  if (jamo == kI) return 50;
  if (is_vowel_jamo(jamo)) return 60;
  return 100;
}

constexpr bool is_vowel_letter(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/// What it costs to skip a letter that no jamo stands for.
int insertion_cost(char letter, char before, bool at_end) {
  // Silent at the end, but che and she are sounds of their own: 케이크 is no cache.
  if (letter == 'e') return at_end && before != 'h' ? 2 : 35;
  if (letter == before) return 10;
  if (letter == 's' && at_end) return 15;
  if (letter == 'r' && is_vowel_letter(before)) return 15;
  if (letter == 'h') return 30;
  if (letter == 'w') return 40;
  if (is_vowel_letter(letter) && letter != 'y') return 45;
  return 100;
}

// Native and Sino-Korean words that happen to spell an English word by the rules (처리 "cherry",
// 위치 "which"). Where documents are few the co-occurrence gate cannot reject them. Not here: words
// that are loanwords in half of their uses (배치 "batch").
constexpr std::string_view kNotLoanwords[] = {
    "가로",   "가미", "가장", "갈래", "같이", "개인",     "거래", "거리",   "결과", "고리",
    "그대",   "그런", "그로", "기초", "나라", "나이",     "너머", "넘어",   "노래", "누리",
    "느슨",   "다를", "다리", "달라", "달려", "대로",     "대리", "대신",   "대회", "도로",
    "도시",   "도움", "도태", "드리", "들어", "로그우도", "마다", "마리",   "마치", "마친",
    "만개",   "말로", "매개", "매우", "머리", "머무",     "멀리", "모두",   "모르", "모사",
    "몸매",   "무기", "무리", "무시", "미래", "미로",     "미리", "미소",   "바다", "바로",
    "방법",   "배경", "배포", "버리", "보고", "보다",     "보상", "분이",   "비교", "비서",
    "비슷",   "비유", "사람", "사이", "상대", "서로",     "선이", "소리",   "수가", "수치",
    "승리",   "시도", "시야", "시제", "아니", "아래",     "아이", "애매",   "여기", "오류",
    "오인",   "올리", "우리", "우아", "운이", "위로",     "위치", "유전",   "유지", "윤리",
    "윤이",   "이고", "이득", "이라", "이래", "이로",     "이루", "이르러", "이번", "이어",
    "이어져", "이유", "이익", "이전", "인도", "일부",     "임무", "자리",   "자신", "자유",
    "자임",   "적어", "전사", "전이", "정도", "조기",     "주로", "주제",   "주지", "준다",
    "지도",   "지역", "집어", "차선", "차이", "처리",     "처음", "크기",   "크지", "태어나",
    "틀리",   "퍼져", "하나", "하지", "회의"};

// ---- The reader -------------------------------------------------------------------------------

constexpr std::size_t kMaxSyllables = 20;

struct HangulWord {
  std::vector<Jamo> jamo;
  int sounding = 0;  // jamo that count in a word's length: all but the silent ㅇ and ㅡ
  std::size_t syllables = 0;
};

std::optional<HangulWord> parse_hangul(std::string_view text) {
  if (text.empty() || text.size() > kMaxSyllables * kSyllableBytes) return std::nullopt;
  const auto characters = decode_utf8(text);
  if (!characters) return std::nullopt;
  HangulWord word;
  word.syllables = characters->size();
  const auto add = [&](Jamo jamo) {
    word.jamo.push_back(jamo);
    if (jamo != kSilent && jamo != kEu) ++word.sounding;
  };
  for (const char32_t c : *characters) {
    if (!is_syllable(c)) return std::nullopt;
    Syllable s = decompose(c);
    if (s.onset >= 12 && s.onset <= 14) {  // ㅈ ㅉ ㅊ
      switch (s.vowel) {
        case 2:
        case 3:
        case 6:
        case 7:
          s.vowel -= 2;
          break;  // ㅑㅒㅕㅖ -> ㅏㅐㅓㅔ
        case 12:
          s.vowel = 8;
          break;  // ㅛ -> ㅗ
        case 17:
          s.vowel = 13;
          break;  // ㅠ -> ㅜ
        default:
          break;
      }
    }
    add(onset_jamo(s.onset));
    add(vowel_jamo(s.vowel));
    if (s.coda != 0) add(coda_jamo(s.coda));
  }
  return word;
}

/// The rules that fit one word, as an automaton over letters. State i, up to the number of jamo n,
/// means that the first i jamo have been read; higher states are inside a spelling.
class Reader {
 public:
  Reader(const HangulWord& word, int budget)
      : jamo_(word.jamo),
        length_(static_cast<std::uint32_t>(word.jamo.size())),
        budget_(budget),
        states_(length_ + 1),
        drop_(length_),
        cheapest_rest_(length_ + 1, kUnreachable),
        letters_for_(length_, 0) {
    states_.reserve(512);
    ends_.reserve(512);
    cheapest_rest_[length_] = 0;
    // Backwards, so that a rule knows what the rest of the word costs at least.
    for (std::uint32_t i = length_; i-- > 0;) {
      drop_[i] = drop_cost(jamo_[i], i == 0 ? Jamo{0} : jamo_[i - 1]);
      cheapest_rest_[i] = drop_[i] + cheapest_rest_[i + 1];
      for (const Rule& rule : rules()[jamo_[i]]) add_rule(i, rule);
    }
  }

  /// Appends (value, hundredths) of every word within the budget; may repeat a value.
  void read(const TrieView& words, std::vector<std::pair<std::uint32_t, int>>& found) {
    row_.assign(length_ + 1, kUnreachable);
    row_[0] = 0;
    items_.clear();
    close_row();
    push_row(0);
    std::fill(row_.begin(), row_.end(), kUnreachable);
    walk(words, TrieView::kRoot, 0, 0, '\0', false, found);
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  /// A spelling ends and leads to this position.
  struct End {
    std::uint32_t position;
    int cost;
    std::uint32_t more;  // index of another end of the same state, or kNone
  };
  struct State {
    std::array<std::uint16_t, 26> next{};  // 0: none, for no letter leads to state 0
    std::uint32_t ends = kNone;
    std::uint32_t farthest = 0;  // the last position that a spelling through here leads to
    int bound = kUnreachable;    // the least cost from here to the end of the word
    bool inner = false;          // some spelling goes on
  };
  struct Item {
    std::uint32_t state;
    int cost;
  };

  void add_rule(std::uint32_t start, const Rule& rule) {
    const auto end = start + static_cast<std::uint32_t>(rule.pattern.size());
    if (end > length_ ||
        !std::equal(rule.pattern.begin(), rule.pattern.end(), jamo_.begin() + start)) {
      return;
    }
    if ((rule.place == Rule::Place::end && end != length_) ||
        (rule.place == Rule::Place::not_end && end == length_)) {
      return;
    }
    for (const Rule::Spelling& spelling : rule.spellings) {
      if (spelling.cost + cheapest_rest_[end] > budget_) break;
      add_spelling(start, end, spelling.letters,
                   spelling.cost + single_rieul_cost(start, rule, spelling.letters[0]) +
                       short_a_cost(end, rule, spelling.letters));
    }
  }

  void add_spelling(std::uint32_t start, std::uint32_t end, std::string_view spelling, int cost) {
    const int bound = cost + cheapest_rest_[end];
    if (bound > budget_) return;
    cheapest_rest_[start] = std::min(cheapest_rest_[start], bound);
    std::uint32_t letters = 0;
    std::uint32_t state = start;
    for (const char c : spelling) {
      letters |= std::uint32_t{1} << (static_cast<unsigned char>(c) % 32);
      const auto letter = static_cast<std::size_t>(c - 'a');
      states_[state].inner = true;
      if (states_[state].next[letter] == 0) {
        states_[state].next[letter] = static_cast<std::uint16_t>(states_.size());
        states_.emplace_back();
      }
      state = states_[state].next[letter];
      states_[state].farthest = std::max(states_[state].farthest, end);
      states_[state].bound = std::min(states_[state].bound, bound);
    }
    ends_.push_back({end, cost, states_[state].ends});
    states_[state].ends = static_cast<std::uint32_t>(ends_.size() - 1);
    for (std::uint32_t i = start; i < end; ++i) letters_for_[i] |= letters;
  }

  /// An l between vowels or before one is written ㄹㄹ, an r is ㄹ (표기법 제3장 제1절 제6항):
  /// 프레임 is a frame, 플레임 a flame. At the start of a word and after a coda both are ㄹ, and
  /// so is the l of a second member such as -line, for which the table has longer patterns.
  int single_rieul_cost(std::uint32_t start, const Rule& rule, char letter) const {
    constexpr Jamo kRieul = onset_jamo(5);
    const bool inside = start > 0 && is_vowel_jamo(jamo_[start - 1]);
    return inside && rule.pattern.size() == 1 && rule.pattern[0] == kRieul && letter == 'l' ? 25
                                                                                            : 0;
  }

  /// Before the last consonant an a is long only with an e after it, for which the table has
  /// longer patterns: 플레인 is a plane, not a plan.
  int short_a_cost(std::uint32_t end, const Rule& rule, std::string_view spelling) const {
    constexpr Jamo kE = vowel_jamo(5);
    const bool before_last_coda = end + 1 == length_ && jamo_[end] > kCodaBase;
    return before_last_coda && spelling == "a" && rule.pattern[0] == kE ? 25 : 0;
  }

  /// Lets jamo go unread.
  void close_row() {
    for (std::uint32_t i = 0; i < length_; ++i) {
      row_[i + 1] = std::min(row_[i + 1], row_[i] + drop_[i]);
    }
  }

  /// Keeps the positions from `first` on that can still end within the budget.
  void push_row(std::uint32_t first) {
    for (std::uint32_t i = first; i <= length_; ++i) {
      if (row_[i] + cheapest_rest_[i] <= budget_) items_.push_back({i, row_[i]});
    }
  }

  /// The first position that the letters below a node allow: everything before it has yet to read
  /// a jamo that none of them can spell and that is too dear to leave unread.
  std::uint32_t first_possible(const TrieView& words, TrieView::Node node) {
    if (first_ != kNone) return first_;
    const std::uint32_t below = words.labels_below(node);
    for (first_ = length_; first_ > 0; --first_) {
      if ((letters_for_[first_ - 1] & below) == 0 && drop_[first_ - 1] > budget_) break;
    }
    return first_;
  }

  /// @param begin the items of `node` are those from here to the end
  void walk(const TrieView& words, TrieView::Node node, std::size_t depth, std::size_t begin,
            char before, bool vowel_before, std::vector<std::pair<std::uint32_t, int>>& found) {
    const std::size_t end = items_.size();
    const auto [first_child, last_child] = words.children(node);
    for (TrieView::Node child = first_child; child < last_child; ++child) {
      const auto c = static_cast<char>(words.label(child));
      if (c < 'a' || c > 'z') continue;
      first_ = kNone;
      bool reached = false;
      const auto reach = [&](std::uint32_t position, int cost) {
        if (cost + cheapest_rest_[position] > budget_) return;
        row_[position] = std::min(row_[position], cost);
        reached = true;
      };
      for (std::size_t i = begin; i < end; ++i) {
        const Item item = items_[i];
        if (item.state <= length_) {
          reach(item.state, item.cost + insertion_cost(c, before, item.state == length_));
        }
        const std::uint32_t next = states_[item.state].next[static_cast<std::size_t>(c - 'a')];
        if (next == 0) continue;
        const State& state = states_[next];
        for (std::uint32_t e = state.ends; e != kNone; e = ends_[e].more) {
          reach(ends_[e].position, item.cost + ends_[e].cost);
        }
        if (state.inner && item.cost + state.bound <= budget_ &&
            state.farthest >= first_possible(words, child)) {
          items_.push_back({next, item.cost});
        }
      }
      // Most letters lead nowhere, and cost no more than this.
      if (!reached && items_.size() == end) continue;
      const bool vowel = vowel_before || is_vowel_letter(c);
      if (reached) {
        close_row();
        // Without a vowel it is an acronym, and not spoken as a word: 드는 is not "dnn".
        if (row_[length_] <= budget_ && depth + 1 >= kMinLatinLetters && vowel) {
          if (const std::uint32_t value = words.value(child); value != TrieView::kNoWord) {
            found.emplace_back(value, row_[length_]);
          }
        }
        push_row(first_possible(words, child));
        std::fill(row_.begin(), row_.end(), kUnreachable);
      }
      if (items_.size() > end) walk(words, child, depth + 1, end, c, vowel, found);
      items_.resize(end);
    }
  }

  const std::vector<Jamo>& jamo_;
  std::uint32_t length_;
  int budget_;
  std::vector<State> states_;
  std::vector<End> ends_;
  std::vector<int> drop_;
  std::vector<int> cheapest_rest_;
  std::vector<std::uint32_t> letters_for_;
  std::vector<int> row_;         // all unreachable between two nodes
  std::uint32_t first_ = kNone;  // first_possible() of the node at hand, once asked for
  std::vector<Item> items_;
};

std::vector<Match> matches(const HangulWord& word, const TrieView& words, float max_cost) {
  if (!(max_cost >= 0) || word.sounding == 0) return {};
  // The comparison is made in whole hundredths; the small addend keeps 0.03 * 4 from being 11.
  const int budget = static_cast<int>(
      std::floor(std::min(max_cost, 0.3F) * 100 * static_cast<float>(word.sounding) + 0.01F));
  std::vector<std::pair<std::uint32_t, int>> found;
  Reader(word, budget).read(words, found);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end(),
                          [](const auto& a, const auto& b) { return a.first == b.first; }),
              found.end());
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second, a.first) < std::pair(b.second, b.first);
  });
  std::vector<Match> out;
  out.reserve(found.size());
  for (const auto& [value, cost] : found) {
    out.push_back({value, static_cast<float>(cost) / 100 / static_cast<float>(word.sounding)});
  }
  return out;
}

}  // namespace

std::vector<Match> latin_matches(std::string_view hangul, const TrieView& words, float max_cost) {
  const auto word = parse_hangul(hangul);
  if (!word) return {};
  return matches(*word, words, max_cost);
}

float max_accepted_cost(std::size_t syllables) {
  if (syllables < 2) return -1;
  if (syllables == 2) return 0.03F;
  if (syllables == 3) return 0.05F;
  return 0.07F;
}

std::vector<Match> accepted_latin_matches(std::string_view hangul, const TrieView& words) {
  constexpr float kBehindBest = 0.02F;
  constexpr std::size_t kMost = 4;
  const auto word = parse_hangul(hangul);
  if (!word || std::ranges::find(kNotLoanwords, hangul) != std::end(kNotLoanwords)) return {};
  std::vector<Match> out = matches(*word, words, max_accepted_cost(word->syllables));
  const auto far = std::find_if(out.begin(), out.end(), [&](const Match& m) {
    return m.cost > out.front().cost + kBehindBest + 1e-6F;
  });
  out.erase(far, out.end());
  if (out.size() > kMost) out.resize(kMost);
  return out;
}

std::vector<Bridge> accepted_bridges(std::span<const std::string_view> hangul,
                                     const TrieView& words) {
  std::vector<Bridge> out;
  for (std::size_t i = 0; i < hangul.size(); ++i) {
    for (const Match& match : accepted_latin_matches(hangul[i], words)) {
      out.push_back({static_cast<std::uint32_t>(i), match.word, match.cost});
    }
  }
  return out;
}

bool cooccurrence_gate(std::uint32_t df_hangul, std::uint32_t df_latin, std::uint32_t df_both,
                       std::uint32_t documents) {
  if (df_hangul < 3) return true;
  // df_both / n >= 2 * (df_hangul / n) * (df_latin / n), without division.
  return df_both >= 1 && std::uint64_t{df_both} * documents >=
                             2 * std::uint64_t{df_hangul} * std::uint64_t{df_latin};
}

std::vector<std::string> spelled_acronyms(std::string_view hangul) {
  struct Name {
    std::string_view hangul;
    char letter;
    bool telling;  // does not look like a syllable of a Korean word
  };
  static constexpr Name kNames[] = {
      {"에이", 'a', true},   {"비", 'b', false},    {"씨", 'c', true},     {"시", 'c', false},
      {"디", 'd', false},    {"이", 'e', false},    {"에프", 'f', true},   {"지", 'g', false},
      {"쥐", 'g', false},    {"에이치", 'h', true}, {"에이취", 'h', true}, {"에치", 'h', true},
      {"아이", 'i', true},   {"제이", 'j', true},   {"케이", 'k', true},   {"엘", 'l', true},
      {"엠", 'm', true},     {"엔", 'n', true},     {"오", 'o', false},    {"피", 'p', false},
      {"큐", 'q', true},     {"알", 'r', false},    {"아르", 'r', true},   {"에스", 's', true},
      {"티", 't', false},    {"유", 'u', false},    {"브이", 'v', true},   {"뷔", 'v', true},
      {"더블유", 'w', true}, {"더블류", 'w', true}, {"엑스", 'x', true},   {"와이", 'y', true},
      {"제트", 'z', true},   {"젯", 'z', true},     {"지", 'z', false},
  };
  constexpr std::size_t kMostLetters = 10;
  constexpr std::size_t kMostReadings = 8;
  if (hangul.size() > kMostLetters * 9 || !decode_utf8(hangul)) return {};

  std::vector<std::string> out;
  std::string letters;
  const auto read = [&](const auto& self, std::string_view rest, std::size_t telling) -> void {
    if (out.size() == kMostReadings || letters.size() > kMostLetters) return;
    if (rest.empty()) {
      if (letters.size() >= 3 || (letters.size() == 2 && telling > 0)) out.push_back(letters);
      return;
    }
    for (const Name& name : kNames) {
      if (!rest.starts_with(name.hangul)) continue;
      letters.push_back(name.letter);
      self(self, rest.substr(name.hangul.size()), telling + (name.telling ? 1 : 0));
      letters.pop_back();
    }
  };
  read(read, hangul, 0);
  return out;
}

}  // namespace nonmun
