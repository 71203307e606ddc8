#include "searcher/nonmun-serve/connections.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <thread>

namespace nonmun::program {
namespace {

using namespace std::chrono_literals;

/// A connection to ourselves.
class ConnectionsTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends_.data()), 0);
    entry_ = connections_.add(ends_[0]);
  }
  ~ConnectionsTest() override {
    for (const int end : ends_) ::close(end);
  }

  /// Closes the slow, a moment after the phase began. @return whether the client still has one
  bool stays(Connections::Phase phase, std::chrono::seconds max_receiving,
             std::chrono::seconds max_sending) {
    connections_.set(entry_, phase);
    std::this_thread::sleep_for(1ms);
    connections_.close_slow(max_receiving, max_sending);
    char byte = 0;
    return ::recv(ends_[1], &byte, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN;
  }

  Connections connections_;
  Connections::Entry* entry_ = nullptr;
  std::array<int, 2> ends_{};
};

TEST_F(ConnectionsTest, OfSlowSendersAreClosed) {
  EXPECT_TRUE(stays(Connections::Phase::receiving, 1h, 0s));
  EXPECT_FALSE(stays(Connections::Phase::receiving, 0s, 1h));
}

TEST_F(ConnectionsTest, OfSlowReadersAreClosed) {
  EXPECT_TRUE(stays(Connections::Phase::sending, 0s, 1h));
  EXPECT_FALSE(stays(Connections::Phase::sending, 1h, 0s));
}

TEST_F(ConnectionsTest, ThatWaitForUsStay) {
  EXPECT_TRUE(stays(Connections::Phase::answering, 0s, 0s));
}

TEST_F(ConnectionsTest, AreCounted) {
  EXPECT_EQ(connections_.size(), 1U);
  EXPECT_EQ(connections_.busy(), 0U);
  connections_.set(entry_, Connections::Phase::sending);
  EXPECT_EQ(connections_.busy(), 1U);
  connections_.remove(entry_);
  EXPECT_EQ(connections_.size(), 0U);
}

}  // namespace
}  // namespace nonmun::program
