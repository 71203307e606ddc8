#include "searcher/plan/pins.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/query/parser.hpp"
#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class PinsTest : public testing::Test {
 protected:
  PinsTest() {
    for (const char* term : {"XTmambalineartime", "XNmamba", "XAtridao", "XA홍길동"}) {
      vocabulary_.words[term] = 1;
    }
  }

  std::string name(const std::string& query) {
    const auto pin = pinned_name(query::parse(query), analyzer_, vocabulary_);
    return pin ? pin->papers.terms.front() : "";
  }
  bool title(const std::string& text) { return pinned_title(text, vocabulary_).has_value(); }

  Analyzer analyzer_;
  FakeVocabulary vocabulary_;
};

TEST_F(PinsTest, ATitleInAnyCaseAndPunctuation) {
  EXPECT_TRUE(title("Mamba: Linear Time"));
  EXPECT_TRUE(title("\"MAMBA - (LINEAR) TIME\""));
  EXPECT_TRUE(title("  mamba linear-time? "));
  EXPECT_FALSE(title("Mamba: Linear"));
  EXPECT_FALSE(title("-Mamba: Linear Time")) << "an exclusion";
  EXPECT_FALSE(title("?!"));
}

TEST_F(PinsTest, ANameWithAndWithoutParticle) {
  EXPECT_EQ(name("Mamba"), "XNmamba");
  EXPECT_EQ(name("mamba는"), "XNmamba");
  EXPECT_EQ(name("mam ba"), "XNmamba");
  EXPECT_EQ(name("mambas"), "");
}

TEST_F(PinsTest, AnAuthorInAnyOrder) {
  for (const char* typed : {"Tri Dao", "Dao, Tri", "dao tri", "TriDao"}) {
    EXPECT_EQ(name(typed), "XAtridao") << typed;
  }
  for (const char* typed : {"홍길동", "홍 길동", "길동 홍"}) EXPECT_EQ(name(typed), "XA홍길동");
}

TEST_F(PinsTest, OnlyBareWordsNameSomething) {
  for (const char* typed : {"\"mamba\"", "-mamba", "mamba -video", "(mamba)", "mamba date:2024",
                            "mamba OR video", "mamba video"}) {
    EXPECT_EQ(name(typed), "") << typed;
  }
}

TEST_F(PinsTest, TheNameThatAQuestionAsksFor) {
  for (const char* query : {"which paper introduced Mamba", "Mamba 논문", "Mamba가 뭐야"}) {
    EXPECT_EQ(name(query), "XNmamba") << query;
  }
  EXPECT_EQ(name("Mamba 한계"), "");
}

}  // namespace
}  // namespace nonmun::plan
