#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

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

/// A vote count from JSON, when it is an integer from 0 to kMaxVotes.
std::optional<std::int64_t> votes_of(const Json& value);

/// `value` as JSON, cut to what a message can hold.
std::string quote(const Json& value);

}  // namespace nonmun::reader
