#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "indexer/reader/formats.hpp"
#include "indexer/reader/json_text.hpp"
#include "indexer/reader/text.hpp"

// Canonical JSONL v1: one paper, or one vote count, a line.

namespace nonmun::reader {
namespace {

constexpr std::array<std::string_view, 14> kKeys = {
    "schema", "id",       "title",     "listed",   "lang",     "sections", "authors",
    "votes",  "votes_at", "published", "abstract", "keywords", "urls",     "source"};
// Warnings name a key once; a file of nothing but new keys must not fill the memory.
constexpr std::size_t kMaxUnknownKeys = 1000;

void check_schema(const Json& object) {
  const Json* schema = find_value(object, "schema");
  if (schema == nullptr) throw BadEntry{"no \"schema\" number; this reader knows schema 1"};
  if (*schema != 1) {
    throw BadEntry{
        fmt::format("schema {} is not known; this reader knows schema 1", quote(*schema))};
  }
}

/// White space and control characters of Unicode in UTF-8: nothing that an id may hold.
bool has_space_or_control(std::string_view text) {
  constexpr std::array<std::string_view, 6> kSpaces = {
      "\xC2\xA0", "\xE1\x9A\x80", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE3\x80\x80"};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte <= 0x20 || byte == 0x7F) return true;
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    if (byte == 0xC2 && next >= 0x80 && next < 0xA0) return true;  // C1 controls
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("\xE2\x80") && rest.size() > 2 && rest[2] <= '\x8F') return true;
    for (const std::string_view space : kSpaces) {
      if (rest.starts_with(space)) return true;
    }
  }
  return false;
}

std::string read_id(const Json& object) {
  constexpr std::size_t kMaxForeignId = 100;
  const Json* value = find_value(object, "id");
  if (value == nullptr || !value->is_string()) throw BadEntry{"no \"id\" string"};
  const auto& id = value->get_ref<const std::string&>();
  if (id.starts_with("x:")) {
    if (id.size() == 2) throw BadEntry{"the id \"x:\" has no key"};
    if (id.size() > kMaxForeignId) {
      throw BadEntry{fmt::format("id of {} bytes, more than {}", id.size(), kMaxForeignId)};
    }
    if (has_space_or_control(id)) {
      throw BadEntry{fmt::format("white space or a control character in the id {}", quote(*value))};
    }
    return id;
  }
  if (std::optional<std::string> arxiv = arxiv_id(id)) return *std::move(arxiv);
  throw BadEntry{
      fmt::format("the id {} is neither an arXiv id nor starts with \"x:\"", quote(*value))};
}

std::vector<std::string> read_listed(const Json& object) {
  const Json* value = find_value(object, "listed");
  if (value == nullptr) throw BadEntry{"no \"listed\" date"};
  std::vector<std::string> dates;
  const auto add = [&](const Json& date) {
    if (!date.is_string() || !is_iso_date(date.get_ref<const std::string&>())) {
      throw BadEntry{fmt::format("\"listed\" {} is not a date YYYY-MM-DD", quote(date))};
    }
    dates.push_back(date.get<std::string>());
  };
  if (value->is_array()) {
    for (const Json& date : *value) add(date);
    if (dates.empty()) throw BadEntry{"\"listed\" is empty"};
  } else {
    add(*value);
  }
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  return dates;
}

std::vector<Section> read_json_sections(const Json& object) {
  const Json* value = find_value(object, "sections");
  if (value == nullptr) return {};
  if (!value->is_array()) throw BadEntry{"\"sections\" is not an array"};
  std::vector<Section> sections;
  for (const Json& item : *value) {
    if (!item.is_object()) throw BadEntry{"a section is not an object"};
    Section section;
    if (const Json* kind = find_value(item, "kind")) {
      const std::optional<SectionKind> known =
          kind->is_string() ? section_kind_from(kind->get_ref<const std::string&>()) : std::nullopt;
      if (!known) throw BadEntry{fmt::format("section kind {} is not known", quote(*kind))};
      section.kind = *known;
    }
    std::string label = string_at(item, "label");
    if (section.kind == SectionKind::other) section.label = std::move(label);
    section.text = string_at(item, "text");
    if (!section.text.empty()) sections.push_back(std::move(section));
  }
  return sections;
}

std::vector<std::string> read_names(const Json& object, const char* key) {
  const Json* value = find_value(object, key);
  if (value == nullptr) return {};
  if (!value->is_array()) throw BadEntry{fmt::format("\"{}\" is not an array", key)};
  NameList names;
  for (const Json& name : *value) {
    if (!name.is_string())
      throw BadEntry{fmt::format("\"{}\" holds something else than strings", key)};
    names.add(fold_lines(name.get_ref<const std::string&>()));
  }
  return std::move(names).take();
}

std::optional<std::int64_t> read_votes(const Json& object) {
  const Json* value = find_value(object, "votes");
  if (value == nullptr) return std::nullopt;
  const std::optional<std::int64_t> votes = votes_of(*value);
  if (!votes) {
    throw BadEntry{
        fmt::format("votes {} are not an integer from 0 to {}", quote(*value), kMaxVotes)};
  }
  return votes;
}

/// Two digits at `at` as a number, -1 when they are not there.
int two_digits(std::string_view text, std::size_t at) {
  if (text.size() < at + 2 || !is_ascii_digit(text[at]) || !is_ascii_digit(text[at + 1])) return -1;
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

/// Days from 1970-01-01 to a date of the Gregorian calendar (Hinnant's days_from_civil; the
/// standard library's year_month_day does the same, but only within its own range of years).
std::int64_t days_since_epoch(int year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const int era = year / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return std::int64_t{era} * 146097 + day_of_era - 719468;
}

/// Unix seconds of "YYYY-MM-DDThh:mm:ss[.fff]" with "Z" or an offset "+hh:mm".
std::optional<std::int64_t> unix_seconds(std::string_view text) {
  if (text.size() < 20 || !is_iso_date(text.substr(0, 10))) return std::nullopt;
  if ((text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const int hour = two_digits(text, 11);
  const int minute = two_digits(text, 14);
  const int second = two_digits(text, 17);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
    return std::nullopt;
  }
  std::size_t at = 19;
  if (text[at] == '.') {
    ++at;
    const std::size_t digits = at;
    while (at < text.size() && is_ascii_digit(text[at])) ++at;
    if (at == digits) return std::nullopt;
  }
  const std::string_view zone = text.substr(at);
  int offset = 0;
  if (zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':') {
    const int hours = two_digits(zone, 1);
    const int minutes = two_digits(zone, 4);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
    offset = (hours * 60 + minutes) * (zone[0] == '-' ? -60 : 60);
  } else if (zone != "Z" && zone != "z") {
    return std::nullopt;
  }
  const int year = two_digits(text, 0) * 100 + two_digits(text, 2);
  const std::int64_t days = days_since_epoch(year, two_digits(text, 5), two_digits(text, 8));
  const int seconds = hour * 3600 + minute * 60 + second - offset;
  return days * 86400 + seconds;
}

std::optional<std::int64_t> read_votes_at(const Json& object) {
  const Json* value = find_value(object, "votes_at");
  if (value == nullptr) return std::nullopt;
  std::optional<std::int64_t> seconds;
  if (value->is_string()) seconds = unix_seconds(value->get_ref<const std::string&>());
  if (!seconds) {
    throw BadEntry{
        fmt::format("votes_at {} is not a UTC time like 2025-05-09T23:00:00Z", quote(*value))};
  }
  return seconds;
}

/// The paper's own page; empty for an arXiv paper, whose page follows from its id.
std::string read_url(const Json& object, const std::string& id) {
  const Json* urls = find_value(object, "urls");
  if (urls == nullptr) return {};
  if (!urls->is_object()) throw BadEntry{"\"urls\" is not an object"};
  std::string url = string_at(*urls, "abs");
  if (url.empty() || arxiv_id(url) == id) return {};
  // The address becomes a link on a page: no "javascript:" and the like.
  if (!starts_with_nocase(url, "https://") && !starts_with_nocase(url, "http://")) {
    throw BadEntry{"the address in \"urls\" does not start with https:// or http://"};
  }
  return url;
}

Paper read_paper(const Json& object) {
  Paper paper;
  paper.id = read_id(object);
  paper.title = string_at(object, "title");
  if (paper.title.empty()) throw BadEntry{"empty title"};
  paper.listed = read_listed(object);
  paper.sections = read_json_sections(object);
  paper.abstract = string_at(object, "abstract");
  if (paper.sections.empty() && paper.abstract.empty()) {
    throw BadEntry{"neither \"sections\" nor an \"abstract\" with text"};
  }
  paper.authors = read_names(object, "authors");
  paper.votes = read_votes(object);
  paper.votes_at = read_votes_at(object);
  paper.keywords = read_names(object, "keywords");
  paper.url = read_url(object, paper.id);
  return paper;
}

/// A line without title is a vote count, unless it holds other parts of a paper.
bool is_votes_only(const Json& object) {
  return find_value(object, "title") == nullptr && object.contains("votes") &&
         !object.contains("sections") && !object.contains("abstract") && !object.contains("listed");
}

class JsonlReader {
 public:
  explicit JsonlReader(Contribution& out) : out_(out) {}

  void read_line(std::string_view text, std::size_t line) {
    try {
      const Json object = parse_object(text);
      check_schema(object);
      if (is_votes_only(object)) {
        const std::optional<std::int64_t> votes = read_votes(object);
        if (!votes) throw BadEntry{"a line without title must hold a number of votes"};
        out_.votes.push_back({read_id(object), *votes, read_votes_at(object), line});
      } else if (find_value(object, "title") == nullptr) {
        throw BadEntry{"no \"title\""};
      } else {
        out_.entries.push_back({read_paper(object), line});
      }
      warn_unknown_keys(object, line);
    } catch (const BadEntry& bad) {
      reject(out_, line, bad.reason);
    }
  }

 private:
  void warn_unknown_keys(const Json& object, std::size_t line) {
    for (const auto& item : object.items()) {
      if (std::find(kKeys.begin(), kKeys.end(), item.key()) != kKeys.end()) continue;
      if (unknown_.size() >= kMaxUnknownKeys || !unknown_.insert(item.key()).second) continue;
      warn(out_, line, fmt::format("unknown key {} ignored", quote(Json(item.key()))));
    }
  }

  Contribution& out_;
  std::set<std::string> unknown_;
};

}  // namespace

void read_jsonl(std::string_view content, Contribution& out) {
  JsonlReader reader(out);
  LineCursor cursor(content);
  for (std::string_view line; cursor.next(line);) {
    line = trim(line);
    if (!line.empty()) reader.read_line(line, cursor.number());
  }
}

}  // namespace nonmun::reader
