#include "searcher/plan/synonyms.hpp"

#include <gmock/gmock.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SynonymGroups groups(std::string_view text) {
  SynonymGroups parsed;
  parsed.add(text);
  return parsed;
}

TEST(SynonymGroups, AsPeopleWriteThemDown) {
  const SynonymGroups parsed = groups(
      "\xEF\xBB\xBF# a comment\r\n네이버, Naver,NAVER Corp.\r\n\nalone\n , ,\nNaver, 그린팩토리");
  EXPECT_THAT(parsed.others("네이버"), ElementsAre("Naver", "NAVER Corp."));
  EXPECT_THAT(parsed.others("naver"), ElementsAre("네이버", "NAVER Corp.", "그린팩토리"));
  EXPECT_THAT(parsed.others("alone"), IsEmpty());
  EXPECT_THAT(parsed.others(""), IsEmpty());
}

TEST(SynonymGroups, NamesOfTheField) {
  EXPECT_THAT(SynonymGroups::proper_names().others("클로드"), ElementsAre("Claude"));
  EXPECT_THAT(SynonymGroups::proper_names().others("claude"), ElementsAre("클로드"));
}

class SynonymsTest : public testing::Test, protected Planning {
 protected:
  std::string planned(std::string_view query, const SynonymGroups& synonyms) {
    notes = {};
    const Settings settings = only({Mechanism::synonyms, Mechanism::transliteration});
    return to_text(
        Planner(analyzer, vocabulary, settings, notes, &synonyms).plan(query::parse(query)));
  }
};

TEST_F(SynonymsTest, WordsAndLongerNames) {
  const SynonymGroups synonyms = groups("네이버, Naver\n스테이블 디퓨전, Stable Diffusion");
  EXPECT_EQ(planned("네이버의", synonyms), "네이버 = naver");
  EXPECT_EQ(planned("스테이블 디퓨전", synonyms),
            "스테이블\n  + \"stabl diffus\"  [synonyms]\n디퓨전");
  ASSERT_EQ(notes.expanded.size(), 1U);
  EXPECT_EQ(notes.expanded[0].from, "스테이블 디퓨전");
  EXPECT_THAT(notes.expanded[0].to, ElementsAre("Stable Diffusion"));
}

TEST_F(SynonymsTest, ANameIsNoLoanwordOfAnotherWord) {
  vocabulary.words = {{"neighbor", 40}};
  vocabulary.set_latin_lexicon({{"neighbor", "neighbor", 40}});
  EXPECT_EQ(planned("네이버", groups("")), "네이버 = neighbor");
  EXPECT_EQ(planned("네이버", groups("네이버, Naver")), "네이버 = naver");
}

}  // namespace
}  // namespace nonmun::plan
