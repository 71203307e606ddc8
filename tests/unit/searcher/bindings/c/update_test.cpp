// nonmun.h: indexing files and papers of the caller.

#include <gmock/gmock.h>

#include <set>
#include <vector>

#include "tests/unit/searcher/bindings/c/c_testing.hpp"

namespace nonmun::bindings::c {
namespace {

using testing::Contains;
using testing::HasSubstr;

constexpr const char* kBoats =
    R"({"schema": 1, "id": "x:boats-1", "title": "Tiny Boats", "listed": "2025-05-09",
        "abstract": "강화학습으로 작은 배를 조종하는 방법."})";

/// Remembers what a listener is told.
struct Heard {
  std::set<std::string> phases;
  std::vector<std::string> warnings;
  nonmun_cancel* cancel_at_once = nullptr;

  static void listen(void* context, const char* event) {
    auto& heard = *static_cast<Heard*>(context);
    const Json json = Json::parse(event);
    if (json.contains("progress")) {
      heard.phases.insert(json["progress"]["phase"].get<std::string>());
    } else {
      heard.warnings.push_back(json["warning"].get<std::string>());
    }
    nonmun_cancel_request(heard.cancel_at_once);
  }
};

class CUpdateTest : public testing::Test {
 protected:
  nonmun_status update(const Json& options, Heard* heard = nullptr,
                       const nonmun_cancel* cancel = nullptr) {
    return nonmun_update(index_.c_str(), options.dump().c_str(),
                         heard == nullptr ? nullptr : Heard::listen, heard, cancel, json_, error_);
  }

  std::uint64_t papers() {
    nonmun_index* index = nullptr;
    Text json, error;
    if (nonmun_open(index_.c_str(), &index, error) != NONMUN_OK) return 0;
    EXPECT_EQ(nonmun_info(index, json, error), NONMUN_OK);
    nonmun_close(index);
    return json.json()["papers"].get<std::uint64_t>();
  }

  const testing_support::Folder folder_;
  const std::string index_ = folder_ / "index";
  Text json_, error_;
};

TEST_F(CUpdateTest, ReportsAndTellsAListener) {
  const std::string good =
      folder_.write("papers.jsonl", std::string(Json::parse(kBoats).dump()) + "\n{\"id\": 1}\n");
  Heard heard;
  ASSERT_EQ(update({{"sources", {good}}}, &heard), NONMUN_OK) << error_.json();
  const Json report = json_.json();
  EXPECT_EQ(report["documents"], 1);
  EXPECT_EQ(report["counts"]["added"], 1);
  EXPECT_EQ(report["counts"]["rejected"], 1);
  EXPECT_EQ(report["rejects"][0]["line"], 2);
  EXPECT_EQ(report["published"], true);
  EXPECT_EQ(report["previous_generation"], nullptr);
  EXPECT_TRUE(report["phases"].is_array());
  EXPECT_THAT(heard.phases, Contains("read"));
  EXPECT_THAT(heard.phases, Contains("publish"));
  EXPECT_THAT(heard.warnings, Contains(HasSubstr("papers.jsonl:2")));

  ASSERT_EQ(update({{"sources", {good}}}), NONMUN_OK);
  EXPECT_EQ(json_.json()["published"], false);
}

TEST_F(CUpdateTest, ErrorsSayTheCause) {
  const std::string bad =
      folder_.write("papers.jsonl", std::string(Json::parse(kBoats).dump()) + "\n{\"id\": 1}\n");
  EXPECT_EQ(update({{"sources", {bad}}, {"strict", true}}), NONMUN_BAD_INPUT);
  EXPECT_EQ(error_.json()["cause"], "rejects");
  EXPECT_TRUE(json_.is_null());
  EXPECT_EQ(update({{"sources", {folder_ / "nowhere"}}}), NONMUN_IO);
  EXPECT_EQ(update({{"sources", Json::array()}}), NONMUN_USAGE);
  EXPECT_EQ(papers(), 0U);
}

TEST_F(CUpdateTest, ARequestEndsAnUpdate) {
  nonmun_cancel* cancel = nonmun_cancel_new();
  Heard heard;
  heard.cancel_at_once = cancel;
  EXPECT_EQ(update({{"sources", {kDigests}}}, &heard, cancel), NONMUN_INTERRUPTED);
  EXPECT_EQ(error_.json()["cause"], "interrupted");
  EXPECT_EQ(papers(), 0U);
  nonmun_cancel_free(cancel);
}

class CWriterTest : public CUpdateTest {
 protected:
  CWriterTest() {
    EXPECT_EQ(nonmun_writer_open(index_.c_str(), "mine", R"({"max_drop_percent": 100})", nullptr,
                                 nullptr, &writer_, error_),
              NONMUN_OK);
  }
  ~CWriterTest() override { nonmun_writer_close(writer_); }

  nonmun_status commit(const nonmun_cancel* cancel = nullptr) {
    return nonmun_writer_commit(writer_, cancel, json_, error_);
  }

  nonmun_writer* writer_ = nullptr;
};

TEST_F(CWriterTest, AddsRemovesAndCommits) {
  ASSERT_EQ(nonmun_writer_add(writer_, kBoats, error_), NONMUN_OK) << error_.json();
  EXPECT_EQ(papers(), 0U);
  ASSERT_EQ(commit(), NONMUN_OK) << error_.json();
  EXPECT_EQ(json_.json()["documents"], 1);
  EXPECT_EQ(papers(), 1U);
  EXPECT_EQ(nonmun_writer_remove(writer_, "x:nothing", error_), NONMUN_NOT_FOUND);
  EXPECT_EQ(nonmun_writer_remove(writer_, "x:boats-1", error_), NONMUN_OK);
  EXPECT_EQ(nonmun_writer_rollback(writer_, error_), NONMUN_OK);
  ASSERT_EQ(commit(), NONMUN_OK);
  EXPECT_EQ(papers(), 1U);
  EXPECT_EQ(nonmun_writer_remove(writer_, "x:boats-1", error_), NONMUN_OK);
  ASSERT_EQ(commit(), NONMUN_OK) << error_.json();
  EXPECT_EQ(json_.json()["counts"]["removed"], 1);
}

TEST_F(CWriterTest, ACommitThatWasEndedCanBeMadeAgain) {
  ASSERT_EQ(nonmun_writer_add(writer_, kBoats, error_), NONMUN_OK);
  nonmun_cancel* cancel = nonmun_cancel_new();
  nonmun_cancel_request(cancel);
  EXPECT_EQ(commit(cancel), NONMUN_INTERRUPTED);
  nonmun_cancel_free(cancel);
  EXPECT_EQ(papers(), 0U);
  EXPECT_EQ(commit(), NONMUN_OK);
  EXPECT_EQ(papers(), 1U);
}

TEST_F(CWriterTest, RefusesWhatIsNotValid) {
  EXPECT_EQ(nonmun_writer_add(writer_, R"({"schema": 1, "id": "x:1"})", error_), NONMUN_BAD_INPUT);
  EXPECT_EQ(error_.json()["cause"], "bad_input");
  EXPECT_EQ(nonmun_writer_add(writer_, "\xff", error_), NONMUN_USAGE);
  EXPECT_EQ(nonmun_writer_add(writer_, nullptr, error_), NONMUN_USAGE);
  EXPECT_EQ(nonmun_writer_add(nullptr, kBoats, error_), NONMUN_USAGE);
  ASSERT_EQ(nonmun_writer_add(writer_, kBoats, error_), NONMUN_OK);
  EXPECT_EQ(nonmun_writer_commit(writer_, nullptr, nullptr, error_), NONMUN_USAGE);
  EXPECT_EQ(papers(), 0U);  // a commit that cannot report does not happen

  nonmun_writer* writer = nullptr;
  for (const char* source : {"", "stdin", "-x", "/x"}) {
    EXPECT_EQ(
        nonmun_writer_open(index_.c_str(), source, nullptr, nullptr, nullptr, &writer, error_),
        NONMUN_USAGE);
    EXPECT_EQ(writer, nullptr);
  }
  EXPECT_EQ(nonmun_writer_open(index_.c_str(), nullptr, nullptr, nullptr, nullptr, &writer, error_),
            NONMUN_USAGE);
  EXPECT_EQ(nonmun_writer_open(index_.c_str(), "a", nullptr, nullptr, nullptr, nullptr, error_),
            NONMUN_USAGE);
}

}  // namespace
}  // namespace nonmun::bindings::c
