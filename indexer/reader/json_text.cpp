#include "indexer/reader/json_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "indexer/reader/formats.hpp"
#include "indexer/reader/json_strings.hpp"
#include "indexer/reader/text.hpp"

namespace nonmun::reader {
namespace {

// Real entries have four levels. Parser and destructor of the library are iterative today; the
// limit keeps that from being something our safety rests on.
constexpr std::size_t kMaxDepth = 32;

/// Offset of the bracket that goes deeper than kMaxDepth.
std::optional<std::size_t> too_deep(std::string_view text) {
  std::size_t depth = 0;
  JsonStrings strings;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (strings.take(c)) continue;
    if (c == '{' || c == '[') {
      if (++depth > kMaxDepth) return i;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return std::nullopt;
}

/// Says what JSON does not have but programs write, else where reading stopped.
std::string what_is_wrong(std::string_view text, std::size_t at, const Json::parse_error& error) {
  for (const std::string_view name : {"NaN", "Infinity", "None", "True", "False", "undefined"}) {
    if (text.substr(at).starts_with(name)) {
      return fmt::format("not valid JSON: {} at byte {} of the entry", name, at + 1);
    }
  }
  if (std::string_view(error.what()).find("surrogate") != std::string_view::npos) {
    return fmt::format(
        "not valid JSON: half of a surrogate pair (\\uD800 to \\uDFFF) at byte {} of "
        "the entry",
        at + 1);
  }
  return fmt::format("not valid JSON at byte {} of the entry", error.byte);
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
    const std::size_t at = error.byte > 0 ? error.byte - 1 : 0;
    throw BadEntry{what_is_wrong(text, at, error), at};
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
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    const bool digits =
        !text.empty() && text.size() <= 10 && std::all_of(text.begin(), text.end(), is_ascii_digit);
    const std::int64_t votes = digits ? std::stoll(text) : -1;
    return votes >= 0 && votes <= kMaxVotes ? std::optional(votes) : std::nullopt;
  }
  if (value.is_number_float()) {
    const double votes = value.get<double>();
    if (!(votes >= 0 && votes <= static_cast<double>(kMaxVotes))) return std::nullopt;
    const auto whole = static_cast<std::int64_t>(votes);
    return static_cast<double>(whole) == votes ? std::optional(whole) : std::nullopt;
  }
  // Unsigned is what the library makes of every integer without a minus sign.
  if (!value.is_number_unsigned()) return std::nullopt;
  const auto votes = value.get<std::uint64_t>();
  if (votes > static_cast<std::uint64_t>(kMaxVotes)) return std::nullopt;
  return static_cast<std::int64_t>(votes);
}

std::optional<paper::Day> day_of(std::string_view text) {
  constexpr std::size_t kDate = 10;
  if (text.size() > kDate && text[kDate] != 'T' && text[kDate] != ' ') return std::nullopt;
  return paper::Day::parse(text.substr(0, kDate));
}

std::size_t end_of_value(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  JsonStrings strings;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (strings.take(c)) {
      if (!strings.inside() && depth == 0) return at + 1;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth == 0) return at;
      if (--depth == 0) return at + 1;
    } else if (c == ',' && depth == 0) {
      return at;
    }
  }
  return text.size();
}

std::vector<Member> members_of(std::string_view text) {
  constexpr std::size_t kMaxMembers = 100;
  constexpr std::string_view kSpace = " \t\r\n";
  std::vector<Member> members;
  std::size_t at = text.find('{');
  while (at != std::string_view::npos && members.size() < kMaxMembers) {
    at = text.find_first_not_of(kSpace, at + 1);
    if (at == std::string_view::npos || text[at] != '"') break;
    const std::size_t key = at + 1;
    at = end_of_value(text, at);
    const std::string_view name = text.substr(key, at > key ? at - key - 1 : 0);
    at = text.find_first_not_of(kSpace, at);
    if (at == std::string_view::npos || text[at] != ':') break;
    at = text.find_first_not_of(kSpace, at + 1);
    if (at == std::string_view::npos) break;
    const std::size_t end = end_of_value(text, at);
    members.push_back({name, trim(text.substr(at, end - at)), at});
    at = text.find_first_not_of(kSpace, end);
    if (at == std::string_view::npos || text[at] != ',') break;
  }
  return members;
}

std::string quote(const Json& value) {
  constexpr std::size_t kMax = 60;
  std::string text = value.dump(-1, ' ', true, Json::error_handler_t::replace);
  if (text.size() > kMax) text = text.substr(0, kMax) + "…";
  return text;
}

}  // namespace nonmun::reader
