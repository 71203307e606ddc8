// nonmun.h: searching, errors, lifetimes.

#include <gmock/gmock.h>

#include <future>
#include <limits>
#include <nonmun/search.hpp>
#include <nonmun/version.hpp>
#include <set>
#include <vector>

#include "searcher/bindings/c/calls.hpp"
#include "tests/unit/searcher/bindings/c/c_testing.hpp"

namespace nonmun::bindings::c {
namespace {

using testing::HasSubstr;

class CIndexTest : public SampleIndex {};

TEST_F(CIndexTest, AnswersAreThoseOfTheLibrary) {
  const Index index(*folder_ / "index");
  SearchOptions options;
  options.as_of = "2025-06-01";
  options.limit = 3;
  options.facets = "month";
  Json expected = Json::parse(to_json(index.search("강화학습은", options)));
  Json given = search("강화학습은", R"({"as-of": "2025-06-01", "limit": 3, "facets": "month"})");
  expected.erase("took_ms");
  given.erase("took_ms");
  EXPECT_EQ(given, expected);
  EXPECT_EQ(given["hits"].size(), 3U);

  Text json, error;
  ASSERT_EQ(nonmun_paper(index_, "1707.06347v2", "강화학습", json, error), NONMUN_OK);
  EXPECT_EQ(json.json(), Json::parse(to_json(*index.paper("1707.06347", "강화학습"))));
  ASSERT_EQ(nonmun_suggest(index_, "강화하", 5, json, error), NONMUN_OK);
  EXPECT_EQ(json.json(), Json::parse(to_json("강화하", index.suggest("강화하", 5))));
  ASSERT_EQ(nonmun_info(index_, json, error), NONMUN_OK);
  EXPECT_EQ(json.json(), Json::parse(to_json(index.info())));
  ASSERT_EQ(nonmun_aliases(index_, "강화 학습", json, error), NONMUN_OK);
  EXPECT_EQ(json.json(), Json::parse(to_json("강화 학습", index.aliases("강화 학습"))));
  ASSERT_EQ(nonmun_similar(index_, "1707.06347", R"({"limit": 2})", nullptr, json, error),
            NONMUN_OK);
  EXPECT_EQ(json.json()["hits"].size(), 2U);
  ASSERT_EQ(nonmun_analyze("모델의 GPT-4o", json, error), NONMUN_OK);
  EXPECT_EQ(json.json(), Json::parse(to_json(analyze_text("모델의 GPT-4o"))));
}

TEST_F(CIndexTest, SeveralIndexesAreSearchedAsOne) {
  const std::string index = *folder_ / "index";
  const std::string nowhere = *folder_ / "nowhere";
  const std::vector<const char*> folders = {index.c_str(), nowhere.c_str()};
  nonmun_index* all = nullptr;
  Text json, error;
  ASSERT_EQ(nonmun_open_all(folders.data(), folders.size(), 0, &all, error), NONMUN_OK);
  ASSERT_EQ(nonmun_search(all, "모델", nullptr, nullptr, json, error), NONMUN_OK);
  const Json answer = json.json();
  EXPECT_EQ(answer["hits"].size(), search("모델", nullptr)["hits"].size());
  ASSERT_EQ(answer["failed_shards"].size(), 1U);
  EXPECT_EQ(answer["failed_shards"][0]["index"], nowhere);
  EXPECT_THAT(std::string(answer["failed_shards"][0]["error"]), HasSubstr("no index"));
  nonmun_close(all);

  const auto refused = [&](const char* const* names, std::size_t count, double timeout) {
    const nonmun_status status = nonmun_open_all(names, count, timeout, &all, error);
    EXPECT_EQ(all, nullptr);
    return status;
  };
  EXPECT_EQ(refused(folders.data() + 1, 1, 0), NONMUN_NO_INDEX);
  EXPECT_EQ(refused(folders.data(), 0, 0), NONMUN_USAGE);
  EXPECT_EQ(refused(nullptr, 1, 0), NONMUN_USAGE);
  EXPECT_EQ(refused(folders.data(), 1, -1), NONMUN_USAGE);
  EXPECT_EQ(refused(folders.data(), 1, std::numeric_limits<double>::quiet_NaN()), NONMUN_USAGE);
}

TEST_F(CIndexTest, APaperThatIsNotThereIsNoError) {
  Text json, error;
  EXPECT_EQ(nonmun_paper(index_, "9999.99999", nullptr, json, error), NONMUN_NOT_FOUND);
  EXPECT_TRUE(json.is_null());
  EXPECT_TRUE(error.is_null());
}

TEST_F(CIndexTest, AnErrorSaysCauseAndColumn) {
  const Json error = refusal("디퓨전 AND (", R"({"strict_query": true})");
  EXPECT_EQ(error["code"], NONMUN_USAGE);
  EXPECT_EQ(error["cause"], "query_syntax");
  EXPECT_GT(error["column"], 0);
  EXPECT_TRUE(error["details"].is_array());

  nonmun_index* index = nullptr;
  Text missing;
  EXPECT_EQ(nonmun_open((*folder_ / "nowhere").c_str(), &index, missing), NONMUN_NO_INDEX);
  EXPECT_EQ(index, nullptr);
  EXPECT_EQ(missing.json()["cause"], "no_index");
  EXPECT_EQ(missing.json()["column"], nullptr);
}

TEST_F(CIndexTest, AnErrorMayBeLeftOut) {
  Text json;
  EXPECT_EQ(nonmun_search(index_, "", "[", nullptr, json, nullptr), NONMUN_USAGE);
  EXPECT_EQ(nonmun_search(index_, "모델", nullptr, nullptr, json, nullptr), NONMUN_OK);
}

TEST_F(CIndexTest, NullsAreErrorsOfUsage) {
  Text json, error;
  const auto refused = [&](nonmun_status status) {
    return status == NONMUN_USAGE && json.is_null() && error.json()["cause"] == "usage" &&
           error.json()["message"].get<std::string>().ends_with(" is NULL");
  };
  EXPECT_TRUE(refused(nonmun_search(nullptr, "x", nullptr, nullptr, json, error)));
  EXPECT_TRUE(refused(nonmun_search(index_, nullptr, nullptr, nullptr, json, error)));
  EXPECT_TRUE(refused(nonmun_search(index_, "x", nullptr, nullptr, nullptr, error)));
  EXPECT_TRUE(refused(nonmun_paper(index_, nullptr, nullptr, json, error)));
  EXPECT_TRUE(refused(nonmun_paper(index_, "1707.06347", nullptr, nullptr, error)));
  EXPECT_TRUE(refused(nonmun_similar(index_, nullptr, nullptr, nullptr, json, error)));
  EXPECT_TRUE(refused(nonmun_suggest(index_, nullptr, 1, json, error)));
  EXPECT_TRUE(refused(nonmun_info(nullptr, json, error)));
  EXPECT_TRUE(refused(nonmun_aliases(index_, nullptr, json, error)));
  EXPECT_TRUE(refused(nonmun_analyze(nullptr, json, error)));
  EXPECT_TRUE(refused(nonmun_parameters(nullptr, error)));
  EXPECT_TRUE(refused(nonmun_open((*folder_ / "index").c_str(), nullptr, error)));
  nonmun_free(nullptr);
  nonmun_close(nullptr);
  nonmun_cancel_request(nullptr);
  nonmun_cancel_free(nullptr);
  nonmun_writer_close(nullptr);
}

TEST_F(CIndexTest, InvalidUtf8IsAnErrorOfUsage) {
  for (const char* query : {"\xff", "\xea\xb0", "a\xc0\x80", "\xed\xa0\x80"}) {
    EXPECT_EQ(refusal(query, nullptr)["message"], "query is not valid UTF-8");
  }
  EXPECT_EQ(refusal("x", "{\"since\": \"\xff\"}")["cause"], "usage");
  Text json, error;
  EXPECT_EQ(nonmun_analyze("\xff", json, error), NONMUN_USAGE);
  // The path of an index may have any bytes; the message about it is valid JSON all the same.
  nonmun_index* index = nullptr;
  EXPECT_EQ(nonmun_open((*folder_ / "\xff").c_str(), &index, error), NONMUN_NO_INDEX);
  EXPECT_THAT(error.json()["message"].get<std::string>(), HasSubstr("\xef\xbf\xbd"));
}

TEST_F(CIndexTest, ADeadlineAndARequestEndASearch) {
  EXPECT_EQ(refusal("모델", R"({"deadline_ms": 0})")["cause"], "deadline");
  EXPECT_FALSE(search("모델", R"({"deadline_ms": 86400000})")["hits"].empty());

  nonmun_cancel* cancel = nonmun_cancel_new();
  Text json, error;
  EXPECT_EQ(nonmun_search(index_, "모델", nullptr, cancel, json, error), NONMUN_OK);
  nonmun_cancel_request(cancel);
  EXPECT_EQ(nonmun_search(index_, "모델", nullptr, cancel, json, error), NONMUN_INTERRUPTED);
  EXPECT_EQ(error.json()["cause"], "interrupted");
  EXPECT_EQ(nonmun_similar(index_, "1707.06347", nullptr, cancel, json, error), NONMUN_INTERRUPTED);
  nonmun_cancel_free(cancel);
}

TEST_F(CIndexTest, ThreadsSearchOneIndex) {
  Json expected = search("디퓨전")["hits"];
  std::vector<std::future<bool>> threads;
  for (int i = 0; i < 4; ++i) {
    threads.push_back(std::async(std::launch::async, [&] {
      bool same = true;
      for (int round = 0; round < 10; ++round) same = same && search("디퓨전")["hits"] == expected;
      return same;
    }));
  }
  for (std::future<bool>& thread : threads) EXPECT_TRUE(thread.get());
}

TEST(CLibraryTest, SaysItsVersions) {
  EXPECT_STREQ(nonmun_version(), NONMUN_VERSION);
  EXPECT_EQ(nonmun_abi_version(), NONMUN_ABI_VERSION);
}

TEST(CLibraryTest, EveryCauseHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Cause::interrupted); ++i) {
    const std::string_view name = name_of(static_cast<Cause>(i));
    EXPECT_TRUE(names.insert(name).second) << name;
  }
  EXPECT_TRUE(names.contains("other_version"));
}

TEST(CLibraryTest, StatusesAreTheCodesOfErrors) {
  for (const auto& [code, status] : {std::pair(ErrorCode::usage, NONMUN_USAGE),
                                     {ErrorCode::bad_input, NONMUN_BAD_INPUT},
                                     {ErrorCode::no_index, NONMUN_NO_INDEX},
                                     {ErrorCode::internal, NONMUN_INTERNAL},
                                     {ErrorCode::io, NONMUN_IO},
                                     {ErrorCode::locked, NONMUN_LOCKED},
                                     {ErrorCode::version, NONMUN_OTHER_VERSION},
                                     {ErrorCode::timeout, NONMUN_TIMEOUT},
                                     {ErrorCode::interrupted, NONMUN_INTERRUPTED}}) {
    EXPECT_EQ(static_cast<int>(code), static_cast<int>(status));
  }
}

TEST(CLibraryTest, NoExceptionLeavesACall) {
  Text error;
  EXPECT_EQ(guarded(error, []() -> nonmun_status { throw std::bad_alloc(); }), NONMUN_INTERNAL);
  EXPECT_EQ(error.json()["message"], "memory is exhausted");
  EXPECT_EQ(guarded(error, []() -> nonmun_status { throw std::runtime_error("odd"); }),
            NONMUN_INTERNAL);
  EXPECT_EQ(error.json()["message"], "odd");
  EXPECT_EQ(guarded(error, []() -> nonmun_status { throw 1; }), NONMUN_INTERNAL);
  EXPECT_TRUE(error.is_null());
  EXPECT_EQ(guarded(nullptr, []() -> nonmun_status { throw std::bad_alloc(); }), NONMUN_INTERNAL);
}

}  // namespace
}  // namespace nonmun::bindings::c
