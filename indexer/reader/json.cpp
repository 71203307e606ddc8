#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "indexer/paper/arxiv_id.hpp"
#include "indexer/reader/array_scanner.hpp"
#include "indexer/reader/formats.hpp"
#include "indexer/reader/heading.hpp"
#include "indexer/reader/json_items.hpp"
#include "indexer/reader/json_strings.hpp"
#include "indexer/reader/text.hpp"

// Files of JSON: objects one a line, an array of them, or an object that holds such an array.

namespace nonmun::reader {
namespace {

constexpr std::array<std::string_view, 7> kListKeys = {"papers",  "items",        "data", "results",
                                                       "entries", "daily_papers", "list"};

/// The array of papers in an object, when it has one.
std::optional<Member> list_in(const std::vector<Member>& members) {
  const auto is_list = [](const Member& member) {
    if (!member.value.starts_with('[')) return false;
    const std::size_t first = member.value.find_first_not_of(" \t\r\n", 1);
    return first == std::string_view::npos || member.value[first] == '{' ||
           member.value[first] == ']';
  };
  for (const Member& member : members) {
    const bool known = std::find(kListKeys.begin(), kListKeys.end(), member.key) != kListKeys.end();
    if (known && is_list(member)) return member;
  }
  return std::nullopt;
}

const Member* member_named(const std::vector<Member>& members, std::string_view key) {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const Member& member) { return member.key == key; });
  return found == members.end() ? nullptr : &*found;
}

/// What the server says in place of papers.
std::optional<std::string_view> error_in(const std::vector<Member>& members) {
  for (const std::string_view key : {"error", "errors", "message", "detail"}) {
    if (const Member* member = member_named(members, key)) return member->value;
  }
  return std::nullopt;
}

class JsonReader {
 public:
  explicit JsonReader(Reading& reading) : reading_(reading) {
    const std::string& file = reading.file();
    file_day_ = day_in(std::string_view(file).substr(file.rfind('/') + 1));
  }

  void read_array(std::string_view text, std::size_t line, std::optional<paper::Day> day) {
    ArrayScanner scanner(text, line);
    std::size_t index = 0;
    for (ArrayScanner::Item item; scanner.next(item);) {
      reading_.look_at_signals();
      read_object(item.text, {item.line, fmt::format("item {}", ++index), day});
    }
    if (!scanner.damage().empty()) reading_.reject(scanner.line(), scanner.damage());
  }

  /// A line, or the one object of a file.
  void read_value(std::string_view text, std::size_t line) {
    const bool large = text.size() > kMaxEntry;
    const bool maybe_list = large || text.find("\"schema\"") == std::string_view::npos;
    if (maybe_list) {
      const std::vector<Member> members = members_of(text);
      if (const std::optional<Member> list = list_in(members)) {
        read_array(list->value, line + count_line_ends(text.substr(0, list->offset)),
                   day_of_list(members));
        return;
      }
      const auto error = error_in(members);
      if (error && !large && member_named(members, "title") == nullptr &&
          member_named(members, "paper") == nullptr) {
        reading_.reject(
            line, fmt::format("not papers but an error of the server: {}", printable(*error)));
        return;
      }
    }
    read_object(text, {line, {}, file_day_});
  }

  std::optional<paper::Day> file_day() const { return file_day_; }

 private:
  static std::string printable(std::string_view json) {
    constexpr std::size_t kMax = 200;
    const Json value = Json::parse(json.substr(0, kMax), nullptr, false);
    return quote(value.is_discarded() ? Json("…") : value);
  }

  std::optional<paper::Day> day_of_list(const std::vector<Member>& members) const {
    for (const std::string_view key : {"date", "day", "listed"}) {
      if (const Member* member = member_named(members, key)) {
        if (const std::optional<paper::Day> day = day_in(member->value)) return day;
      }
    }
    return file_day_;
  }

  void read_object(std::string_view text, ItemContext context) {
    try {
      const Json object = parse_object(text);
      name_item(object, context);
      if (is_api_item(object) || (!context.item.empty() && !object.contains("schema"))) {
        read_api_item(object, context, reading_, unknown_);
      } else {
        read_v1(object, context, reading_, unknown_);
      }
    } catch (const BadEntry& bad) {
      reading_.reject(context.line + count_line_ends(text.substr(0, bad.offset)), bad.reason,
                      context.item);
    }
  }

  /// Items are called by their ids where they have one.
  static void name_item(const Json& object, ItemContext& context) {
    if (context.item.empty()) return;
    const Json* paper = find_value(object, "paper");
    const Json* id = find_value(paper != nullptr && paper->is_object() ? *paper : object, "id");
    if (id != nullptr && id->is_string()) {
      context.item += fmt::format(" ({})", quote(*id));
    }
  }

  Reading& reading_;
  UnknownKeys unknown_;
  std::optional<paper::Day> file_day_;
};

/// True when `line` ends where JSON may go on in the next line: behind a mark that is not in a
/// string, the object still open.
bool is_cut_at_mark(std::string_view line) {
  std::size_t depth = 0;
  JsonStrings strings;
  for (const char c : line) {
    if (strings.take(c)) continue;
    if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return false;
    }
  }
  return !strings.inside() && std::string_view("{[,:").find(line.back()) != std::string_view::npos;
}

/// True when the object that starts the text is written over several lines.
bool is_spread(std::string_view text) {
  const std::size_t line = text.find_first_of("\r\n");
  if (line == std::string_view::npos) return false;
  const std::string_view first = trim(text.substr(0, line));
  return is_cut_at_mark(first);
}

}  // namespace

void read_json_array(std::string_view content, Reading& reading) {
  JsonReader reader(reading);
  reader.read_array(content, 1, reader.file_day());
}

void read_json_objects(std::string_view content, Reading& reading) {
  JsonReader reader(reading);
  std::size_t line = 1;
  // Objects over several lines, one after the other.
  while (!content.empty()) {
    const std::size_t begin = std::min(content.find_first_not_of(" \t\r\n"), content.size());
    line += count_line_ends(content.substr(0, begin));
    content.remove_prefix(begin);
    if (!content.starts_with('{') || !is_spread(content)) break;
    reading.look_at_signals();
    const std::size_t end = end_of_value(content, 0);
    reader.read_value(content.substr(0, end), line);
    line += count_line_ends(content.substr(0, end));
    content.remove_prefix(end);
  }
  const bool newlines = content.find('\n') != std::string_view::npos;
  LineCursor cursor(content, newlines ? LineEnd::newline : LineEnd::any);
  for (std::string_view text; cursor.next(text);) {
    reading.look_at_signals();
    text = trim(text);
    if (!text.empty()) reader.read_value(text, line + cursor.number() - 1);
  }
}

}  // namespace nonmun::reader
