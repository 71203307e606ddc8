#pragma once

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/reader/reader.hpp"

// What the tests of the reader share. All digest text is written for these tests.

namespace nonmun {

/// Shows a section in a failed expectation.
inline void PrintTo(const paper::Section& section, std::ostream* out) {
  *out << paper::to_string(section.kind) << '|' << section.label << '|' << section.text;
}

inline std::string in_day(std::string_view entries) {
  return "## Daily Papers (2025-01-02)\n\n" + std::string(entries);
}

/// "line: reason" of each reject.
inline std::vector<std::string> rejects_of(const reader::Contribution& contribution) {
  std::vector<std::string> out;
  for (const Reject& reject : contribution.rejects) {
    out.push_back(std::to_string(reject.line) + ": " + reject.reason);
  }
  return out;
}

/// "file:line: message" of each warning, as an update says it.
inline std::vector<std::string> warnings_of(const reader::Contribution& contribution) {
  std::vector<std::string> out;
  for (const reader::Warning& warning : contribution.warnings) {
    out.push_back(contribution.file + ":" + std::to_string(warning.line) + ": " + warning.message);
  }
  return out;
}

inline std::vector<std::string> ids_of(const reader::Contribution& contribution) {
  std::vector<std::string> out;
  for (const reader::Entry& entry : contribution.entries) out.push_back(entry.paper.id);
  return out;
}

inline std::vector<std::string> texts_of(const paper::Paper& paper) {
  std::vector<std::string> out;
  for (const paper::Section& section : paper.sections) out.push_back(section.text);
  return out;
}

}  // namespace nonmun
