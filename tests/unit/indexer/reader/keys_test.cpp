#include "indexer/reader/keys.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "tests/support/reader_testing.hpp"

namespace nonmun::reader {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\_*<>").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// The entry of a key in nonmun-jsonl(5), in scdoc's format.
std::string manual_entry(const JsonKey& key) {
  return fmt::format("\n*\"{}\"*, {}\n\t{}.++\nExample: {}++\nSeveral listings: {}.\n",
                     escaped(key.name), escaped(key.type), escaped(key.meaning),
                     escaped(key.example), escaped(key.merge));
}

TEST(JsonlKeys, TheExamplesTogetherAreOneGoodLine) {
  nlohmann::json line = nlohmann::json::object();
  for (const JsonKey& key : jsonl_keys()) {
    line[std::string(key.name)] = nlohmann::json::parse(key.example);
  }
  const Contribution with_arxiv_id = read_digest("a.jsonl", line.dump());
  EXPECT_THAT(with_arxiv_id.rejects, IsEmpty());
  EXPECT_THAT(with_arxiv_id.entries, SizeIs(1));
  line["id"] = "x:mine/1";
  const Contribution c = read_digest("a.jsonl", line.dump());
  EXPECT_THAT(c.rejects, IsEmpty());
  EXPECT_THAT(c.warnings, IsEmpty());
  ASSERT_THAT(c.entries, SizeIs(1));
  const paper::Paper& paper = c.entries[0].paper;
  EXPECT_EQ(paper.votes, 34);
  EXPECT_THAT(paper.sections, SizeIs(1));
  EXPECT_EQ(paper.url, "https://example.org/p/1");
  EXPECT_EQ(paper.withdrawn, "2025-06-01");
}

TEST(JsonlKeys, TheManualSaysWhatTheTableSays) {
  std::ifstream in(NONMUN_SOURCE_DIR "/indexer/nonmun-index/man/nonmun-jsonl.5.scd");
  std::stringstream content;
  content << in.rdbuf();
  const std::string page = content.str();
  ASSERT_NE(page, "");
  for (const JsonKey& key : jsonl_keys()) {
    EXPECT_NE(page.find(manual_entry(key)), std::string::npos) << "missing:" << manual_entry(key);
  }
  std::size_t entries = 0;
  for (std::size_t at = page.find("\n*\""); at != std::string::npos;
       at = page.find("\n*\"", at + 1)) {
    ++entries;
  }
  EXPECT_EQ(entries, jsonl_keys().size());
}

}  // namespace
}  // namespace nonmun::reader
