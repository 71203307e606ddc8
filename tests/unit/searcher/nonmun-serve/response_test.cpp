#include "searcher/nonmun-serve/response.hpp"

#include <gmock/gmock.h>

namespace nonmun::program {
namespace {

using testing::Contains;
using testing::Not;
using testing::Pair;

Response with_body(std::size_t size) {
  return {200, kJson, std::string(size, 'x'), {}};
}

TEST(Response, IsCompressedWhereThatIsWanted) {
  for (const char* accepted : {"gzip", "br, gzip", "GZIP;q=0.1", "*", "x-gzip", " gzip ; q=1"}) {
    Response response = with_body(5000);
    compress(response, accepted);
    EXPECT_THAT(response.headers, Contains(Pair("Content-Encoding", "gzip"))) << accepted;
    EXPECT_LT(response.body.size(), 100U);
  }
  for (const char* refused : {"", "identity", "gzip;q=0", "gzip;q=0, *", "*;q=0", "gzipped"}) {
    Response response = with_body(5000);
    compress(response, refused);
    EXPECT_EQ(response.body.size(), 5000U) << refused;
    EXPECT_THAT(response.headers, Contains(Pair("Vary", "Accept-Encoding")));
  }
}

TEST(Response, IsNotCompressedWhenThatSavesNothing) {
  Response small = with_body(1024);
  compress(small, "gzip");
  EXPECT_THAT(small.headers, Not(Contains(Pair("Content-Encoding", "gzip"))));
  Response large = with_body(1025);
  compress(large, "gzip");
  EXPECT_THAT(large.headers, Contains(Pair("Content-Encoding", "gzip")));
}

TEST(Response, TagsAreComparedWeakly) {
  EXPECT_TRUE(matches_tag("\"a\"", "W/\"a\""));
  EXPECT_TRUE(matches_tag("W/\"b\" , W/\"a\"", "W/\"a\""));
  EXPECT_TRUE(matches_tag("*", "\"a\""));
  EXPECT_FALSE(matches_tag("", "\"a\""));
  EXPECT_FALSE(matches_tag("\"b\"", "\"a\""));
  EXPECT_FALSE(matches_tag("a", "\"a\""));
}

}  // namespace
}  // namespace nonmun::program
