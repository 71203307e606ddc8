#pragma once

#include <gmock/gmock.h>

#include <string>
#include <utility>

#include "tests/support/reader_testing.hpp"

// Reading a Markdown digest in one call. All digest text is written for these tests.

namespace nonmun::reader {

inline Contribution read(const std::string& content) {
  return read_digest("/d/day.md", content);
}

/// The one paper of an entry that must be read without complaint.
inline paper::Paper read_one(const std::string& entry) {
  const Contribution c = read(in_day(entry));
  EXPECT_THAT(rejects_of(c), testing::IsEmpty());
  EXPECT_THAT(warnings_of(c), testing::IsEmpty());
  EXPECT_THAT(c.entries, testing::SizeIs(1));
  return c.entries.empty() ? paper::Paper{} : c.entries[0].paper;
}

inline paper::Paper read_body(const std::string& body) {
  return read_one("### [A Title](https://arxiv.org/abs/2501.00001)\n" + body);
}

inline paper::Section body_section(std::string text) {
  return {paper::SectionKind::body, "", std::move(text)};
}

}  // namespace nonmun::reader
