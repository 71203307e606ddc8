#include "indexer/reader/keys.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/reader_testing.hpp"

namespace nonmun::reader {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

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
  EXPECT_THAT(warnings_of(c), IsEmpty());
  ASSERT_THAT(c.entries, SizeIs(1));
  const paper::Paper& paper = c.entries[0].paper;
  EXPECT_EQ(paper.votes, 34);
  EXPECT_THAT(paper.sections, SizeIs(1));
  EXPECT_EQ(paper.url, "https://example.org/p/1");
  EXPECT_EQ(paper.withdrawn, "2025-06-01");
}

}  // namespace
}  // namespace nonmun::reader
