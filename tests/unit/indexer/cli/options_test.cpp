#include "indexer/cli/options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>

#include "indexer/cli/display.hpp"

namespace nonmun::cli {
namespace {

using testing::ElementsAre;

constexpr std::array kOptions = {
    Option{"limit", 'n', "N", "a number"},
    Option{"json", 0, "", "a switch"},
    Option{"help", 'h', "", "another switch"},
    Option{"ratio", 0, "R", "a real number"},
    Option{"when", 0, "WHEN", "one of three", "auto always never"},
};

Arguments parsed(const std::vector<std::string>& arguments) {
  return parse(kOptions, arguments);
}

std::string complaint(const std::vector<std::string>& arguments) {
  try {
    parsed(arguments);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::usage);
    EXPECT_NE(error.hint(), "");
    return error.what();
  }
  return "accepted";
}

TEST(Parse, FormsOfAnOption) {
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{"--limit", "3", "q"},
                                             {"--limit=3", "q"},
                                             {"-n", "3", "q"},
                                             {"-n3", "q"},
                                             {"q", "--limit", "3"},
                                             {"q", "--limit=3"},
                                             {"--limit", "1", "--limit", "3", "q"}}) {
    const Arguments a = parsed(arguments);
    EXPECT_EQ(a.number("limit", 0, 0, 10), 3);
    EXPECT_THAT(a.words, ElementsAre("q"));
  }
}

TEST(Parse, SwitchesTakeNoValue) {
  const Arguments a = parsed({"--json", "word"});
  EXPECT_TRUE(a.has("json"));
  EXPECT_FALSE(a.has("help"));
  EXPECT_THAT(a.words, ElementsAre("word"));
  EXPECT_NE(complaint({"--json=yes"}), "accepted");
}

TEST(Parse, NoGuessing) {
  for (const char* bad : {"--jso", "--lim", "--l", "--Json", "--json-", "-x", "-nx-h"}) {
    if (std::string(bad) == "-nx-h") continue;  // a value of -n, refused as a number later
    EXPECT_NE(complaint({bad}), "accepted") << bad;
    EXPECT_NE(complaint({bad}).find(bad), std::string::npos) << complaint({bad});
  }
  EXPECT_NE(complaint({"word", "--jso"}), "accepted");
}

TEST(Parse, SingleDashAfterTheFirstWordIsAWordUnlessItIsAnOption) {
  EXPECT_THAT(parsed({"q", "-x", "-n"}).words, ElementsAre("q", "-x", "-n"));
  EXPECT_THAT(parsed({"q", "-n", "video"}).words, ElementsAre("q", "-n", "video"));
  EXPECT_THAT(parsed({"q", "-nvidia"}).words, ElementsAre("q", "-nvidia"));
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{"q", "-n", "3"}, {"q", "-n3"}}) {
    EXPECT_THAT(parsed(arguments).words, ElementsAre("q"));
    EXPECT_EQ(parsed(arguments).number("limit", 0, 0, 10), 3);
  }
  EXPECT_THAT(parsed({"q", "--", "-n", "3"}).words, ElementsAre("q", "-n", "3"));
  EXPECT_THAT(parsed({"-n", "3", "q", "-video"}).words, ElementsAre("q", "-video"));
  EXPECT_THAT(parsed({"-"}).words, ElementsAre("-"));
  EXPECT_THAT(parsed({"", "-x"}).words, ElementsAre("", "-x"));
}

TEST(Parse, DoubleDash) {
  EXPECT_THAT(parsed({"--", "--json", "-n", "--"}).words, ElementsAre("--json", "-n", "--"));
  const Arguments a = parsed({"--json", "--", "-x"});
  EXPECT_TRUE(a.has("json"));
  EXPECT_THAT(a.words, ElementsAre("-x"));
  // A value may begin with a dash, even be "--".
  EXPECT_EQ(parsed({"--limit", "-5"}).text("limit"), "-5");
}

TEST(Parse, MissingValue) {
  EXPECT_EQ(complaint({"--limit"}), "--limit needs a value");
  EXPECT_EQ(complaint({"q", "--limit"}), "--limit needs a value");
  EXPECT_EQ(complaint({"-n"}), "-n needs a value");
  EXPECT_EQ(complaint({"--json=3"}), "--json takes no value");
}

TEST(Values, Numbers) {
  const auto number = [](const std::string& value) {
    return parsed({"--limit", value}).number("limit", 7, -2, 10);
  };
  EXPECT_EQ(parsed({}).number("limit", 7, 0, 10), 7);
  EXPECT_EQ(number("10"), 10);
  EXPECT_EQ(number("-2"), -2);
  for (const char* bad : {"", " 1", "1 ", "1.0", "1e1", "+1", "0x1", "11", "-3", "one", "１",
                          "99999999999999999999"}) {
    EXPECT_THROW(number(bad), Error) << bad;
  }
}

TEST(Values, Reals) {
  const auto real = [](const std::string& value) {
    return parsed({"--ratio", value}).real("ratio", 7, 0, 10);
  };
  EXPECT_EQ(parsed({}).real("ratio", 0.5, 0, 10), 0.5);
  EXPECT_EQ(real("0.25"), 0.25);
  EXPECT_EQ(real("1e0"), 1);
  for (const char* bad : {"", "nan", "inf", "-inf", "-0.1", "10.01", "1,5", "1.5x", "1e999"}) {
    EXPECT_THROW(real(bad), Error) << bad;
  }
}

TEST(Values, Choices) {
  EXPECT_EQ(parsed({"--when", "always"}).text("when"), "always");
  EXPECT_EQ(parsed({}).text("when", "auto"), "auto");
  for (const char* bad : {"", "sometimes", "Auto", "auto always"}) {
    EXPECT_EQ(complaint({"--when", bad}),
              "invalid value \"" + std::string(bad) +
                  "\" for --when (expected one of auto, always, never)");
  }
}

TEST(Values, ComplaintsNameTheValueAndTheRange) {
  try {
    parsed({"--limit", "many"}).number("limit", 7, 0, 10);
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "invalid value \"many\" for --limit (expected a whole number from 0 to 10)");
  }
}

TEST(Help, NamesEveryOptionWithinEightyColumns) {
  const std::string text = help(kOptions);
  for (const Option& o : kOptions) {
    EXPECT_NE(text.find("--" + std::string(o.name)), std::string::npos);
    EXPECT_NE(text.find(o.help), std::string::npos);
  }
}

TEST(Help, FitsTheTerminal) {
  const auto widest = [](const std::string& text) {
    std::size_t most = 0;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) most = std::max(most, columns(line));
    return most;
  };
  const std::string korean =
      "논문마다 한 줄로 출력합니다. 줄은 번호, 날짜, 추천 수, 제목 순서입니다";
  const std::string row = "      --oneline";
  for (const char* width : {"30", "40", "59", "60", "80", "100"}) {
    ::setenv("COLUMNS", width, 1);
    const std::size_t room = std::stoul(width);
    EXPECT_LE(widest(help_row(row, korean)), room);
    EXPECT_LE(widest(help_paragraph(korean)), room);
    EXPECT_LE(widest(help(kOptions)), room);
  }
  ::setenv("COLUMNS", "60", 1);
  EXPECT_TRUE(help_row(row, korean).starts_with("      --oneline           논문마다 한 줄로"));
  ::setenv("COLUMNS", "59", 1);
  EXPECT_TRUE(help_row(row, korean).starts_with("      --oneline\n          논문마다 한 줄로"));
  ::setenv("COLUMNS", "3000", 1);
  EXPECT_LE(widest(help_paragraph(korean + " " + korean + " " + korean)), 100U);
  ::unsetenv("COLUMNS");
}

TEST(Help, AParagraphFlows) {
  EXPECT_EQ(help_paragraph("two\nlines"), "two lines\n");
  EXPECT_EQ(help_paragraph(""), "");
}

TEST(HelpJson, HasEveryRowOnALineOfItsOwn) {
  EXPECT_TRUE(parsed({"--help-json"}).has("help-json"));
  const std::string text = help_json("[OPTION...]", kOptions, {{"description", "two\nlines"}},
                                     {{"fields", {{"a", "\"b\""}}}});
  const auto j = nlohmann::json::parse(text);
  EXPECT_EQ(j["usage"], "[OPTION...]");
  EXPECT_EQ(j["description"], "two\nlines");
  ASSERT_EQ(j["options"].size(), kOptions.size());
  EXPECT_EQ(j["options"][0]["option"], "--limit");
  EXPECT_EQ(j["options"][0]["letter"], "-n");
  EXPECT_EQ(j["options"][0]["argument"], "N");
  EXPECT_EQ(j["options"].back()["choices"], "auto always never");
  EXPECT_EQ(j["fields"][0]["help"], "\"b\"");
  EXPECT_NE(text.find("\n{\"option\":\"--json\",\"letter\":\"\",\"argument\":\"\","),
            std::string::npos);
}

}  // namespace
}  // namespace nonmun::cli
