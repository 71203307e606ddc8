#include "analyzers/variants/transliteration.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <set>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"
#include "analyzers/variants/letter_names.hpp"

namespace nonmun::variants {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kFolder = NONMUN_SOURCE_DIR "/tests/unit/analyzers/variants/";

struct Vector {
  std::string hangul, latin;
};

std::vector<Vector> vectors() {
  std::ifstream file(kFolder + "transliteration_vectors.tsv");
  std::vector<Vector> out;
  for (std::string line; std::getline(file, line);) {
    const auto tab = line.find('\t');
    if (!line.starts_with("#") && tab != line.npos) {
      out.push_back({line.substr(0, tab), line.substr(tab + 1)});
    }
  }
  return out;
}

/// Common English words, the words of the field, and their plurals.
class Dictionary {
 public:
  Dictionary() {
    std::ifstream file(kFolder + "english_words.txt");
    for (std::string word; file >> word;) {
      all_.insert(word);
      if (word.back() != 's' && word.back() != 'y') all_.insert(word + "s");
    }
    for (const auto& [hangul, latin] : vectors()) all_.insert(latin);
    words_.assign(all_.begin(), all_.end());
    std::vector<TrieWord> list;
    for (const auto& word : words_) list.push_back({word, static_cast<std::uint32_t>(list.size())});
    bytes_ = build_trie(list);
    trie_ = TrieView::open(bytes_);
  }

  const TrieView& trie() const { return trie_; }
  std::size_t size() const { return words_.size(); }

  std::vector<std::string> accepted(std::string_view hangul) const {
    std::vector<std::string> out;
    for (const Match& m : accepted_latin_matches(hangul, trie_)) out.push_back(words_[m.word]);
    return out;
  }

 private:
  std::set<std::string> all_;
  std::vector<std::string> words_;
  std::string bytes_;
  TrieView trie_;
};

const Dictionary& dictionary() {
  static const Dictionary d;
  return d;
}

TEST(Transliteration, FindsTheOriginOfLoanwords) {
  const auto pairs = vectors();
  ASSERT_GE(pairs.size(), 150U);
  std::size_t found = 0;
  std::size_t first = 0;
  for (const auto& [hangul, latin] : pairs) {
    const auto words = dictionary().accepted(hangul);
    if (std::ranges::find(words, latin) == words.end()) {
      std::cout << "missed " << hangul << " = " << latin << ": " << testing::PrintToString(words)
                << "\n";
      continue;
    }
    ++found;
    if (words.front() == latin) ++first;
  }
  std::cout << found << " of " << pairs.size() << " found, " << first << " as the first, among "
            << dictionary().size() << " words\n";
  EXPECT_GE(found * 100, pairs.size() * 97);
  EXPECT_GE(first * 100, pairs.size() * 90);
}

TEST(Transliteration, LeavesKoreanWordsAlone) {
  for (const char* word :
       {"나이",       "회의",   "결과",   "대회",   "고양이", "보고",   "처리",     "하나",
        "미래",       "위치",   "비슷",   "문제",   "방법",   "성능",   "연구",     "학습",
        "추론",       "처음",   "생성",   "기반",   "제안",   "평가",   "분석",     "사용",
        "언어",       "최적화", "강화",   "정보",   "지식",   "기술",   "효과",     "능력",
        "다양",       "복잡",   "구조",   "과정",   "단계",   "시간",   "공간",     "사람",
        "인간",       "사회",   "환경",   "자연",   "기계",   "실험",   "훈련",     "예측",
        "검색",       "추천",   "번역",   "요약",   "질문",   "답변",   "대화",     "음성",
        "음악",       "영상",   "사진",   "그림",   "색상",   "모양",   "크기",     "높이",
        "길이",       "거리",   "속도",   "방향",   "움직임", "동작",   "행동",     "상태",
        "보상",       "정책",   "전략",   "계획",   "목표",   "결정",   "선택",     "비교",
        "차이",       "유사",   "관계",   "연결",   "분류",   "인식",   "감지",     "추적",
        "분할",       "복원",   "압축",   "양자화", "증류",   "가중치", "매개변수", "확산",
        "잠재",       "조건",   "제어",   "편집",   "변환",   "합성",   "정렬",     "안전",
        "위험",       "편향",   "공정",   "신뢰",   "오류",   "환각",   "사실",     "논리",
        "수학",       "과학",   "의료",   "법률",   "교육",   "아이",   "바다",     "나라",
        "노래",       "이유",   "우리",   "이번",   "이전",   "대신",   "배포",     "개인",
        "매개",       "주제",   "수치",   "사이",   "자유",   "머리",   "비서",     "강아지",
        "어머니",     "아버지", "이야기", "마지막", "어려움", "도움",   "가능성",   "효율성",
        "데이터가중", "사용자", "연구자", "개발자", "참가자", "일반화", "자동화",   "시각화"}) {
    EXPECT_THAT(dictionary().accepted(word), IsEmpty()) << word;
  }
}

TEST(Transliteration, LoanwordsMatchTheirOriginOnly) {
  const std::map<std::string, std::vector<std::string>> expected{
      {"카메라", {"camera", "cameras"}}, {"바나나", {"banana", "bananas"}},
      {"미디어", {"media", "medias"}},   {"데이터", {"data", "datas"}},
      {"이미지", {"image", "images"}},   {"프레임", {"frame"}}};
  for (const auto& [hangul, allowed] : expected) {
    for (const auto& word : dictionary().accepted(hangul)) {
      EXPECT_THAT(allowed, testing::Contains(word)) << hangul;
    }
  }
  EXPECT_THAT(dictionary().accepted("카메라"), testing::Contains("camera"));
  EXPECT_THAT(dictionary().accepted("바나나"), testing::Contains("banana"));
  EXPECT_THAT(dictionary().accepted("이미지"), testing::Contains("image"));
}

TEST(Transliteration, ToleratesAnyInput) {
  const TrieView& trie = dictionary().trie();
  for (const char* word : {"", "a", "디", "diffusion", "디퓨전!", "ㄷㅣ", "\xFF\xFE", "디\xED\xA0",
                           "디 퓨전", "으으으으으", "읔읔읔읔"}) {
    EXPECT_THAT(accepted_latin_matches(word, trie), IsEmpty()) << word;
  }
  std::string longest;
  for (int i = 0; i < 20; ++i) longest += "이";
  latin_matches(longest, trie, 0.3F);
  EXPECT_THAT(latin_matches(longest + "이", trie, 0.3F), IsEmpty());
  EXPECT_THAT(latin_matches("디퓨전", trie, -1), IsEmpty());
  EXPECT_THAT(latin_matches("디퓨전", trie, std::numeric_limits<float>::quiet_NaN()), IsEmpty());
  EXPECT_THAT(latin_matches("디퓨전", TrieView(), 0.3F), IsEmpty());
}

TEST(Transliteration, RandomSyllablesGiveOrderedMatchesWithinTheLimit) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    std::string word;
    for (std::size_t n = 1 + random() % 6; n > 0; --n) {
      text::append_utf8(static_cast<char32_t>(text::kFirstSyllable + random() % 11172), word);
    }
    const float limit = 0.3F * static_cast<float>(random() % 100) / 100;
    const auto all = latin_matches(word, dictionary().trie(), limit);
    const auto wider = latin_matches(word, dictionary().trie(), 0.3F);
    EXPECT_EQ(has_latin_match(word, dictionary().trie(), limit), !all.empty()) << word;
    std::set<std::uint32_t> seen;
    for (std::size_t i = 0; i < all.size(); ++i) {
      EXPECT_LE(all[i].cost, limit + 1e-3F);
      EXPECT_LE(all[i == 0 ? 0 : i - 1].cost, all[i].cost);
      EXPECT_TRUE(seen.insert(all[i].word).second);
      // Pruning by the limit must not change what is within it.
      ASSERT_LT(i, wider.size());
      EXPECT_EQ(all[i], wider[i]);
    }
  }
}

TEST(Transliteration, WordsOfOneValueAreMergedAndAcronymsLeftOut) {
  const std::vector<TrieWord> words{{"dnn", 3}, {"model", 5}, {"models", 5}};
  const std::string bytes = build_trie(words);
  const TrieView trie = TrieView::open(bytes);
  EXPECT_THAT(accepted_latin_matches("모델", trie), ElementsAre(Match{5, 0}));
  EXPECT_THAT(accepted_latin_matches("드는", trie), IsEmpty());
}

TEST(Transliteration, BridgesOfAVocabulary) {
  std::vector<std::string_view> hangul;
  const auto pairs = vectors();
  for (int times = 0; times < 10; ++times) {
    for (const auto& pair : pairs) hangul.push_back(pair.hangul);
    for (const char* word : {"연구", "학습", "강화학습", "나이"}) hangul.push_back(word);
  }
  const auto start = std::chrono::steady_clock::now();
  const auto bridges = accepted_bridges(hangul, dictionary().trie());
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
  std::cout << took.count() / static_cast<double>(hangul.size()) << " us a word\n";
  EXPECT_TRUE(std::ranges::is_sorted(bridges, {}, &Bridge::hangul));
  std::vector<Bridge> expected;
  for (std::uint32_t i = 0; i < hangul.size(); ++i) {
    for (const Match& m : accepted_latin_matches(hangul[i], dictionary().trie())) {
      expected.push_back({i, m.word, m.cost});
    }
  }
  EXPECT_EQ(bridges, expected);
}

TEST(Transliteration, Gate) {
  EXPECT_TRUE(cooccurrence_gate(2, 500, 0, 1000));    // too rare to tell
  EXPECT_FALSE(cooccurrence_gate(3, 1, 0, 1000));     // never together
  EXPECT_TRUE(cooccurrence_gate(100, 50, 10, 1000));  // 5 expected, twice that
  EXPECT_FALSE(cooccurrence_gate(100, 50, 9, 1000));
  EXPECT_FALSE(cooccurrence_gate(4000000000U, 4000000000U, 1, 4000000000U));
}

TEST(Acronyms, LetterNames) {
  EXPECT_THAT(spelled_acronyms("지피티"), ElementsAre("gpt", "zpt"));
  EXPECT_THAT(spelled_acronyms("엘엘엠"), ElementsAre("llm"));
  EXPECT_THAT(spelled_acronyms("알엘에이치에프"), ElementsAre("rlhf"));
  EXPECT_THAT(spelled_acronyms("브이엘엠"), ElementsAre("vlm"));
  EXPECT_THAT(spelled_acronyms("씨엔엔"), ElementsAre("cnn"));
  EXPECT_THAT(spelled_acronyms("에이아이"), ElementsAre("ai"));
  EXPECT_THAT(spelled_acronyms("더블유에이브이"), ElementsAre("wav"));
  EXPECT_THAT(spelled_acronyms("유아이"), ElementsAre("ui"));
  for (const char* word : {"", "이유", "비유", "유지", "오이", "아이", "엘", "강화학습", "지피티가",
                           "gpt", "\xEC\x97", "이\xFF"}) {
    EXPECT_THAT(spelled_acronyms(word), IsEmpty()) << word;
  }
  std::string ambiguous;
  for (int i = 0; i < 10; ++i) ambiguous += "지";
  EXPECT_EQ(spelled_acronyms(ambiguous).size(), 8U);
  EXPECT_THAT(spelled_acronyms(ambiguous + "지"), IsEmpty());
}

}  // namespace
}  // namespace nonmun::variants
