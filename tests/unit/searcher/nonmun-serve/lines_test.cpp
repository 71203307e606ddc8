#include "searcher/nonmun-serve/lines.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <vector>

namespace nonmun::program {
namespace {

/// The lines of a text that comes through a pipe; "…" for one that is too long.
std::vector<std::string> lines_of(const std::string& text, std::size_t max_bytes) {
  std::array<int, 2> ends{};
  EXPECT_EQ(::pipe(ends.data()), 0);
  EXPECT_EQ(::write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
  ::close(ends[1]);
  std::vector<std::string> lines;
  LineReader reader(ends[0], max_bytes);
  while (const auto line = reader.next()) lines.push_back(line->too_long ? "…" : line->text);
  ::close(ends[0]);
  return lines;
}

using Lines = std::vector<std::string>;

TEST(LineReader, SplitsLines) {
  EXPECT_EQ(lines_of("a\n\nb\n", 10), (Lines{"a", "", "b"}));
  EXPECT_EQ(lines_of("a\nb", 10), (Lines{"a", "b"}));
  EXPECT_EQ(lines_of("", 10), Lines{});
}

TEST(LineReader, SkipsLinesThatAreTooLong) {
  EXPECT_EQ(lines_of("abc\nabcd\nabc\n", 3), (Lines{"abc", "…", "abc"}));
  EXPECT_EQ(lines_of(std::string(20'000, 'x') + "\nabc\n" + std::string(20'000, 'x'), 100),
            (Lines{"…", "abc", "…"}));
}

}  // namespace
}  // namespace nonmun::program
