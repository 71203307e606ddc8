#include "searcher/nonmun-search/interactive/facet_terms.hpp"

#include <gtest/gtest.h>

namespace nonmun::program::interactive {
namespace {

TEST(FacetTerms, AreInTheQueryLanguage) {
  EXPECT_EQ(term_of("month", "2024-05"), "date:2024-05");
  EXPECT_EQ(term_of("author", "Tri Dao"), "author:\"Tri Dao\"");
  EXPECT_EQ(term_of("section", "whats_new"), "section:whats_new");
  EXPECT_EQ(term_of("section", "Reward Model"), "section:\"Reward Model\"");
  EXPECT_EQ(term_of("name", "GPT-4o"), "+\"GPT-4o\"");
  EXPECT_EQ(term_of("author", "A \"B\" C"), "author:\"A  B  C\"");
}

TEST(FacetTerms, Rows) {
  const std::vector<FacetRow> rows =
      facet_rows({{"month", {{"2024-01", 2}, {"2024-02", 0}, {"2024-03", 1}}, 3},
                  {"author", {}, 0},
                  {"name", {{"LoRA", 4}}, 1}});
  ASSERT_EQ(rows.size(), 5U);
  EXPECT_TRUE(rows[0].is_heading());
  EXPECT_EQ(rows[1].label, "2024-03");
  EXPECT_EQ(rows[2].label, "2024-01");
  EXPECT_EQ(rows[2].papers, 2U);
  EXPECT_TRUE(rows[3].is_heading());
  EXPECT_EQ(rows[4].term, "+\"LoRA\"");
}

TEST(FacetTerms, AreAddedOnce) {
  EXPECT_EQ(with_term("", "date:2024-05"), "date:2024-05");
  EXPECT_EQ(with_term("모델  ", "date:2024-05"), "모델 date:2024-05");
  EXPECT_EQ(with_term("date:2024-05 모델", "date:2024-05"), "date:2024-05 모델");
  EXPECT_EQ(with_term("date:2024-05..", "date:2024-05"), "date:2024-05.. date:2024-05");
}

}  // namespace
}  // namespace nonmun::program::interactive
