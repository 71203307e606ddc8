#include "indexer/paper/record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <nonmun/error.hpp>
#include <set>

#include "indexer/system/hash.hpp"

namespace nonmun {
namespace {

using nlohmann::json;

constexpr char kVersion = 1;
constexpr std::size_t kDayDigits = 8;

Error damaged() {
  return {Cause::damaged, "a stored paper is damaged", "rebuild the index"};
}

/// Arrays instead of objects: the keys would be most of the bytes of a short paper.
json to_json(const Paper& paper) {
  json sections = json::array();
  for (const Section& s : paper.sections) {
    sections.push_back({static_cast<int>(s.kind), s.label, s.text});
  }
  const auto optional = [](const auto& value) { return value ? json(*value) : json(nullptr); };
  return {paper.id,
          paper.title,
          paper.listed,
          optional(paper.votes),
          optional(paper.votes_at),
          paper.authors,
          std::move(sections),
          paper.abstract,
          paper.keywords,
          paper.url};
}

Paper paper_from(const json& j) {
  Paper paper;
  paper.id = j.at(0);
  paper.title = j.at(1);
  paper.listed = j.at(2).get<std::vector<std::string>>();
  if (!j.at(3).is_null()) paper.votes = j.at(3).get<std::int64_t>();
  if (!j.at(4).is_null()) paper.votes_at = j.at(4).get<std::int64_t>();
  paper.authors = j.at(5).get<std::vector<std::string>>();
  for (const json& s : j.at(6)) {
    const int kind = s.at(0);
    if (kind < 0 || kind > static_cast<int>(SectionKind::other)) throw damaged();
    paper.sections.push_back({static_cast<SectionKind>(kind), s.at(1), s.at(2)});
  }
  paper.abstract = j.at(7);
  paper.keywords = j.at(8).get<std::vector<std::string>>();
  paper.url = j.at(9);
  if (paper.listed.empty() || !is_iso_date(paper.listed.back())) throw damaged();
  return paper;
}

/// The head of a MessagePack array, as nlohmann::json writes it.
void append_array_head(std::size_t size, std::string& bytes) {
  const auto append = [&](std::initializer_list<std::size_t> values) {
    for (const std::size_t value : values) bytes.push_back(static_cast<char>(value & 0xff));
  };
  if (size < 16) {
    append({0x90 | size});
  } else if (size < 0x10000) {
    append({0xdc, size >> 8, size});
  } else {
    append({0xdd, size >> 24, size >> 16, size >> 8, size});
  }
}

std::string big_endian(std::uint64_t value) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(value >> shift & 0xff));
  }
  return bytes;
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

Paper Record::paper() const {
  if (listings.size() == 1) return listings.front().paper;
  std::vector<const Paper*> by_day;
  for (const Listing& listing : listings) by_day.push_back(&listing.paper);
  std::stable_sort(by_day.begin(), by_day.end(), [](const Paper* a, const Paper* b) {
    return a->listed.back() < b->listed.back();
  });

  Paper merged;
  std::set<std::string> days;
  for (const Paper* p : by_day) {
    merged.id = p->id;
    merged.title = p->title;
    days.insert(p->listed.begin(), p->listed.end());
    if (!p->sections.empty()) merged.sections = p->sections;
    if (!p->abstract.empty()) merged.abstract = p->abstract;
    if (!p->keywords.empty()) merged.keywords = p->keywords;
    if (!p->url.empty()) merged.url = p->url;
    if (p->authors.size() > merged.authors.size()) merged.authors = p->authors;
    // Unknown times sort before all others, so that pairs compare as the rule asks.
    if (p->votes && (!merged.votes ||
                     std::pair(p->votes_at, p->votes) > std::pair(merged.votes_at, merged.votes))) {
      merged.votes = p->votes;
      merged.votes_at = p->votes_at;
    }
  }
  merged.listed.assign(days.begin(), days.end());
  return merged;
}

EncodedListing encode(const Listing& listing) {
  EncodedListing encoded{listing.source, {}};
  json::to_msgpack(to_json(listing.paper), encoded.paper);
  return encoded;
}

std::string EncodedRecord::bytes() const {
  std::string bytes(1, kVersion);
  append_array_head(listings.size(), bytes);
  for (const EncodedListing& listing : listings) {
    append_array_head(2, bytes);
    json::to_msgpack(json(listing.source), bytes);
    bytes += listing.paper;
  }
  return bytes;
}

Record decode(const EncodedRecord& encoded) {
  try {
    Record record;
    for (const EncodedListing& listing : encoded.listings) {
      record.listings.push_back({listing.source, paper_from(json::from_msgpack(listing.paper))});
    }
    return record;
  } catch (const json::exception&) {
    throw damaged();
  }
}

Record decode_record(std::string_view bytes) {
  if (bytes.empty()) throw damaged();
  if (bytes[0] != kVersion) {
    throw Error(Cause::other_version, "a stored paper is of another version", "rebuild the index");
  }
  try {
    const json listings = json::from_msgpack(bytes.substr(1));
    Record record;
    for (const json& l : listings) {
      record.listings.push_back({l.at(0), paper_from(l.at(1))});
    }
    if (record.listings.empty()) throw damaged();
    return record;
  } catch (const json::exception&) {
    throw damaged();
  }
}

std::string EncodedRecord::content_key() const {
  std::map<std::string_view, std::string> by_source;
  for (const EncodedListing& listing : listings) by_source[listing.source] += listing.paper;
  std::vector<std::string> pairs;
  for (const auto& [source, content] : by_source) {
    pairs.push_back(big_endian(xxh3_64(source)) + big_endian(xxh3_64(content)));
  }
  std::sort(pairs.begin(), pairs.end());
  std::string key;
  for (const std::string& pair : pairs) key += pair;
  return key;
}

std::string sort_key(const Paper& paper) {
  const std::string& day = paper.listed.back();
  const int yyyymmdd =
      number(day.substr(0, 4)) * 10000 + number(day.substr(5, 2)) * 100 + number(day.substr(8, 2));
  return fmt::format("{:08}{}", 99999999 - yyyymmdd, paper.id);
}

std::string_view id_of_sort_key(std::string_view key) {
  return key.size() > kDayDigits ? key.substr(kDayDigits) : std::string_view{};
}

std::int64_t day_of_sort_key(std::string_view key) {
  const int yyyymmdd = 99999999 - number(key.substr(0, kDayDigits));
  return day_number(
      fmt::format("{:04}-{:02}-{:02}", yyyymmdd / 10000, yyyymmdd / 100 % 100, yyyymmdd % 100));
}

std::int64_t day_number(std::string_view iso_date) {
  const std::chrono::year_month_day day{
      std::chrono::year{number(iso_date.substr(0, 4))},
      std::chrono::month{static_cast<unsigned>(number(iso_date.substr(5, 2)))},
      std::chrono::day{static_cast<unsigned>(number(iso_date.substr(8, 2)))}};
  return std::chrono::sys_days{day}.time_since_epoch().count();
}

}  // namespace nonmun
