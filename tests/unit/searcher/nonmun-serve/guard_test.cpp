#include "searcher/nonmun-serve/guard.hpp"

#include <gtest/gtest.h>

#include <array>

namespace nonmun::program {
namespace {

TEST(Guard, HostsOfTheLoopbackInterface) {
  for (const char* host :
       {"localhost:7878", "LocalHost:7878", "127.0.0.1:7878", "127.1.2.3:7878", "[::1]:7878"}) {
    EXPECT_TRUE(is_host_allowed(host, 7878, {})) << host;
  }
  for (const char* host : {"localhost", "localhost:80", "evil.example:7878", "", ":7878",
                           "localhost:", "localhost:7878x", "localhost:78787878", "[::1",
                           "127.0.0.1.evil.example:7878", "127.0.0:7878", "[::2]:7878",
                           "localhost.evil.example:7878", "localhost:7878:7878"}) {
    EXPECT_FALSE(is_host_allowed(host, 7878, {})) << host;
  }
  EXPECT_TRUE(is_host_allowed("localhost", 80, {})) << "the port of http is not written";
}

TEST(Guard, HostsThatAreAllowedByName) {
  const std::array<std::string, 1> allowed = {"Papers.example"};
  EXPECT_TRUE(is_host_allowed("papers.example", 7878, allowed));
  EXPECT_TRUE(is_host_allowed("PAPERS.example:443", 7878, allowed));
  EXPECT_FALSE(is_host_allowed("x.papers.example", 7878, allowed));
  EXPECT_FALSE(is_host_allowed("papers.example:x", 7878, allowed));
}

TEST(Guard, Tokens) {
  EXPECT_TRUE(has_token("Bearer abc", "abc"));
  EXPECT_TRUE(has_token("bEARER abc", "abc"));
  for (const char* header : {"", "Bearer", "Bearer ", "abc", "Basic abc", "Bearer ab", "Bearer abd",
                             "Bearer abcabc", "Bearer  abc", "Bearer abc "}) {
    EXPECT_FALSE(has_token(header, "abc")) << header;
  }
  EXPECT_FALSE(has_token("Bearer ", "")) << "without a token nobody has it";
}

}  // namespace
}  // namespace nonmun::program
