#include "indexer/index/pins.hpp"

#include <gmock/gmock.h>

namespace nonmun::index {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

TEST(Pins, TheNameBeforeTheColon) {
  EXPECT_EQ(title_name("Mamba: Linear-Time Sequence Modeling"), "Mamba");
  EXPECT_EQ(title_name("A: B: C"), "A");
  EXPECT_EQ(title_name("맘바：선형 시간"), "맘바");
  EXPECT_EQ(title_name("No colon"), "");
  EXPECT_EQ(title_name("Nothing after: "), "");
  EXPECT_EQ(title_name("Nothing after: ?"), "");
  EXPECT_EQ(title_name(": nothing before"), "");
}

TEST(Pins, KeysOfAnAuthor) {
  EXPECT_THAT(author_keys("Tri Dao"), ElementsAre("tridao"));
  EXPECT_THAT(author_keys("Quoc V. Le"), ElementsAre("quocvle", "quocle"));
  EXPECT_THAT(author_keys("Klaus-Robert Müller"),
              UnorderedElementsAre("klausrobertmuller", "klausrobertmueller"));
  EXPECT_THAT(author_keys("홍길동"), ElementsAre("홍길동"));
  EXPECT_EQ(author_keys("홍 길동"), author_keys("홍길동"));
  EXPECT_THAT(author_keys(" . "), ElementsAre());
}

TEST(Pins, WordsOfAnAuthor) {
  EXPECT_THAT(author_words("Seong-Whan Lee"),
              ElementsAre(ElementsAre("seong"), ElementsAre("whan"), ElementsAre("lee")));
  EXPECT_THAT(author_words("J. Müller"),
              ElementsAre(ElementsAre("j"), ElementsAre("muller", "mueller", "müller")));
  EXPECT_THAT(author_words(" - "), ElementsAre());
}

TEST(Pins, KeysOfASection) {
  EXPECT_THAT(section_keys({paper::SectionKind::whats_new, "", "text"}), ElementsAre("whatsnew"));
  EXPECT_THAT(section_keys({paper::SectionKind::other, "한계점 및 과제", "text"}),
              ElementsAre("other", "한계점및과제"));
}

TEST(Pins, TermsOfAPaper) {
  EXPECT_THAT(pin_terms("Mamba: Linear Time", {"Tri Dao", "Tri Dao"}),
              ElementsAre("XAtridao", "XNmamba", "XTmambalineartime"));
  EXPECT_THAT(pin_terms("?", {}), ElementsAre());
}

TEST(Pins, LongKeysAreHashed) {
  const std::string key(300, 'a');
  EXPECT_EQ(pin_term("XT", key).size(), 2U + 1 + 16);
  EXPECT_NE(pin_term("XT", key), pin_term("XT", key + "a"));
}

}  // namespace
}  // namespace nonmun::index
