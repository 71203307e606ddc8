#include "searcher/nonmun-serve/request.hpp"

#include <gmock/gmock.h>

#include "searcher/nonmun-serve/problem.hpp"

namespace nonmun::program {
namespace {

using testing::ElementsAre;
using testing::Pair;

Request of_target(const std::string& target) {
  Request request;
  request.target = target;
  split_target(request);
  return request;
}

TEST(Request, SplitsATarget) {
  EXPECT_EQ(of_target("/a/b").path, "/a/b");
  EXPECT_EQ(of_target("/a?b?c").query, "b?c");
  EXPECT_EQ(of_target("/a?").query, "");
  EXPECT_EQ(of_target("*").path, "*");
  EXPECT_EQ(of_target("http://host:1/a?b").path, "/a");
  EXPECT_EQ(of_target("http://host").path, "");
  EXPECT_EQ(of_target("/papers/https://host/a").path, "/papers/https://host/a");
}

TEST(Request, DecodesPercent) {
  EXPECT_EQ(decode_percent("a%41%eA%b0%80+"), "aA가+");
  EXPECT_EQ(decode_percent("%2F"), "/");
  for (const char* malformed : {"%", "%4", "%zz", "%4g", "a%"}) {
    EXPECT_THROW(decode_percent(malformed), HttpError) << malformed;
  }
  for (const char* not_utf8 : {"%ff", "%c0%80", "%ed%a0%80", "%ea%b0"}) {
    EXPECT_THROW(decode_percent(not_utf8), HttpError) << not_utf8;
  }
}

TEST(Request, DecodesAQuery) {
  EXPECT_THAT(decode_query("a=b+c&&d=e%26%3d=f&g&=h"),
              ElementsAre(Pair("a", "b c"), Pair("d", "e&==f"), Pair("g", ""), Pair("", "h")));
  EXPECT_THAT(decode_query(""), ElementsAre());
  EXPECT_THAT(decode_query("a%2Bb=1"), ElementsAre(Pair("a+b", "1")));
}

TEST(Request, FindsHeaders) {
  Request request;
  request.headers = {{"host", "a"}, {"host", "b"}};
  EXPECT_EQ(request.header("host"), "a");
  EXPECT_EQ(request.header("x"), "");
  EXPECT_FALSE(request.has_header("x"));
  EXPECT_EQ(request.header_bytes(), 2 * std::string("host: a\r\n").size());
}

}  // namespace
}  // namespace nonmun::program
