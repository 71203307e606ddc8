#pragma once

#include <gtest/gtest.h>
#include <nonmun/nonmun.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/folder.hpp"

// What the tests of the C functions share: strings that free themselves, and an index.

namespace nonmun::bindings::c {

using Json = nlohmann::json;

/// A string of the library: pass it as a char**, then read it.
class Text {
 public:
  Text() = default;
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;
  ~Text() { nonmun_free(text_); }

  operator char**() {
    nonmun_free(text_);
    text_ = nullptr;
    return &text_;
  }
  bool is_null() const { return text_ == nullptr; }
  Json json() const { return text_ == nullptr ? Json() : Json::parse(text_); }

 private:
  char* text_ = nullptr;
};

inline const std::string kDigests = NONMUN_SOURCE_DIR "/data/digests";

/// Indexes the sample digests. @return the status
inline nonmun_status index_sample(const std::string& index, char** report, char** error) {
  const std::string options = Json({{"sources", {kDigests}}}).dump();
  return nonmun_update(index.c_str(), options.c_str(), nullptr, nullptr, nullptr, report, error);
}

/// One index of the sample digests for all tests of a class.
class SampleIndex : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<testing_support::Folder>();
    Text report, error;
    ASSERT_EQ(index_sample(*folder_ / "index", report, error), NONMUN_OK) << error.json();
    ASSERT_EQ(nonmun_open((*folder_ / "index").c_str(), &index_, error), NONMUN_OK);
  }
  static void TearDownTestSuite() {
    nonmun_close(index_);
    index_ = nullptr;
    folder_.reset();
  }

  /// What a search finds; fails the test when it does not succeed.
  static Json search(const char* query, const char* options = nullptr) {
    Text json, error;
    EXPECT_EQ(nonmun_search(index_, query, options, nullptr, json, error), NONMUN_OK)
        << error.json();
    EXPECT_TRUE(error.is_null());
    return json.json();
  }

  /// The error that a search with these options ends with.
  static Json refusal(const char* query, const char* options) {
    Text json, error;
    const nonmun_status status = nonmun_search(index_, query, options, nullptr, json, error);
    EXPECT_NE(status, NONMUN_OK);
    EXPECT_TRUE(json.is_null());
    EXPECT_EQ(error.json().value("code", 0), static_cast<int>(status));
    return error.json();
  }

  static inline std::unique_ptr<testing_support::Folder> folder_;
  static inline nonmun_index* index_ = nullptr;
};

}  // namespace nonmun::bindings::c
