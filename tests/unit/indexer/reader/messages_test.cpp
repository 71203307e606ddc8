#include "indexer/reader/messages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/support/markdown_testing.hpp"

namespace nonmun::reader {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

// The collection by itself.

std::vector<std::string> lines_of(Messages messages) {
  std::vector<std::string> lines;
  for (const Message& m : std::move(messages).take()) {
    lines.push_back(std::to_string(m.line) + ": " + m.text);
  }
  return lines;
}

TEST(Messages, InOrderOfLinesWithWhatTheyAreAbout) {
  Messages messages;
  messages.add(9, "bad");
  messages.add(2, "worse", "2501.00001");
  messages.add(4, "bad", "2501.00002");
  EXPECT_EQ(messages.count(), 3U);
  EXPECT_THAT(lines_of(messages),
              ElementsAre("2: 2501.00001: worse", "4: 2501.00002: bad", "9: bad"));
}

TEST(Messages, OneThatIsSaidOfManyLinesBecomesOne) {
  Messages messages;
  for (std::size_t line = 1; line <= 10; ++line) messages.add(line, "bad");
  EXPECT_THAT(lines_of(messages), SizeIs(10));
  messages.add(11, "bad");
  EXPECT_THAT(lines_of(messages), ElementsAre("1: bad (11 times, the first here)"));
  EXPECT_EQ(messages.count(), 11U);
  EXPECT_EQ(std::move(messages).take().at(0).times, 11U);
}

TEST(Messages, MemoryIsBounded) {
  Messages messages;
  for (std::size_t line = 1; line <= 2 * kMaxRejects; ++line) {
    messages.add(line, "bad " + std::to_string(line));
  }
  EXPECT_EQ(messages.count(), 2 * kMaxRejects);
  EXPECT_THAT(lines_of(messages), SizeIs(kMaxRejects));
}

TEST(Messages, KeepTheirKind) {
  Messages messages;
  for (std::size_t line = 1; line <= 20; ++line) messages.add(line, "plain");
  for (std::size_t line = 1; line <= 20; ++line) {
    messages.add(line, "key", {}, WarningKind::unknown_key);
  }
  messages.add(30, "mark", "x", WarningKind::merge_conflict);
  const std::vector<Message> all = std::move(messages).take();
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_EQ(all[0].kind, WarningKind::other);
  EXPECT_EQ(all[1].kind, WarningKind::unknown_key);
  EXPECT_EQ(all[2].kind, WarningKind::merge_conflict);
}

// Messages about a digest.

TEST(ReaderMessages, OneCauseIsOneReject) {
  std::string text = "### [T](https://arxiv.org/abs/2501.00001)\n- x\n";
  for (int i = 0; i < 5000; ++i) text += "### a\n";
  const Contribution c = read(in_day(text));
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00001"));
  EXPECT_EQ(c.rejected, 5000U);
  EXPECT_EQ(c.unexplained, 0U);
  EXPECT_THAT(rejects_of(c), ElementsAre("5: no link to an arXiv paper in the heading (5000 times, "
                                         "the first here)"));
  text.clear();
  for (int i = 0; i < 5000; ++i) text += "### [a](https://example.org/" + std::to_string(i) + ")\n";
  const Contribution many = read(in_day(text));
  EXPECT_EQ(many.rejected, 5000U);
  EXPECT_THAT(many.rejects, SizeIs(kMaxRejects));
  EXPECT_EQ(many.unexplained, 5000U - kMaxRejects);
}

}  // namespace
}  // namespace nonmun::reader
