#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "indexer/reader/formats.hpp"
#include "indexer/reader/json_text.hpp"

// One paper as a JSON object, of whichever form.

namespace nonmun::reader {

/// What is known of an object from around it.
struct ItemContext {
  std::size_t line = 0;
  std::string item;               ///< what a message calls it; empty when its line says enough
  std::optional<paper::Day> day;  ///< of the list it is in, or in the name of the file
};

/// Names keys that are ignored, each once in a file.
class UnknownKeys {
 public:
  void warn(Reading& reading, std::size_t line, const std::string& key);

 private:
  std::set<std::string> seen_;
};

/// Sections of JSONL, which items of the API may have beside them. @throws BadEntry
std::vector<paper::Section> read_json_sections(const Json& object);

/// An object of JSONL v1. @throws BadEntry
void read_v1(const Json& object, const ItemContext& context, Reading& reading,
             UnknownKeys& unknown);

/// True for an item of the daily-papers API: a "paper" object, or the fields of one.
bool is_api_item(const Json& object);

/// An item of the daily-papers API. @throws BadEntry
void read_api_item(const Json& object, const ItemContext& context, Reading& reading,
                   UnknownKeys& unknown);

}  // namespace nonmun::reader
