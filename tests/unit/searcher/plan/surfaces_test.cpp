#include "searcher/plan/surfaces.hpp"

#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class SurfacesTest : public testing::Test {
 protected:
  SurfacesTest() {
    using Lexicon = index::Lexicon;
    const std::vector<Lexicon::Word> words = {
        {"decod", "decoding", 40}, {"cach", "cache", 9}, {"polici", "policy", 9}};
    const std::vector<Lexicon::FormView> forms = {{"decoder", 0}, {"decoding", 0}, {"cache", 1},
                                                  {"police", 1},  {"policies", 2}, {"policy", 2}};
    vocabulary_.tables.latin = Lexicon(Lexicon::encode(words, forms));
  }

  FakeVocabulary vocabulary_;
  Surfaces surfaces_{vocabulary_.tables};
};

TEST_F(SurfacesTest, TermsAsWords) {
  EXPECT_EQ(surfaces_.of("decod"), "decoding");
  EXPECT_EQ(surfaces_.of("Pcach"), "cache");
  EXPECT_EQ(surfaces_.of("decoding"), "decoding");
  EXPECT_EQ(surfaces_.of("polici"), "policy");
  EXPECT_EQ(surfaces_.of("디코딩"), "디코딩");
  EXPECT_EQ(surfaces_.of("P소프트"), "소프트");
  EXPECT_EQ(surfaces_.of("unknown"), "unknown");
  EXPECT_EQ(surfaces_.of(""), "");
  EXPECT_EQ(surfaces_.of_words("cach decod"), "cache decoding");
  EXPECT_EQ(surfaces_.of_words("PyTorch Naver"), "PyTorch Naver");
}

TEST_F(SurfacesTest, PlansAsPeopleReadThem) {
  const Node plan = over(Op::sum, {words({"decod", "cach"}), words({"Pcach"})});
  EXPECT_EQ(surfaces_.of(plan).children[0].terms, (std::vector<std::string>{"decoding", "cache"}));
  EXPECT_EQ(surfaces_.of(plan).children[1].terms, std::vector<std::string>{"cache"});
}

}  // namespace
}  // namespace nonmun::plan
