#include "indexer/reader/json_text.hpp"

#include <fmt/format.h>

#include "indexer/reader/formats.hpp"
#include "indexer/reader/text.hpp"

namespace nonmun::reader {
namespace {

// Real entries have four levels. Parser and destructor of the library are iterative today; the
// limit keeps that from being something our safety rests on.
constexpr std::size_t kMaxDepth = 32;

/// Offset of the bracket that goes deeper than kMaxDepth.
std::optional<std::size_t> too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxDepth) return i;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return std::nullopt;
}

}  // namespace

Json parse_object(std::string_view text) {
  if (text.size() > kMaxEntry) {
    throw BadEntry{fmt::format("entry of {} bytes, more than {}", text.size(), kMaxEntry)};
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    throw BadEntry{"binary data (a NUL byte)", nul};
  }
  if (const std::optional<std::size_t> at = too_deep(text)) {
    throw BadEntry{fmt::format("nested deeper than {} levels", kMaxDepth), *at};
  }
  if (const std::optional<std::size_t> at = find_invalid_utf8(text)) {
    throw BadEntry{"invalid UTF-8", *at};
  }
  try {
    Json value = Json::parse(text.begin(), text.end());
    if (!value.is_object()) throw BadEntry{"not a JSON object"};
    return value;
  } catch (const Json::parse_error& error) {
    // The library's own message may quote a whole string of the entry.
    if (error.byte > text.size()) throw BadEntry{"JSON ends too early", text.size()};
    throw BadEntry{fmt::format("not valid JSON at byte {} of the entry", error.byte),
                   error.byte > 0 ? error.byte - 1 : 0};
  } catch (const Json::exception&) {
    throw BadEntry{"a number in the JSON is out of range"};
  }
}

const Json* find_value(const Json& object, const char* key) {
  const auto it = object.find(key);
  return it == object.end() || it->is_null() ? nullptr : &*it;
}

std::string string_at(const Json& object, const char* key) {
  const Json* value = find_value(object, key);
  if (value == nullptr) return {};
  if (!value->is_string()) throw BadEntry{fmt::format("\"{}\" is not a string", key)};
  return fold_lines(value->get_ref<const std::string&>());
}

std::optional<std::int64_t> votes_of(const Json& value) {
  // Unsigned is what the library makes of every integer without a minus sign.
  if (!value.is_number_unsigned()) return std::nullopt;
  const auto votes = value.get<std::uint64_t>();
  if (votes > static_cast<std::uint64_t>(kMaxVotes)) return std::nullopt;
  return static_cast<std::int64_t>(votes);
}

std::string quote(const Json& value) {
  constexpr std::size_t kMax = 60;
  std::string text = value.dump(-1, ' ', true, Json::error_handler_t::replace);
  if (text.size() > kMax) text = text.substr(0, kMax) + "…";
  return text;
}

}  // namespace nonmun::reader
