#include "indexer/cli/message_patterns.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>

namespace nonmun::cli {
namespace {

/// A language of its own.
std::string foreign(std::string_view text) {
  static const std::map<std::string, std::string, std::less<>> kTexts = {
      {"without {}", "SINE {}"},
      {"without \"{}\" and \"{}\"", "SINE {0}, {1}"},
      {"{}: invalid value \"{}\" (expected {})", "{1}? {0}: {2}!"},
      {"a number from {} to {}", "NUMERUS {}..{}"},
      {"nothing", "NIHIL"},
      {"broken {}", "{7}"},
  };
  const auto found = kTexts.find(text);
  return found == kTexts.end() ? std::string(text) : found->second;
}

constexpr std::array kPatterns = {
    MessagePattern{"without {}"},
    MessagePattern{"without \"{}\" and \"{}\""},
    MessagePattern{"{}: invalid value \"{}\" (expected {})", 4},
    MessagePattern{"a number from {} to {}"},
    MessagePattern{"nothing"},
    MessagePattern{"broken {}"},
};

std::string composed(std::string_view message) {
  return translate_composed(message, kPatterns, foreign);
}

TEST(TranslateComposed, TakesTheValuesOver) {
  EXPECT_EQ(composed("nothing"), "NIHIL");
  EXPECT_EQ(composed("without foo"), "SINE foo");
  EXPECT_EQ(composed("without "), "SINE ");
  EXPECT_EQ(composed("without {0}"), "SINE {0}") << "a value is not a format";
}

TEST(TranslateComposed, PrefersThePatternThatSaysMore) {
  EXPECT_EQ(composed("without \"a\" and \"b\""), "SINE a, b");
  EXPECT_EQ(composed("without \"a\", \"b\" and \"c\""), "SINE a\", \"b, c");
}

TEST(TranslateComposed, TranslatesMessagesInMessages) {
  EXPECT_EQ(composed("limit: invalid value \"x\" (expected a number from 1 to 5)"),
            "x? limit: NUMERUS 1..5!");
  // A value that is none is not, whatever it says.
  EXPECT_EQ(composed("limit: invalid value \"nothing\" (expected more)"), "nothing? limit: more!");
}

TEST(TranslateComposed, LeavesOtherMessagesAlone) {
  for (const std::string_view message : {"", "nothing else", "Without foo", "a number from 1",
                                         "limit: invalid value \"x\" (expected"}) {
    EXPECT_EQ(composed(message), message);
  }
  EXPECT_EQ(composed("broken x"), "broken x") << "a translation that does not fit";
}

}  // namespace
}  // namespace nonmun::cli
