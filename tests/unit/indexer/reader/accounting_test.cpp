#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "indexer/reader/formats.hpp"
#include "indexer/reader/text.hpp"
#include "tests/support/reader_testing.hpp"

// Every line of a digest that is not blank has a place: it is a heading, a field, media, markup or
// text of a paper, or a warning or reject covers it. Text has arrived when its words are in the
// paper that it belongs to; that is looked up here, not believed.

namespace nonmun::reader {
namespace {

namespace fs = std::filesystem;

struct Accounts {
  Contribution contribution;
  std::vector<LinePlace> places;
  std::vector<std::string> lines;
};

Accounts account(const std::string& content) {
  Accounts accounts;
  accounts.contribution.file = "/d/day.md";
  Reading reading(accounts.contribution, nullptr);
  read_markdown(content, reading, &accounts.places);
  reading.finish();
  LineCursor cursor(content);
  for (std::string_view line; cursor.next(line);) accounts.lines.emplace_back(line);
  accounts.places.resize(accounts.lines.size(), LinePlace::none);
  return accounts;
}

bool is_blank_line(const std::string& line) {
  return trim_unicode(line).empty();
}

/// The paper whose entry a line is in.
const Entry* entry_of(const Contribution& c, std::size_t line) {
  const Entry* found = nullptr;
  for (const Entry& entry : c.entries) {
    if (entry.line < line) found = &entry;
  }
  return found;
}

/// "wordN" marks in a line: each is unique in the content.
std::vector<std::string> marks_in(const std::string& line) {
  std::vector<std::string> marks;
  for (std::size_t at = line.find("word"); at != std::string::npos; at = line.find("word", at)) {
    const std::size_t end = line.find_first_not_of("0123456789", at + 4);
    marks.push_back(line.substr(at, end - at));
    at = end == std::string::npos ? line.size() : end;
  }
  return marks;
}

/// Says which lines have no place, and which text did not arrive.
std::vector<std::string> lost_lines(const std::string& content) {
  const Accounts accounts = account(content);
  std::vector<std::string> lost;
  for (std::size_t n = 1; n <= accounts.lines.size(); ++n) {
    const std::string& line = accounts.lines[n - 1];
    if (is_blank_line(line)) continue;
    const LinePlace place = accounts.places[n - 1];
    if (place == LinePlace::none) lost.push_back(std::to_string(n) + " has no place: " + line);
    if (place != LinePlace::text) continue;
    const Entry* entry = entry_of(accounts.contribution, n);
    std::string all;
    if (entry != nullptr) {
      for (const paper::Section& s : entry->paper.sections) all += s.label + " " + s.text + " ";
    }
    for (const std::string& mark : marks_in(line)) {
      const std::size_t at = all.find(mark);
      const bool whole = at != std::string::npos &&
                         (at + mark.size() == all.size() || !std::isdigit(all[at + mark.size()]));
      if (!whole) lost.push_back(std::to_string(n) + " did not arrive: " + line);
    }
  }
  const bool warned = !accounts.contribution.warnings.empty();
  const bool rejected = accounts.contribution.rejected > 0;
  for (std::size_t n = 1; n <= accounts.lines.size(); ++n) {
    if (accounts.places[n - 1] == LinePlace::warned && !warned) lost.push_back("no warning");
    if (accounts.places[n - 1] == LinePlace::rejected && !rejected) lost.push_back("no reject");
  }
  return lost;
}

TEST(ReaderAccounting, EveryLineOfGeneratedDigestsHasAPlace) {
  const std::vector<std::string> shapes = {"## Daily Papers (2025-01-03)",
                                           "### [Title %](https://arxiv.org/abs/2501.10001)",
                                           "### [Title %](https://arxiv.org/abs/2501.10002)",
                                           "#### [Title %](https://arxiv.org/abs/2501.10003)",
                                           "### No link word%",
                                           "## 초록",
                                           "### 요약",
                                           "# Notes word%",
                                           "#### small word%",
                                           "- bullet word%",
                                           "  - nested word%",
                                           "1. number word%",
                                           "- **What's New**: word%",
                                           "paragraph word%",
                                           "> quote word%",
                                           "    indented word%",
                                           "```",
                                           "```python",
                                           "~~~",
                                           "# comment word%",
                                           "<div>",
                                           "</div>",
                                           "<details><summary>word%</summary>",
                                           "</details>",
                                           "<p>html word%",
                                           "word% <b>bold word%</b>",
                                           "<!-- note word%",
                                           "-->",
                                           "<!-- whole word% -->",
                                           "word% <!-- in -->",
                                           "Vote: %",
                                           "**Votes:** %k",
                                           "- 추천: %",
                                           "Vote: many",
                                           "Authors: A B, C D",
                                           "저자: 김철수; 이영희",
                                           "Authors:",
                                           "- Ada King",
                                           "![](https://example.org/%.png)",
                                           "[Watch Video](https://example.org/%)",
                                           "---",
                                           "===",
                                           "<<<<<<< HEAD",
                                           "=======",
                                           ">>>>>>> topic",
                                           "||||||| base",
                                           "",
                                           "",
                                           "",
                                           "-",
                                           "- ",
                                           "\xC2\xA0",
                                           "\xEF\xBB\xBFword%",
                                           "carriage word%\rreturn word%",
                                           "\r",
                                           "<script>",
                                           "</script>",
                                           "<img src='a",
                                           "<style>p{}</style>",
                                           "&nbsp;",
                                           "- &amp; word%",
                                           "| a | word% |",
                                           "[1]: word%",
                                           "$word%$",
                                           "*",
                                           "+ word%",
                                           "***",
                                           "12) word%",
                                           "<think> word%",
                                           "- [ ] word%",
                                           "##\xC2\xA0heading word%",
                                           "\tword%"};
  std::mt19937 random(20250102);
  for (int round = 0; round < 3000; ++round) {
    std::string content;
    if (random() % 8 != 0) content = "## Daily Papers (2025-01-02)\n";
    if (random() % 8 != 0) content += "### [First](https://arxiv.org/abs/2501.00001)\n";
    int mark = 0;
    for (auto n = random() % 40; n > 0; --n) {
      for (const char c : shapes[random() % shapes.size()]) {
        content += c == '%' ? std::to_string(++mark) : std::string(1, c);
      }
      content += random() % 12 == 0 ? "\r\n" : "\n";
    }
    if (account(content).contribution.is_digest) {
      ASSERT_THAT(lost_lines(content), testing::IsEmpty()) << content;
    }
  }
}

TEST(ReaderAccounting, EveryLineOfTheCorpusHasAPlace) {
  const char* shared = std::getenv("NONMUN_SHARED_DIR");
  const fs::path folder =
      fs::path(shared != nullptr ? shared : NONMUN_SHARED_DIR) / "corpus" / "daily_papers_ko";
  if (!fs::is_directory(folder)) GTEST_SKIP() << "no digests at " << folder;
  std::size_t lines = 0;
  for (const SourceFile& source : list_sources({folder.string()})) {
    const Accounts accounts = account(read_source(source));
    if (!accounts.contribution.is_digest) continue;
    for (std::size_t n = 0; n < accounts.lines.size(); ++n) {
      if (is_blank_line(accounts.lines[n])) continue;
      ++lines;
      const LinePlace place = accounts.places[n];
      EXPECT_TRUE(place == LinePlace::heading || place == LinePlace::field ||
                  place == LinePlace::media || place == LinePlace::markup ||
                  place == LinePlace::text)
          << source.path << ':' << n + 1 << ": " << accounts.lines[n];
    }
  }
  EXPECT_GT(lines, 10'000U);
}

}  // namespace
}  // namespace nonmun::reader
