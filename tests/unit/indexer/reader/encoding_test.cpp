#include "indexer/reader/encoding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "analyzers/text/utf8.hpp"
#include "tests/support/markdown_testing.hpp"

namespace nonmun::reader {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// The bytes by themselves.

TEST(Utf16, ToUtf8) {
  const auto bytes = [](std::string_view text) { return std::string(text); };
  EXPECT_TRUE(has_utf16_mark("\xFF\xFE"));
  EXPECT_TRUE(has_utf16_mark("\xFE\xFF"));
  EXPECT_FALSE(has_utf16_mark("\xEF\xBB\xBF"));
  EXPECT_FALSE(has_utf16_mark(""));
  EXPECT_EQ(utf16_to_utf8(bytes({"\xFF\xFE"
                                 "a\0"
                                 "\xFB\xB3",
                                 6})),
            "a돻");
  EXPECT_EQ(utf16_to_utf8(bytes({"\xFE\xFF"
                                 "\0a"
                                 "\xB3\xFB",
                                 6})),
            "a돻");
  // An odd byte at the end, and halves of pairs.
  EXPECT_EQ(utf16_to_utf8(bytes({"\xFF\xFE"
                                 "a\0"
                                 "b",
                                 5})),
            "a");
  EXPECT_EQ(utf16_to_utf8(bytes({"\xFF\xFE"
                                 "\x00\xD8"
                                 "a\0",
                                 6})),
            "\uFFFDa");
  EXPECT_EQ(utf16_to_utf8(bytes({"\xFF\xFE"
                                 "\x00\xDC",
                                 4})),
            "\uFFFD");
  EXPECT_EQ(utf16_to_utf8("\xFF\xFE"), "");
}

TEST(LooksLike, Cp949) {
  EXPECT_TRUE(looks_like_cp949("\xB5\xC4\xB0\xFA \xB3\xEB"));  // "돛과 노"
  EXPECT_FALSE(looks_like_cp949("돛과 노"));
  EXPECT_FALSE(looks_like_cp949("plain"));
  EXPECT_FALSE(looks_like_cp949("na\xEFve"));      // Latin-1
  EXPECT_FALSE(looks_like_cp949("\xB5\xC4\xB0"));  // half a letter
  EXPECT_FALSE(looks_like_cp949(""));
}

TEST(LooksLike, Utf16WithoutMark) {
  EXPECT_TRUE(looks_like_utf16({"a\0b\0", 4}));
  EXPECT_FALSE(looks_like_utf16("abcd"));
  EXPECT_FALSE(looks_like_utf16({"a\0b\0c", 5}));
  EXPECT_FALSE(looks_like_utf16(""));
}

// Encodings of a digest.

TEST(ReaderEncoding, ByteOrderMarkAndCrlf) {
  const std::string unix_text = in_day(
      "### [T](https://arxiv.org/abs/2501.00001)\n\nVote: 3\n\nAuthors: A, B\n\n- one\n  more\n- "
      "two\n");
  std::string windows = "\xEF\xBB\xBF";
  for (const char c : unix_text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const Contribution a = read(unix_text);
  const Contribution b = read(windows);
  ASSERT_THAT(b.entries, SizeIs(1));
  EXPECT_EQ(a.entries.at(0).paper, b.entries.at(0).paper);
  EXPECT_EQ(a.entries.at(0).line, b.entries.at(0).line);
  EXPECT_THAT(b.rejects, IsEmpty());
}

TEST(ReaderEncoding, CarriageReturnsEndLines) {
  const std::string unix_text = in_day(
      "### [T](https://arxiv.org/abs/2501.00001)\n\nVote: 3\n\nAuthors: A, B\n\n- one\n  more\n- "
      "two\n");
  std::string mac = unix_text;
  std::replace(mac.begin(), mac.end(), '\n', '\r');
  EXPECT_EQ(read(mac).entries.at(0).paper, read(unix_text).entries.at(0).paper);
  // A few among newlines: each still ends a line, and no index leaves its lines.
  for (std::size_t at = unix_text.find("- one"); at < unix_text.size(); ++at) {
    for (const std::string returns : {"\r", "\r\r", "\r\n\r", "\r- three\r"}) {
      const Contribution c = read(std::string(unix_text).insert(at, returns));
      EXPECT_THAT(c.entries, SizeIs(1));
    }
  }
  EXPECT_THAT(texts_of(read_body("\n- one\r- two\r\n- three\r")),
              ElementsAre("one", "two", "three"));
}

TEST(ReaderEncoding, Utf16WithMark) {
  const std::string text =
      in_day("### [T](https://arxiv.org/abs/2501.00001)\n- 돛 \xF0\x9F\x9A\xA2\n");
  for (const bool little : {true, false}) {
    std::string bytes;
    const auto put = [&](unsigned unit) {
      const auto low = static_cast<char>(unit & 0xFF);
      const auto high = static_cast<char>(unit >> 8);
      bytes += little ? low : high;
      bytes += little ? high : low;
    };
    put(0xFEFF);
    for (std::size_t at = 0; at < text.size();) {
      const text::CodePoint c = text::code_point_at(text, at);
      at += c.length;
      if (c.value < 0x10000) {
        put(static_cast<unsigned>(c.value));
      } else {
        put(0xD800 + static_cast<unsigned>((c.value - 0x10000) >> 10));
        put(0xDC00 + static_cast<unsigned>((c.value - 0x10000) & 0x3FF));
      }
    }
    EXPECT_THAT(texts_of(read(bytes).entries.at(0).paper), ElementsAre("돛 \xF0\x9F\x9A\xA2"));
    EXPECT_THAT(rejects_of(read(bytes.substr(2))), ElementsAre(HasSubstr("binary data")));
  }
}

TEST(ReaderEncoding, Cp949IsNamedOnce) {
  // "돛과 노" in CP949.
  const std::string korean = "\xB5\xC4\xB0\xFA \xB3\xEB";
  const Contribution c =
      read(in_day("### [T](https://arxiv.org/abs/2501.00001)\n- " + korean + "\n" +
                  "### [U](https://arxiv.org/abs/2501.00002)\n- " + korean + "\n"));
  EXPECT_THAT(rejects_of(c),
              ElementsAre("4: not UTF-8; it looks like CP949: convert it with iconv -f "
                          "CP949 -t UTF-8"));
}

TEST(ReaderEncoding, FilesPutTogetherWithTheirMarks) {
  const std::string mark = "\xEF\xBB\xBF";
  const Contribution c =
      read(mark + in_day("### [A](https://arxiv.org/abs/2501.00001)\n- a\n") + mark +
           "## Daily Papers (2025-01-03)\n### [B](https://arxiv.org/abs/2501.00002)\n- b\n");
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00001", "2501.00002"));
  EXPECT_THAT(c.entries.at(1).paper.listed, ElementsAre("2025-01-03"));
  EXPECT_THAT(texts_of(c.entries.at(0).paper), ElementsAre("a"));
}

}  // namespace
}  // namespace nonmun::reader
