#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/paper/day.hpp"

// What JSONL and the daily-papers API share: bounded parsing of one value, and checked access.

namespace nonmun::reader {

using Json = nlohmann::json;

/// What is wrong with an entry; becomes the reason of a reject. Stays inside the reader.
struct BadEntry {
  std::string reason;
  std::size_t offset = 0;  ///< into the text of the entry
};

/// Parses one JSON object.
/// @throws BadEntry when `text` is too long, too deep, or not one JSON object.
Json parse_object(std::string_view text);

/// The value of `key`, or nullptr when it is absent or null.
const Json* find_value(const Json& object, const char* key);

/// The string under `key`, lines folded; empty when absent or null.
/// @throws BadEntry when it is of another type.
std::string string_at(const Json& object, const char* key);

/// A vote count from JSON, when it is a whole number from 0 to kMaxVotes. 12.0 and "12", as tools
/// write numbers of a column with gaps, are 12.
std::optional<std::int64_t> votes_of(const Json& value);

/// The day of a date "2024-02-19", alone or before a time.
std::optional<paper::Day> day_of(std::string_view text);

/// A member of an object whose text was not parsed.
struct Member {
  std::string_view key;    ///< as written, without quotes
  std::string_view value;  ///< as written; cut short when the text ends inside it
  std::size_t offset = 0;  ///< of the value in the text
};

/// The members of the object that `text` starts with, not parsed: so that a list in it may be
/// larger than an entry. At most a hundred.
std::vector<Member> members_of(std::string_view text);

/// Offset after the value that starts at `at`, the size of `text` when it does not end.
std::size_t end_of_value(std::string_view text, std::size_t at);

/// `value` as JSON, cut to what a message can hold.
std::string quote(const Json& value);

}  // namespace nonmun::reader
