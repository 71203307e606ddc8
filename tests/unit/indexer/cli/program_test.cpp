#include "indexer/cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace nonmun::program {
namespace {

using testing::ElementsAre;

constexpr std::array kOptions = {
    Option{"limit", 'n', "N", "a number"},
    Option{"json", 0, "", "a switch"},
    Option{"help", 'h', "", "another switch"},
    Option{"ratio", 0, "R", "a real number"},
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

TEST(Parse, SingleDashAfterTheFirstWordIsAWord) {
  EXPECT_THAT(parsed({"q", "-x", "-n", "3"}).words, ElementsAre("q", "-x", "-n", "3"));
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
  EXPECT_EQ(parsed({}).choice("limit", "a", {"a", "b"}), "a");
  EXPECT_EQ(parsed({"--limit", "b"}).choice("limit", "a", {"a", "b"}), "b");
  EXPECT_THROW(parsed({"--limit", "c"}).choice("limit", "a", {"a", "b"}), Error);
  EXPECT_THROW(parsed({"--limit", "A"}).choice("limit", "a", {"a", "b"}), Error);
}

TEST(Help, NamesEveryOptionWithinEightyColumns) {
  const std::string text = help(kOptions);
  for (const Option& o : kOptions) {
    EXPECT_NE(text.find("--" + std::string(o.name)), std::string::npos);
    EXPECT_NE(text.find(o.help), std::string::npos);
  }
}

TEST(Run, ExitCodes) {
  EXPECT_EQ(run("t", [] { return 0; }), 0);
  EXPECT_EQ(run("t", [] { return 1; }), 1);
  testing::internal::CaptureStderr();
  EXPECT_EQ(run("t", []() -> int { throw Error(ErrorCode::version, "old", "rebuild"); }), 76);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "t: old\n  rebuild\n");
  testing::internal::CaptureStderr();
  EXPECT_EQ(run("t", []() -> int { throw std::runtime_error("oops"); }), 70);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("oops"), std::string::npos);
  testing::internal::CaptureStderr();
  EXPECT_EQ(run("t", []() -> int { throw std::bad_alloc(); }), 70);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "t: out of memory\n");
}

}  // namespace
}  // namespace nonmun::program
