#include "indexer/index/remote.hpp"

#include <gtest/gtest.h>

#include <nonmun/error.hpp>

namespace nonmun::index {
namespace {

TEST(RemoteAddress, IsAHostAndAPort) {
  EXPECT_EQ(RemoteAddress::parse("node1:7001").text(), "node1:7001");
  EXPECT_EQ(RemoteAddress::parse("::1:7001").host, "::1");
  EXPECT_EQ(RemoteAddress::parse("node1:7001").stub(), "remote node1:7001\n");
  for (const char* bad : {"", "node1", "node1:", ":7001", "node1:0", "node1:65536", "node1:7x",
                          "no de:7001", "a\nb:1"}) {
    EXPECT_THROW(RemoteAddress::parse(bad), Error) << bad;
  }
}

TEST(RemoteAddress, IsReadFromAStubOfOneRemoteDatabase) {
  EXPECT_EQ(RemoteAddress::of_stub("remote node1:7001\n").port, 7001);
  for (const char* bad : {"", "remote node1:7001", "glass /tmp/db\n", "remote :nonmun\n",
                          "remote a:1\nremote b:2\n"}) {
    EXPECT_THROW(RemoteAddress::of_stub(bad), Error) << bad;
  }
}

}  // namespace
}  // namespace nonmun::index
