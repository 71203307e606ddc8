#include "searcher/plan/completion.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analyzers/variants/typing.hpp"
#include "tests/support/folder.hpp"
#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CompletionTest : public testing::Test, protected Planning {
 protected:
  void SetUp() override {
    std::array<index::SuggestionTable::Rows, index::kSuggestionKinds> rows;
    for (const auto& [word, papers] : std::map<std::string, std::uint32_t>{
             {"강화학습", 30}, {"강화", 40}, {"강화학습법", 2}, {"모델", 90}}) {
      vocabulary.words[word] = papers;
      rows[0].add(word, papers, {variants::typing_key(word), variants::initials_key(word)});
    }
    vocabulary.tables.suggestions =
        index::SuggestionTable(folder_.write("s", index::SuggestionTable::encode(rows)));
  }

  testing_support::Folder folder_;
};

TEST_F(CompletionTest, HalfSyllablesAndInitialConsonants) {
  EXPECT_EQ(text("강화하", {Mechanism::completion}), "강화학습 = 강화학습법");
  EXPECT_EQ(text("강화ㅎ", {Mechanism::completion}), "강화학습 = 강화학습법");
  EXPECT_EQ(text("ㅁㄷ", {Mechanism::completion}), "모델");
  EXPECT_THAT(notes.expanded.back().to, ElementsAre("모델"));
}

TEST_F(CompletionTest, KnownAndCompleteWordsAreLeftAlone) {
  for (const char* query : {"강화", "모델", "강화학스비", "가", "ㄱ", "없는말", "model", "ㅏㅏ"}) {
    EXPECT_EQ(text(query, {Mechanism::completion}), text(query, {})) << query;
  }
  EXPECT_THAT(notes.expanded, IsEmpty());
}

}  // namespace
}  // namespace nonmun::plan
