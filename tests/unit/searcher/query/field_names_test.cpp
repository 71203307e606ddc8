#include "searcher/query/field_names.hpp"

#include <gtest/gtest.h>

namespace nonmun::query {
namespace {

TEST(FieldNames, AnyCaseAndKorean) {
  EXPECT_EQ(field_named("TITLE")->name, "title");
  EXPECT_EQ(field_named("추천")->name, "votes");
  EXPECT_EQ(field_named("저자")->name, "author");
  EXPECT_EQ(field_named("summary"), nullptr);
  EXPECT_EQ(field_named(""), nullptr);
}

TEST(FieldNames, OneSlipOff) {
  for (const char* name : {"autor", "auhtor", "auther", "authorr"}) {
    ASSERT_NE(field_meant_by(name), nullptr) << name;
    EXPECT_EQ(field_meant_by(name)->name, "author") << name;
  }
  EXPECT_EQ(field_meant_by("tilte")->name, "title");
  for (const char* name : {"tile2x", "i", "at", "https", "mamba", "arthurs"}) {
    EXPECT_EQ(field_meant_by(name), nullptr) << name;
  }
}

}  // namespace
}  // namespace nonmun::query
