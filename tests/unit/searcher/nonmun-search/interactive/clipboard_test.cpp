#include "searcher/nonmun-search/interactive/clipboard.hpp"

#include <gtest/gtest.h>

namespace nonmun::program::interactive {
namespace {

/// The examples of RFC 4648, and bytes with the highest bit.
TEST(Clipboard, IsBase64) {
  const auto sequence = [](const std::string& text) { return "\x1b]52;c;" + text + "\a"; };
  EXPECT_EQ(clipboard_sequence(""), sequence(""));
  EXPECT_EQ(clipboard_sequence("f"), sequence("Zg=="));
  EXPECT_EQ(clipboard_sequence("fo"), sequence("Zm8="));
  EXPECT_EQ(clipboard_sequence("foo"), sequence("Zm9v"));
  EXPECT_EQ(clipboard_sequence("foobar"), sequence("Zm9vYmFy"));
  EXPECT_EQ(clipboard_sequence("논문"), sequence("64W866y4"));
  EXPECT_EQ(clipboard_sequence("\xff\xfb"), sequence("//s="));
}

}  // namespace
}  // namespace nonmun::program::interactive
