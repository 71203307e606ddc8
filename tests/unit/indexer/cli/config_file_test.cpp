#include "indexer/cli/config_file.hpp"

#include <gtest/gtest.h>

#include <nonmun/error.hpp>

namespace nonmun::cli {
namespace {

std::string refused(std::string_view text) {
  try {
    parse_config(text, "file");
  } catch (const Error& error) {
    EXPECT_EQ(error.cause(), Cause::usage);
    return error.what();
  }
  return {};
}

TEST(ConfigFile, SettingsAndSectionsWithTheirLines) {
  const auto sections = parse_config(
      "# comment\nlimit = 5  # here too\n\n[강화 학습]\r\nquery = \"확산 모델\" -비디오\n [b] "
      "\nany=true",
      "file");
  ASSERT_EQ(sections.size(), 3U);
  ASSERT_EQ(sections[0].settings.size(), 1U);
  EXPECT_EQ(sections[0].settings[0].name, "limit");
  EXPECT_EQ(sections[0].settings[0].value, "5");
  EXPECT_EQ(sections[0].settings[0].line, 2U);
  EXPECT_EQ(sections[1].name, "강화 학습");
  EXPECT_EQ(sections[1].line, 4U);
  EXPECT_EQ(sections[1].settings.at(0).value, "\"확산 모델\" -비디오");
  EXPECT_EQ(sections[2].settings.at(0).line, 7U);
}

TEST(ConfigFile, RefusesOtherLinesAndSaysWhere) {
  EXPECT_EQ(refused("a = 1\nwhat is this\n"), "file:2: \"what is this\" is not NAME = VALUE");
  EXPECT_EQ(refused("[]\n"), "file:1: a section without a name");
  EXPECT_EQ(refused("[a]\n\n[a]\n"), "file:3: there is a section [a] already");
  EXPECT_EQ(refused("a = 1\na = 2\n"), "file:2: a is set twice");
  EXPECT_EQ(refused("[a]\nx = 1\n[b]\nx = 1\n"), "");
  EXPECT_EQ(refused("a = 1\nb = \xc8\xae\xbb\xea\n"), "file:2: not UTF-8");
  EXPECT_EQ(refused(""), "");
}

TEST(ConfigFile, MayBeginWithAByteOrderMark) {
  EXPECT_EQ(parse_config("\xef\xbb\xbf[a]\nx = 1\n", "file").at(1).name, "a");
}

}  // namespace
}  // namespace nonmun::cli
