#include "searcher/query/ids.hpp"

#include <gtest/gtest.h>

namespace nonmun::query {
namespace {

TEST(Ids, InAnyDress) {
  for (const char* word :
       {"2312.00752", "2312.00752v2", "2312.00752의", "[2312.00752]", "2312.00752.", "(2312.00752)",
        "２３１２．００７５２", "arXiv:2312.00752", "arxiv.org/abs/2312.00752",
        "<https://arxiv.org/abs/2312.00752>", "https://arxiv.org/pdf/2312.00752v1.pdf",
        "https://ar5iv.labs.arxiv.org/html/2312.00752", "https://www.alphaxiv.org/abs/2312.00752를",
        "https://huggingface.co/papers/2312.00752?ref=x",
        "https://doi.org/10.48550/arXiv.2312.00752", "10.48550/arXiv.2312.00752,",
        "https://paperswithcode.com/paper/2312.00752", "`2312.00752`은", "2312.00752)에서"}) {
    const auto found = find_id(word);
    ASSERT_TRUE(found) << word;
    EXPECT_EQ(found->id, "2312.00752") << word;
    EXPECT_EQ(found->rest, "") << word;
  }
  EXPECT_EQ(find_id("cs.CL/0112017")->id, "cs/0112017");
  EXPECT_EQ(find_id("https://arxiv.org/abs/hep-th/9901001v1")->id, "hep-th/9901001");
}

TEST(Ids, WhatStandsBeforeStays) {
  EXPECT_EQ(find_id("[Mamba](https://arxiv.org/abs/2312.00752)를")->rest, "Mamba");
  EXPECT_EQ(find_id("Mamba(2312.00752)은")->rest, "Mamba");
}

TEST(Ids, OtherNumbersAreNone) {
  for (const char* word : {"12312.00752", "2312.007521", "1.2312.00752", "2313.00752", "2312.0075",
                           "3.14", "2024-02-19", "v2312.00752x", "10.1145/3292500", "", "2312"}) {
    EXPECT_FALSE(find_id(word)) << word;
  }
}

}  // namespace
}  // namespace nonmun::query
