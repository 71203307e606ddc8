#include "analyzers/variants/spelling.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"

namespace nonmun::variants {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

/// A vocabulary with document frequencies, as Latin surfaces or as Hangul words.
class Vocabulary {
 public:
  explicit Vocabulary(std::map<std::string, std::uint32_t> df) {
    std::map<std::string, std::uint32_t> keys;
    for (const auto& [word, count] : df) {
      keys.emplace(text::jamo_key(word).value_or(word), static_cast<std::uint32_t>(words_.size()));
      words_.push_back(word);
      df_.push_back(count);
    }
    std::vector<TrieWord> list;
    for (const auto& [key, value] : keys) list.push_back({key, value});
    bytes_ = build_trie(list);
    trie_ = TrieView::open(bytes_);
  }

  std::vector<std::string> correct(std::string_view word) const {
    const auto df = [this](std::uint32_t w) { return df_[w]; };
    const bool latin = !word.empty() && static_cast<unsigned char>(word[0]) < 0x80;
    std::vector<std::string> out;
    for (const auto& c :
         latin ? latin_corrections(word, trie_, df) : hangul_corrections(word, trie_, df)) {
      out.push_back(words_[c.word]);
    }
    return out;
  }

  const TrieView& trie() const { return trie_; }
  const std::vector<std::string>& words() const { return words_; }
  std::uint32_t df(std::size_t word) const { return df_[word]; }

 private:
  std::vector<std::string> words_;
  std::vector<std::uint32_t> df_;
  std::string bytes_;
  TrieView trie_;
};

TEST(Spelling, LatinWords) {
  const Vocabulary v({{"diffusion", 900},
                      {"hallucination", 80},
                      {"mobilequant", 1},
                      {"videocrafter2", 1},
                      {"steaming", 1},
                      {"streamingt2v", 2},
                      {"paligemma", 3},
                      {"llama3", 70},
                      {"llama", 90},
                      {"gemma", 9},
                      {"gamma", 4},
                      {"gemini", 30},
                      {"attention", 500},
                      {"retention", 20},
                      {"cat", 9}});
  EXPECT_THAT(v.correct("difusion"), ElementsAre("diffusion"));
  EXPECT_THAT(v.correct("hallucinaton"), ElementsAre("hallucination"));
  EXPECT_THAT(v.correct("mobielquant"), ElementsAre("mobilequant"));
  EXPECT_THAT(v.correct("videocarfter2"), ElementsAre("videocrafter2"));
  EXPECT_THAT(v.correct("steamingt2v"), ElementsAre("streamingt2v"));
  EXPECT_THAT(v.correct("pailgemma"), ElementsAre("paligemma"));
  EXPECT_THAT(v.correct("gmma"), ElementsAre("gemma", "gamma"));
}

TEST(Spelling, DigitsAreNotLetters) {
  const Vocabulary v({{"llama3", 70}, {"gpt4turbo", 5}, {"phi3", 9}});
  EXPECT_THAT(v.correct("llama4"), IsEmpty());
  EXPECT_THAT(v.correct("gpt3turbo"), IsEmpty());
  EXPECT_THAT(v.correct("gpt4tubro"), ElementsAre("gpt4turbo"));
  EXPECT_THAT(v.correct("2024"), IsEmpty());
}

TEST(Spelling, HangulWords) {
  const Vocabulary v({{"트랜스포머", 300},
                      {"데이터", 900},
                      {"강화학습", 100},
                      {"추천", 60},
                      {"지우", 3},
                      {"대상", 80},
                      {"스펙큘러티브", 2},
                      {"디퓨전", 50},
                      {"샘플링", 40},
                      {"나뉘", 5},
                      {"어텐션", 90},
                      {"콘볼루션", 3}});
  EXPECT_THAT(v.correct("트렌스포머"), ElementsAre("트랜스포머"));
  EXPECT_THAT(v.correct("데이타"), ElementsAre("데이터"));
  EXPECT_THAT(v.correct("강하학습"), ElementsAre("강화학습"));
  EXPECT_THAT(v.correct("디퓨젼"), ElementsAre("디퓨전"));
  EXPECT_THAT(v.correct("스페큘러티브"), ElementsAre("스펙큘러티브"));
  EXPECT_THAT(v.correct("어탠션"), ElementsAre("어텐션"));
  EXPECT_THAT(v.correct("샘플닝"), ElementsAre("샘플링"));
  // Short words are dense; their neighbours are other words, unless they sound alike.
  EXPECT_THAT(v.correct("추쳔"), IsEmpty());
  EXPECT_THAT(v.correct("데상"), ElementsAre("대상"));
  EXPECT_THAT(v.correct("나뉴"), IsEmpty());
  EXPECT_THAT(v.correct("좌우"), IsEmpty());
  EXPECT_THAT(v.correct("대사"), IsEmpty());
}

TEST(Spelling, ShortWordsByHomophonesOnly) {
  const Vocabulary v({{"모델", 900}, {"유지", 300}, {"평가", 900}, {"경우", 500}});
  EXPECT_THAT(v.correct("모댈"), ElementsAre("모델"));
  for (const char* word : {"유치", "병가", "경유"}) EXPECT_THAT(v.correct(word), IsEmpty()) << word;
}

TEST(Spelling, SlipsOfSyllables) {
  const Vocabulary v({{"에이전트", 300}, {"데이터", 900}, {"프롬프트", 9}});
  EXPECT_THAT(v.correct("에전이트"), ElementsAre("에이전트"));
  EXPECT_THAT(v.correct("데이이터"), ElementsAre("데이터"));
  EXPECT_THAT(v.correct("에이트"), ElementsAre("에이전트"));
  EXPECT_THAT(v.correct("에이전"), ElementsAre("에이전트"));
  EXPECT_THAT(v.correct("이에전트"), IsEmpty()) << "the first syllable stays";
  EXPECT_THAT(v.correct("프롬트"), IsEmpty()) << "a bold guess needs a usual word";
  EXPECT_THAT(v.correct("데이터판"), IsEmpty()) << "a longer word is another word";
}

TEST(Spelling, CodasAreConfusedApartFromOnsets) {
  const Vocabulary v({{"사람들", 9}, {"낫다고", 9}});
  EXPECT_THAT(v.correct("다람들"), IsEmpty());
  EXPECT_THAT(v.correct("낟다고"), ElementsAre("낫다고"));
}

TEST(Spelling, RareWordsOfTwoSyllablesAreNoCorrection) {
  const Vocabulary v({{"모델", 1}, {"트랜스포머", 1}});
  EXPECT_THAT(v.correct("모댈"), IsEmpty());
  EXPECT_THAT(v.correct("트렌스포머"), ElementsAre("트랜스포머"));
}

TEST(Spelling, ToleratesAnyInput) {
  const Vocabulary v({{"diffusion", 9}, {"데이터", 9}});
  for (const char* word : {"", "abc", "difusi on", "Difusion", "difus\xFFon", "데이 타", "데",
                           "ㄱㄴ", "데이t", "\xEB\x8D"}) {
    EXPECT_THAT(v.correct(word), IsEmpty()) << word;
  }
  EXPECT_THAT(v.correct(std::string(1000, 'a')), IsEmpty());
  const auto df = [](std::uint32_t) { return 1U; };
  EXPECT_THAT(latin_corrections("difusion", TrieView(), df), IsEmpty());
  EXPECT_THAT(corrections("", v.trie(), df, v.trie(), df), IsEmpty());
}

TEST(Spelling, SplitsAMisspeltCompound) {
  const Vocabulary v({{"강화", 300},
                      {"강하", 12},
                      {"강도", 20},
                      {"학습", 900},
                      {"음성", 60},
                      {"인식", 80},
                      {"학스", 1}});
  const auto split = [&](std::string_view word, PairFrequency pair) {
    std::vector<std::string> out;
    for (const auto& s : split_corrections(word, v.trie(), pair)) {
      out.push_back(v.words()[s.left] + "+" + v.words()[s.right]);
    }
    return out;
  };
  const PairFrequency pairs = [&](std::uint32_t left, std::uint32_t right) -> std::uint32_t {
    const std::string both = v.words()[left] + v.words()[right];
    if (both == "강화학습") return 250;
    if (both == "강하학습") return 2;
    if (both == "음성인식") return 40;
    return 0;
  };
  EXPECT_THAT(split("강하학습", pairs), ElementsAre("강화+학습", "강하+학습"));
  EXPECT_THAT(split("강화학슴", pairs), ElementsAre("강화+학습"));
  EXPECT_THAT(split("음석인식", pairs), ElementsAre("음성+인식"));
  EXPECT_THAT(split("음성인식", pairs), ElementsAre("음성+인식"));
  EXPECT_THAT(split("강하학습", [](auto, auto) { return 0U; }), IsEmpty());
  EXPECT_THAT(split("학습", pairs), IsEmpty());
  EXPECT_THAT(split("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", pairs), IsEmpty());
}

/// Restricted Damerau-Levenshtein distance, as in the books.
unsigned distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<unsigned>> d(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = static_cast<unsigned>(i + j);
        continue;
      }
      d[i][j] = std::min(
          {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

TEST(Spelling, EditDistanceAsFarAsTheLimit) {
  std::mt19937 random(5);
  for (int i = 0; i < 20'000; ++i) {
    std::string a(random() % 9, 'a'), b(random() % 9, 'a');
    for (char& c : a) c = static_cast<char>('a' + random() % 3);
    for (char& c : b) c = static_cast<char>('a' + random() % 3);
    const unsigned limit = static_cast<unsigned>(random() % 4);
    ASSERT_EQ(edit_distance(a, b, limit), std::min(distance(a, b), limit + 1)) << a << " " << b;
  }
}

std::vector<std::string> best(std::vector<std::tuple<unsigned, std::uint32_t, std::string>> all) {
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return std::tuple(std::get<0>(a), ~std::get<1>(a), std::get<2>(a)) <
           std::tuple(std::get<0>(b), ~std::get<1>(b), std::get<2>(b));
  });
  std::vector<std::string> out;
  for (const auto& [d, df, word] : all) {
    if (d == std::get<0>(all.front()) && out.size() < kMaxCorrections) out.push_back(word);
  }
  return out;
}

TEST(Spelling, LatinAgreesWithBruteForce) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const auto word = [&](std::size_t least) {
    std::string w(least + random() % 9, 'a');
    for (char& c : w) c = static_cast<char>('a' + random() % 3);
    return w;
  };
  std::size_t some = 0;
  for (int round = 0; round < 100; ++round) {
    std::map<std::string, std::uint32_t> df;
    for (int i = 0; i < 60; ++i) df[word(3)] = static_cast<std::uint32_t>(random() % 5);
    const Vocabulary v(df);
    for (int i = 0; i < 50; ++i) {
      const std::string query = word(4);
      std::vector<std::tuple<unsigned, std::uint32_t, std::string>> all;
      for (const auto& [w, count] : df) {
        const unsigned d = distance(query, w);
        std::string exchanged = query;
        bool transposed = false;
        for (std::size_t k = 0; k + 1 < query.size(); ++k) {
          std::swap(exchanged[k], exchanged[k + 1]);
          transposed |= exchanged == w;
          std::swap(exchanged[k], exchanged[k + 1]);
        }
        const bool any_first_letter = d == 1 && (query.size() > 5 || transposed);
        if (count > 0 && d > 0 && d <= (query.size() < 8 ? 1U : 2U) &&
            (any_first_letter || w[0] == query[0])) {
          all.emplace_back(d, count, w);
        }
      }
      const auto expected = best(all);
      EXPECT_EQ(v.correct(query), expected) << query;
      some += expected.empty() ? 0 : 1;
    }
  }
  EXPECT_GT(some, 500U);
}

TEST(Spelling, HangulAgreesWithBruteForce) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  static constexpr std::u32string_view kSyllables = U"가거강각까하학앙개게";
  // Which pairs of these syllables differ in one confusable letter.
  static const std::set<std::u32string> kConfused{U"가까", U"까가", U"개게", U"게개"};
  static const std::set<std::u32string> kHomophones{U"개게", U"게개"};
  const auto word = [&](std::size_t least) {
    std::u32string w(least + random() % 5, U'가');
    for (char32_t& c : w) c = kSyllables[random() % kSyllables.size()];
    return w;
  };
  const auto utf8 = [](std::u32string_view w) {
    std::string out;
    for (const char32_t c : w) text::append_utf8(c, out);
    return out;
  };
  std::size_t some = 0;
  for (int round = 0; round < 100; ++round) {
    std::map<std::string, std::uint32_t> df;
    std::map<std::string, std::u32string> letters;
    for (int i = 0; i < 250; ++i) {
      const auto w = word(1);
      df[utf8(w)] = static_cast<std::uint32_t>(random() % 5);
      letters[utf8(w)] = w;
    }
    const Vocabulary v(df);
    for (int i = 0; i < 50; ++i) {
      const std::u32string query = word(2);
      std::vector<std::tuple<unsigned, std::uint32_t, std::string>> confused, others;
      for (const auto& [w, count] : df) {
        const unsigned d = distance(*text::jamo_key(utf8(query)), *text::jamo_key(w));
        if (d == 0 || d > (query.size() < 5 ? 1U : 2U)) continue;
        const std::u32string& other = letters[w];
        bool sounds_alike = other.size() == query.size() && d == 1;
        for (std::size_t k = 0; sounds_alike && k < query.size(); ++k) {
          const auto& pairs = query.size() == 2 ? kHomophones : kConfused;
          sounds_alike = query[k] == other[k] || pairs.contains({query[k], other[k]});
        }
        if (sounds_alike) {
          if (count >= (query.size() == 2 ? 2U : 1U)) confused.emplace_back(d, count, w);
        } else if (query.size() >= 3 && count >= 2 && other[0] == query[0]) {
          others.emplace_back(d, count, w);
        }
      }
      const auto expected = best(confused.empty() ? others : confused);
      EXPECT_EQ(v.correct(utf8(query)), expected) << utf8(query);
      some += expected.empty() ? 0 : 1;
    }
  }
  EXPECT_GT(some, 100U);
}

}  // namespace
}  // namespace nonmun::variants
