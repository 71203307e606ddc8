#include "analyzers/variants/transliteration_rules.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "analyzers/text/utf8.hpp"

namespace nonmun::variants {
namespace {

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

// Not here: words that are loanwords in half of their uses (배치 "batch").
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

std::vector<Jamo> parse_pattern(std::string_view text) {
  static constexpr std::string_view kCodaNames = "GNDLMBSQJCKTPH";
  static constexpr std::u32string_view kCodaJamo = U"ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ";
  std::vector<Jamo> pattern;
  const auto letters = text::decode_utf8(text);
  for (const char32_t c : letters.value()) {
    if (c < 0x80) {
      const std::size_t at = kCodaNames.find(static_cast<char>(c));
      pattern.push_back(coda_jamo(text::coda_of_letter(kCodaJamo.at(at)).value()));
    } else if (const auto vowel = text::vowel_of_letter(c)) {
      pattern.push_back(vowel_jamo(*vowel));
    } else {
      pattern.push_back(onset_jamo(text::onset_of_letter(c).value()));
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

}  // namespace

const Rules& rules() {
  static const Rules table = parse_table();
  return table;
}

bool is_native(std::string_view hangul) {
  return std::ranges::find(kNotLoanwords, hangul) != std::end(kNotLoanwords);
}

}  // namespace nonmun::variants
