#pragma once

#include <span>
#include <string_view>

// The keys of JSONL v1, a contract: the reader knows these, and nonmun-jsonl(5) is made
// from them.

namespace nonmun::reader {

struct JsonKey {
  std::string_view name;
  std::string_view type;
  std::string_view example;  ///< JSON
  std::string_view meaning;
  std::string_view merge;  ///< what holds when several listings name one paper
};

std::span<const JsonKey> jsonl_keys();

bool is_jsonl_key(std::string_view name);

}  // namespace nonmun::reader
