#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/index/fields.hpp"

namespace nonmun::query {

/// A bare word, as typed.
struct Word {
  std::string text;
  std::size_t column = 0;  ///< 1-based, in code points
};

/// A "quoted phrase".
struct Phrase {
  std::string text;
  std::size_t column = 0;
};

/// A range of days as YYYYMMDD numbers, or of votes; both ends belong to it.
struct Range {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

/// field:value
struct Filter {
  const index::Field* field = nullptr;
  std::string value;               ///< of text and id fields
  Range range;                     ///< of date and number fields
  std::vector<std::string> terms;  ///< of a text field: its analyzed words, set by the planner
};

/// A part of a query. A sequence holds what stands side by side; `all` and `any` are AND and OR.
struct Node {
  enum class Kind : std::uint8_t { sequence, all, any };
  Kind kind = Kind::sequence;
  std::vector<Node> operands;  ///< of `all` and `any`

  // Of a sequence:
  std::vector<Word> words;      ///< ranked, none required
  std::vector<Node> groups;     ///< in parentheses; ranked, not required
  std::vector<Phrase> phrases;  ///< required
  std::vector<Filter> filters;  ///< required, no influence on the rank
  std::vector<Node> excluded;
};

}  // namespace nonmun::query
