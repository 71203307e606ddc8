#include "indexer/cli/xml.hpp"

#include <gtest/gtest.h>

#include <string>

namespace nonmun::cli {
namespace {

TEST(Xml, EscapesMarkupAndDropsWhatItDoesNotHave) {
  EXPECT_EQ(xml_text("<a b=\"c\">&가"), "&lt;a b=&quot;c&quot;&gt;&amp;가");
  EXPECT_EQ(xml_text(std::string("a\0\x01\x1b\tb\n", 7)), "a\tb\n");
  EXPECT_EQ(xml_text("\xef\xbf\xbf|\xff"), "|\xef\xbf\xbd");
}

}  // namespace
}  // namespace nonmun::cli
