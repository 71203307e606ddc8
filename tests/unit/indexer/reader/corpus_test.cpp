#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/reader_testing.hpp"

// The reader against real digests, when they are there: every paper of every file is compared with
// what a second reader finds, which is deliberately dumb. It knows the exact shapes of this corpus,
// looks at one line at a time, and fails on any line that it does not know.

namespace nonmun::reader {
namespace {

namespace fs = std::filesystem;

fs::path corpus_folder() {
  const char* shared = std::getenv("NONMUN_SHARED_DIR");
  return fs::path(shared != nullptr ? shared : NONMUN_SHARED_DIR) / "corpus" / "daily_papers_ko";
}

struct DumbPaper {
  std::size_t line = 0;
  std::string date, title, id;
  std::optional<std::int64_t> votes;
  std::vector<std::string> authors;
  std::vector<std::string> bullets;  ///< "kind|label|text"
};

struct DumbCounts {
  std::size_t bullets = 0, labelled = 0, nested = 0, numbered = 0, wrapped = 0, media = 0, wide = 0;
};

/// "kind|label|text" of a bullet; `inherited` is "kind|label" for a bullet without label.
std::string dumb_bullet(const std::string& text, const std::string& inherited, DumbCounts& counts) {
  const std::size_t close = text.find("**:", 2);
  if (text.rfind("**", 0) != 0 || close == std::string::npos) return inherited + "|" + text;
  ++counts.labelled;
  const std::string label = text.substr(2, close - 2);
  const std::string rest = text.substr(close + 4);
  if (label == "What's New" || label == "What’s New") return "whats_new||" + rest;
  if (label == "Technical Details") return "technical||" + rest;
  if (label == "Performance Highlights") return "performance||" + rest;
  return "other|" + label + "|" + rest;
}

std::string without_blanks_at_end(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

std::vector<DumbPaper> dumb_read(const fs::path& file, DumbCounts& counts) {
  std::vector<DumbPaper> papers;
  std::ifstream in(file);
  std::string date, owner;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty()) continue;
    if (line.rfind("## Daily Papers (", 0) == 0) {
      date = line.substr(17, 10);
      continue;
    }
    if (line.rfind("### [", 0) == 0) {
      const std::size_t link = line.rfind("](http");
      DumbPaper paper;
      paper.line = number;
      paper.date = date;
      paper.title = line.substr(5, link - 5);
      paper.id = line.substr(line.rfind('/') + 1);
      paper.id.pop_back();
      papers.push_back(paper);
      continue;
    }
    if (papers.empty()) {
      ADD_FAILURE() << file << ':' << number << ": text before the first paper";
      continue;
    }
    DumbPaper& paper = papers.back();
    if (line.rfind("![](", 0) == 0 || line.rfind("[Watch Video]", 0) == 0 || line[0] == '<') {
      ++counts.media;
    } else if (line.rfind("Vote: ", 0) == 0) {
      if (line != "Vote: -") paper.votes = std::stoll(line.substr(6));
    } else if (line.rfind("Authors: ", 0) == 0) {
      std::set<std::string> seen;
      std::stringstream names(line.substr(9));
      for (std::string name; std::getline(names, name, ',');) {
        name = name.substr(std::min(name.find_first_not_of(' '), name.size()));
        name = without_blanks_at_end(name);
        if (!name.empty() && name != "+" && seen.insert(name).second) paper.authors.push_back(name);
      }
    } else if (line.rfind("- ", 0) == 0) {
      ++counts.bullets;
      // "-  text": the second blank belongs to the marker, by CommonMark and by sense.
      const std::size_t start = line.find_first_not_of(' ', 1);
      counts.wide += start > 2 ? 1 : 0;
      const std::string bullet = dumb_bullet(line.substr(start), "body|", counts);
      owner = bullet.substr(0, bullet.find('|', bullet.find('|') + 1));
      paper.bullets.push_back(bullet);
    } else if (line.rfind("  - ", 0) == 0) {
      ++counts.nested;
      paper.bullets.push_back(dumb_bullet(line.substr(4), owner, counts));
    } else if (line.size() > 3 && std::isdigit(line[0]) != 0 &&
               (line[1] == '.' || line[1] == ')') && line[2] == ' ') {
      ++counts.numbered;
      paper.bullets.push_back(dumb_bullet(line.substr(3), owner, counts));
    } else if (!paper.bullets.empty()) {
      ++counts.wrapped;
      paper.bullets.back() = without_blanks_at_end(paper.bullets.back()) + " " + line;
    } else {
      ADD_FAILURE() << file << ':' << number << ": a line of unknown shape";
    }
  }
  for (DumbPaper& paper : papers) {
    for (std::string& bullet : paper.bullets) bullet = without_blanks_at_end(bullet);
  }
  return papers;
}

TEST(ReaderCorpus, EveryPaperAsASecondReaderFindsIt) {
  const fs::path folder = corpus_folder();
  if (!fs::is_directory(folder)) {
    GTEST_SKIP() << "no digests at " << folder << "; set NONMUN_SHARED_DIR to test with them";
  }
  std::size_t digests = 0, papers = 0, sections = 0, with_votes = 0;
  std::vector<std::string> skipped;
  DumbCounts counts;
  for (const SourceFile& source : list_sources({folder.string()})) {
    const Contribution c = read_digest(source.path, read_source(source));
    EXPECT_THAT(rejects_of(c), testing::IsEmpty()) << source.path;
    EXPECT_THAT(warnings_of(c), testing::IsEmpty());
    EXPECT_THAT(c.votes, testing::IsEmpty());
    if (!c.is_digest) {
      skipped.push_back(fs::path(source.path).filename());
      continue;
    }
    ++digests;
    const std::vector<DumbPaper> expected = dumb_read(source.path, counts);
    ASSERT_EQ(c.entries.size(), expected.size()) << source.path;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      SCOPED_TRACE(source.path + ":" + std::to_string(expected[i].line));
      const paper::Paper& paper = c.entries[i].paper;
      EXPECT_EQ(c.entries[i].line, expected[i].line);
      EXPECT_EQ(paper.id, expected[i].id);
      EXPECT_EQ(paper.title, expected[i].title);
      EXPECT_THAT(paper.listed, testing::ElementsAre(expected[i].date));
      EXPECT_EQ(paper.votes, expected[i].votes);
      EXPECT_EQ(paper.authors, expected[i].authors);
      std::vector<std::string> bullets;
      for (const paper::Section& section : paper.sections) {
        bullets.push_back(std::string(paper::to_string(section.kind)) + "|" + section.label + "|" +
                          section.text);
      }
      ASSERT_EQ(bullets.size(), expected[i].bullets.size());
      for (std::size_t n = 0; n < bullets.size(); ++n) {
        ASSERT_EQ(bullets[n], expected[i].bullets[n]);
      }
      ++papers;
      sections += bullets.size();
      with_votes += paper.votes ? 1 : 0;
    }
  }
  EXPECT_THAT(skipped, testing::ElementsAre("LICENSE.md"));
  EXPECT_EQ(digests, 180U);
  EXPECT_EQ(papers, 2229U);
  EXPECT_EQ(sections, counts.bullets + counts.nested + counts.numbered);
  std::cout << digests << " digests, " << papers << " papers (" << with_votes << " with votes), "
            << sections << " sections compared: " << counts.bullets << " bullets ("
            << counts.labelled << " sections labelled), " << counts.nested << " nested, "
            << counts.numbered << " numbered, " << counts.wrapped << " wrapped lines joined, "
            << counts.wide << " with a wide marker, " << counts.media << " media lines left out\n";
}

}  // namespace
}  // namespace nonmun::reader
