#include "indexer/cli/translation.hpp"

#include <gtest/gtest.h>

#include <clocale>

namespace nonmun::cli {
namespace {

std::string filled(std::string_view translation, std::string_view english, int a, int b) {
  return format_translation(translation, english, fmt::make_format_args(a, b));
}

TEST(FormatTranslation, TakesTheOrderOfTheTranslation) {
  EXPECT_EQ(filled("{1} 중 {0}", "{} of {}", 3, 7), "7 중 3");
  EXPECT_EQ(filled("{}/{}", "{} of {}", 3, 7), "3/7");
}

TEST(FormatTranslation, FallsBackToEnglishWhenTheTranslationDoesNotFit) {
  EXPECT_EQ(filled("{2}", "{} of {}", 3, 7), "3 of 7");
  EXPECT_EQ(filled("{", "{} of {}", 3, 7), "3 of 7");
  EXPECT_EQ(filled("{:s}", "{} of {}", 3, 7), "3 of 7");
}

TEST(Translate, IsEnglishWithoutALanguage) {
  EXPECT_EQ(translate("Options"), "Options");
  EXPECT_EQ(translate(""), "");
  EXPECT_EQ(translated("{} of {}", 1, "two"), "1 of two");
  EXPECT_EQ(translate_plural("{} paper", "{} papers", 1), "{} paper");
  EXPECT_EQ(translated_plural("{} paper", "{} papers", 1, 1), "1 paper");
  EXPECT_EQ(translated_plural("{} paper", "{} papers", 0, 0), "0 papers");
  EXPECT_EQ(translated_plural("{} paper", "{} papers", 2000, "2,000"), "2,000 papers");
}

TEST(Translate, TakesPartsOfATextAlone) {
  constexpr std::string_view kText = "Options and more";
  EXPECT_EQ(translate(kText.substr(0, 7)), "Options");
}

TEST(Translation, TouchesNoCategoryButMessages) {
  ::setenv("LC_ALL", "C.UTF-8", 1);
  set_up_translation();
  ::unsetenv("LC_ALL");
  EXPECT_STREQ(std::setlocale(LC_NUMERIC, nullptr), "C");
  EXPECT_STREQ(std::setlocale(LC_CTYPE, nullptr), "C");
  EXPECT_STREQ(std::setlocale(LC_COLLATE, nullptr), "C");
  EXPECT_STREQ(std::setlocale(LC_TIME, nullptr), "C");
  EXPECT_STREQ(std::setlocale(LC_MESSAGES, nullptr), "C.UTF-8");
  EXPECT_EQ(translate(""), "") << "not the description of a catalogue";
  EXPECT_EQ(translate("no such text"), "no such text");
}

}  // namespace
}  // namespace nonmun::cli
