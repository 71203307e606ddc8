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
  bool prefix = false;     ///< any word that begins so: diffus*
  bool time = false;       ///< part of a time in words: the year of "2024년"
};

/// A "quoted phrase".
struct Phrase {
  std::string text;
  std::size_t column = 0;
  /// Its words in any order with at most so many others between them ("a b"~3, a NEAR/3 b); none:
  /// side by side, in this order.
  std::optional<std::size_t> within;
};

/// A range of days as YYYYMMDD numbers, or of votes; both ends belong to it.
struct Range {
  std::int64_t low = 0;
  std::int64_t high = 0;

  bool operator==(const Range&) const = default;
};

/// field:value
struct Filter {
  const index::Field* field = nullptr;
  std::string value;  ///< as typed; of id fields canonical
  Range range;        ///< of date and number fields
};

/// A time that the words of a query name ("작년", "last month"): a preference, no condition.
struct Time {
  std::string text;
  Range range;
};

/// A part of a query. A sequence holds what stands side by side; `all` and `any` are AND and OR.
struct Node {
  enum class Kind : std::uint8_t { sequence, all, any };
  Kind kind = Kind::sequence;
  std::vector<Node> operands;  ///< of `all` and `any`

  // Of a sequence:
  std::vector<Word> words;       ///< ranked, none required
  std::vector<Node> groups;      ///< in parentheses; ranked, not required
  std::vector<std::string> ids;  ///< of papers, which come first
  std::vector<Time> times;
  std::vector<Phrase> phrases;  ///< required
  std::vector<Node> required;   ///< +word: required, and ranked as words are
  std::vector<Filter> filters;  ///< required, no influence on the rank
  std::vector<Node> excluded;

  /// Whether the sequence holds nothing but words and times.
  bool only_words() const {
    return kind == Kind::sequence && groups.empty() && ids.empty() && phrases.empty() &&
           required.empty() && filters.empty() && excluded.empty();
  }
  /// Whether there is nothing at all.
  bool empty() const { return only_words() && words.empty() && times.empty(); }
};

}  // namespace nonmun::query
