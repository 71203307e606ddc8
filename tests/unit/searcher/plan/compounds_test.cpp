#include "searcher/plan/compounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

namespace nonmun::plan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Words : public TermStatistics {
 public:
  Words(std::initializer_list<std::pair<const std::string, std::uint32_t>> words) : words_(words) {}
  std::uint32_t frequency(const std::string& term) const override {
    const auto found = words_.find(term);
    return found == words_.end() ? 0 : found->second;
  }
  std::uint32_t papers() const override { return 1000; }

 private:
  std::map<std::string, std::uint32_t> words_;
};

TEST(SplitCompound, WordsOfTheIndex) {
  const Words words = {{"강화", 50}, {"학습", 400}, {"언어", 300}, {"모델", 600}, {"대규모", 200}};
  EXPECT_THAT(split_compound("강화학습", words), ElementsAre("강화", "학습"));
  EXPECT_THAT(split_compound("대규모언어모델", words), ElementsAre("대규모", "언어", "모델"));
  EXPECT_THAT(split_compound("강화피자", words), IsEmpty());
  EXPECT_THAT(split_compound("모델", words), IsEmpty());
}

TEST(SplitCompound, NeverTheWholeWordItself) {
  const Words words = {{"강화학습", 50}, {"강화", 50}, {"학습", 400}};
  EXPECT_THAT(split_compound("강화학습", words), ElementsAre("강화", "학습"));
  EXPECT_THAT(split_compound("강화학습", Words{{"강화학습", 50}}), IsEmpty());
}

TEST(SplitCompound, OneSyllableOnlyWhereNothingElseFits) {
  const Words words = {{"강", 900}, {"화", 900}, {"학", 900},
                       {"습", 900}, {"강화", 1}, {"학습", 1}};
  EXPECT_THAT(split_compound("강화학습", words), ElementsAre("강화", "학습"));
  EXPECT_THAT(split_compound("강화학", words), ElementsAre("강화", "학"));
}

TEST(SplitCompound, OnlyHangul) {
  const Words words = {{"llm", 5}, {"모델", 5}, {"a", 1}, {"b", 1}, {"c", 1}};
  EXPECT_THAT(split_compound("llm모델", words), IsEmpty());
  EXPECT_THAT(split_compound("abc", words), IsEmpty());
  EXPECT_THAT(split_compound("", words), IsEmpty());
  EXPECT_THAT(split_compound("\xff\xfe\xfd", words), IsEmpty());
}

TEST(SplitCompound, LengthIsBounded) {
  std::string word;
  for (int i = 0; i < 41; ++i) word += "모델";
  EXPECT_THAT(split_compound(word, Words{{"모델", 5}}), IsEmpty());
}

TEST(SplitCompound, PiecesJoinToTheWord) {
  std::mt19937 random(4);
  const std::vector<std::string> syllables = {"가", "나", "다", "라"};
  for (int i = 0; i < 2000; ++i) {
    std::string word;
    for (auto n = random() % 12; n > 0; --n) word += syllables[random() % 4];
    Words words = {{"가나", 3}, {"나다", 9}, {"다라가", 1}, {"라", 20}, {"가", 7}};
    const auto pieces = split_compound(word, words);
    std::string joined;
    for (const std::string& piece : pieces) {
      joined += piece;
      EXPECT_GT(words.frequency(piece), 0U);
    }
    if (!pieces.empty()) {
      EXPECT_EQ(joined, word);
      EXPECT_GT(pieces.size(), 1U);
    }
  }
}

}  // namespace
}  // namespace nonmun::plan
