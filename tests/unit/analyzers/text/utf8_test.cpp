#include "analyzers/text/utf8.hpp"

#include <gmock/gmock.h>
#include <unicode/utf8.h>

namespace nonmun::text {
namespace {

// Bytes on both sides of every limit that decoding looks at.
constexpr std::array<unsigned char, 20> kTelling = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F,
                                                    0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xED,
                                                    0xEF, 0xF0, 0xF4, 0xF5, 0xFE, 0xFF};

void expect_as_icu(const std::string& text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::int32_t length = 0;
  UChar32 value = 0;
  U8_NEXT(bytes, length, static_cast<std::int32_t>(text.size()), value);
  const CodePoint c = code_point_at(text, 0);
  ASSERT_EQ(c.malformed(), value < 0) << testing::PrintToString(text);
  if (value < 0) return;
  ASSERT_EQ(c.value, static_cast<char32_t>(value)) << testing::PrintToString(text);
  ASSERT_EQ(c.length, static_cast<std::uint32_t>(length)) << testing::PrintToString(text);
}

TEST(Utf8, DecodesAsIcuDoes) {
  for (unsigned lead = 0; lead < 0x100; ++lead) {
    std::string text(1, static_cast<char>(lead));
    ASSERT_NO_FATAL_FAILURE(expect_as_icu(text));
    for (const unsigned char second : kTelling) {
      text.resize(1);
      text.push_back(static_cast<char>(second));
      ASSERT_NO_FATAL_FAILURE(expect_as_icu(text));
      for (const unsigned char third : kTelling) {
        text.resize(2);
        text.push_back(static_cast<char>(third));
        ASSERT_NO_FATAL_FAILURE(expect_as_icu(text));
        for (const unsigned char fourth : kTelling) {
          text.resize(3);
          text.push_back(static_cast<char>(fourth));
          ASSERT_NO_FATAL_FAILURE(expect_as_icu(text));
        }
      }
    }
  }
}

TEST(Utf8, EveryCharacterComesBack) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c == 0xD800) c = 0xE000;  // surrogates are no characters
    std::string text;
    append_utf8(c, text);
    ASSERT_EQ(text.size(), utf8_length(c)) << std::hex << static_cast<unsigned>(c);
    ASSERT_EQ(decode_utf8(text), std::u32string(1, c)) << std::hex << static_cast<unsigned>(c);
  }
}

TEST(Utf8, Strings) {
  EXPECT_EQ(decode_utf8("aé가😀"), std::u32string(U"aé가😀"));
  EXPECT_EQ(encode_utf8(U"aé가😀"), "aé가😀");
  EXPECT_EQ(decode_utf8(""), std::u32string());
  EXPECT_EQ(encode_utf8(U""), "");
}

TEST(Utf8, MalformedAnywhere) {
  for (const std::string bad : {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                "\x80", "\xF0\x9F\x98", "\xFE", "\xE0\xA4"}) {
    EXPECT_EQ(decode_utf8(bad), std::nullopt) << testing::PrintToString(bad);
    EXPECT_EQ(decode_utf8("가" + bad), std::nullopt) << testing::PrintToString(bad);
    EXPECT_EQ(decode_utf8(bad + "a"), std::nullopt) << testing::PrintToString(bad);
  }
}

TEST(Utf8, AWrittenReplacementCharacterIsWellFormed) {
  EXPECT_FALSE(code_point_at("\uFFFD", 0).malformed());
  EXPECT_EQ(decode_utf8("\uFFFD"), std::u32string(U"\uFFFD"));
}

TEST(Utf8, CountsCodePoints) {
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("모델a"), 3U);
  EXPECT_EQ(count_code_points("\xf0\x9f\x98\x80"), 1U);
}

TEST(Utf8, BoundariesAreNotPastTheByte) {
  const std::string text = "a가😀";
  const std::array<std::size_t, 11> expected = {0, 1, 1, 1, 4, 4, 4, 4, 8, 8, 8};
  for (std::size_t at = 0; at < expected.size(); ++at) {
    EXPECT_EQ(floor_boundary(text, at), expected[at]) << at;
  }
  EXPECT_EQ(floor_boundary("", 0), 0U);
  EXPECT_EQ(floor_boundary("\x80\x80\x80", 2), 0U);
}

}  // namespace
}  // namespace nonmun::text
