#include "indexer/reader/jsonl.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <utility>

#include "indexer/paper/arxiv_id.hpp"
#include "indexer/reader/json_items.hpp"
#include "indexer/reader/keys.hpp"
#include "indexer/reader/text.hpp"

// JSONL v1: an object is a paper, or a vote count.

namespace nonmun::reader {
namespace {

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

/// White space and control characters of Unicode in UTF-8, marks of writing direction included:
/// nothing that an id may hold.
bool has_space_or_control(std::string_view text) {
  constexpr std::array<std::string_view, 6> kSpaces = {
      "\xC2\xA0", "\xE1\x9A\x80", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE3\x80\x80"};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte <= 0x20 || byte == 0x7F) return true;
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    if (byte == 0xC2 && next >= 0x80 && next < 0xA0) return true;  // C1 controls
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("\xE2\x80") && rest.size() > 2 &&
        (rest[2] <= '\x8F' || (rest[2] >= '\xAA' && rest[2] <= '\xAE'))) {
      return true;
    }
    if (rest.starts_with("\xE2\x81") && rest.size() > 2 && rest[2] >= '\xA0') return true;
    for (const std::string_view space : kSpaces) {
      if (rest.starts_with(space)) return true;
    }
  }
  return false;
}

/// The id as it is stored. @throws BadEntry
std::string checked_id(std::string_view id) {
  constexpr std::size_t kMaxForeignId = 100;
  if (id.starts_with("x:")) {
    if (id.size() == 2) throw BadEntry{"the id \"x:\" has no key"};
    if (id.size() > kMaxForeignId) {
      throw BadEntry{fmt::format("id of {} bytes, more than {}", id.size(), kMaxForeignId)};
    }
    if (has_space_or_control(id)) {
      throw BadEntry{
          fmt::format("white space or a control character in the id {}", quote(Json(id)))};
    }
    return std::string(id);
  }
  if (std::optional<paper::ArxivId> arxiv = paper::find_arxiv_id(id)) {
    if (arxiv->problem.empty()) return std::move(arxiv->id);
    throw BadEntry{fmt::format("no such arXiv id: {}: {}", arxiv->id, arxiv->problem)};
  }
  throw BadEntry{
      fmt::format("the id {} is neither an arXiv id nor starts with \"x:\"", quote(Json(id)))};
}

std::string read_id(const Json& object) {
  const Json* value = find_value(object, "id");
  if (value == nullptr || !value->is_string()) throw BadEntry{"no \"id\" string"};
  return checked_id(value->get_ref<const std::string&>());
}

std::vector<std::string> read_listed(const Json& object) {
  const Json* value = find_value(object, "listed");
  if (value == nullptr) throw BadEntry{"no \"listed\" date"};
  std::vector<std::string> dates;
  const auto add = [&](const Json& date) {
    const std::optional<paper::Day> day =
        date.is_string() ? day_of(date.get_ref<const std::string&>()) : std::nullopt;
    if (!day) throw BadEntry{fmt::format("\"listed\" {} is not a date YYYY-MM-DD", quote(date))};
    dates.push_back(day->iso());
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

}  // namespace

std::vector<paper::Section> read_json_sections(const Json& object) {
  const Json* value = find_value(object, "sections");
  if (value == nullptr) return {};
  if (!value->is_array()) throw BadEntry{"\"sections\" is not an array"};
  std::vector<paper::Section> sections;
  for (const Json& item : *value) {
    if (!item.is_object()) throw BadEntry{"a section is not an object"};
    paper::Section section;
    if (const Json* kind = find_value(item, "kind")) {
      const std::optional<paper::SectionKind> known =
          kind->is_string() ? paper::section_kind_from(kind->get_ref<const std::string&>())
                            : std::nullopt;
      if (!known) throw BadEntry{fmt::format("section kind {} is not known", quote(*kind))};
      section.kind = *known;
    }
    std::string label = string_at(item, "label");
    if (section.kind == paper::SectionKind::other) section.label = std::move(label);
    section.text = string_at(item, "text");
    if (!section.text.empty()) sections.push_back(std::move(section));
  }
  return sections;
}

namespace {

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

/// Unix seconds of "YYYY-MM-DDThh:mm:ss[.fff]" with "Z" or an offset "+hh:mm".
std::optional<std::int64_t> unix_seconds(std::string_view text) {
  if (text.size() < 20) return std::nullopt;
  const std::optional<paper::Day> day = paper::Day::parse(text.substr(0, 10));
  if (!day) return std::nullopt;
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
  const int seconds = hour * 3600 + minute * 60 + second - offset;
  return day->since_epoch() * 86400 + seconds;
}

std::optional<std::int64_t> read_votes_at(const Json& object, const ItemContext& context,
                                          Reading& reading) {
  const Json* value = find_value(object, "votes_at");
  if (value == nullptr) return std::nullopt;
  std::optional<std::int64_t> seconds;
  if (value->is_string()) seconds = unix_seconds(value->get_ref<const std::string&>());
  if (!seconds) {
    throw BadEntry{
        fmt::format("votes_at {} is not a UTC time like 2025-05-09T23:00:00Z", quote(*value))};
  }
  // A count of the future would win over every later one.
  const std::int64_t now = std::time(nullptr);
  if (*seconds > now) {
    reading.warn(context.line, "votes_at is later than now: taken as now", context.item);
    seconds = now;
  }
  return seconds;
}

/// The page of a foreign paper; empty for an arXiv paper, whose page follows from its id.
std::string read_url(const Json& object, const std::string& id, const ItemContext& context,
                     Reading& reading) {
  const Json* urls = find_value(object, "urls");
  if (urls == nullptr) return {};
  if (!urls->is_object()) throw BadEntry{"\"urls\" is not an object"};
  std::string url = string_at(*urls, "abs");
  if (url.empty() || paper::arxiv_id(url) == id) return {};
  // The address becomes a link on a page: no "javascript:", and nothing that ends an attribute.
  if (!paper::is_web_address(url)) {
    throw BadEntry{"the address in \"urls\" is not a plain https:// or http:// address"};
  }
  if (paper::is_foreign(id)) return url;
  reading.warn(context.line, "the address in \"urls\" is not that of the arXiv paper: ignored",
               context.item);
  return {};
}

std::string read_withdrawn(const Json& object) {
  const std::string text = string_at(object, "withdrawn");
  if (text.empty()) return {};
  const std::optional<paper::Day> day = day_of(text);
  if (!day) throw BadEntry{fmt::format("\"withdrawn\" {} is not a date YYYY-MM-DD", quote(text))};
  return day->iso();
}

paper::Paper read_paper(const Json& object, const ItemContext& context, Reading& reading) {
  paper::Paper paper;
  paper.id = read_id(object);
  paper.title = string_at(object, "title");
  if (paper.title.empty()) throw BadEntry{"empty title"};
  paper.listed = read_listed(object);
  if (const std::optional<paper::Day> last = paper::Day::parse(paper.listed.back());
      last && !paper::is_possible_on(paper.id, *last) && !paper::is_own_number(paper.id)) {
    throw BadEntry{
        fmt::format("no such arXiv id: {}: its month comes after the day listed", paper.id)};
  }
  paper.sections = read_json_sections(object);
  paper.abstract = string_at(object, "abstract");
  if (paper.sections.empty() && paper.abstract.empty()) {
    throw BadEntry{"neither \"sections\" nor an \"abstract\" with text"};
  }
  paper.authors = read_names(object, "authors");
  paper.votes = read_votes(object);
  paper.votes_at = read_votes_at(object, context, reading);
  paper.keywords = read_names(object, "keywords");
  paper.url = read_url(object, paper.id, context, reading);
  paper.withdrawn = read_withdrawn(object);
  return paper;
}

/// A line without title is a vote count, unless it holds other parts of a paper.
bool is_votes_only(const Json& object) {
  return find_value(object, "title") == nullptr && object.contains("votes") &&
         !object.contains("sections") && !object.contains("abstract") && !object.contains("listed");
}

}  // namespace

void UnknownKeys::warn(Reading& reading, std::size_t line, const std::string& key) {
  if (seen_.size() >= kMaxUnknownKeys || !seen_.insert(key).second) return;
  reading.warn(line, fmt::format("unknown key {} ignored", quote(Json(key))), {},
               WarningKind::unknown_key);
}

void read_v1(const Json& object, const ItemContext& context, Reading& reading,
             UnknownKeys& unknown) {
  check_schema(object);
  if (is_votes_only(object)) {
    const std::optional<std::int64_t> votes = read_votes(object);
    if (!votes) throw BadEntry{"a line without title must hold a number of votes"};
    reading.add(
        VoteUpdate{read_id(object), *votes, read_votes_at(object, context, reading), context.line});
  } else if (find_value(object, "title") == nullptr) {
    throw BadEntry{"no \"title\""};
  } else {
    reading.add(Entry{read_paper(object, context, reading), context.line});
  }
  for (const auto& item : object.items()) {
    if (!is_jsonl_key(item.key())) unknown.warn(reading, context.line, item.key());
  }
}

Contribution read_jsonl_object(std::string_view object) {
  Contribution out;
  Reading reading(out, nullptr);
  UnknownKeys unknown;
  ItemContext context;
  context.line = 1;
  try {
    read_v1(parse_object(object), context, reading, unknown);
  } catch (const BadEntry& bad) {
    reading.reject(context.line, bad.reason);
  }
  reading.finish();
  return out;
}

std::optional<std::string> stored_id(std::string_view id) {
  // No message is wanted, and one could not quote what is not UTF-8.
  if (find_invalid_utf8(id)) return std::nullopt;
  try {
    return checked_id(id);
  } catch (const BadEntry&) {
    return std::nullopt;
  }
}

}  // namespace nonmun::reader
