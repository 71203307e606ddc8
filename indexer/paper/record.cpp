#include "indexer/paper/record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <nonmun/error.hpp>
#include <set>
#include <utility>

#include "indexer/paper/day.hpp"
#include "indexer/paper/message_pack.hpp"
#include "indexer/system/hash.hpp"

namespace nonmun::paper {
namespace {

using nlohmann::json;

constexpr char kVersion = 2;
constexpr char kVersionWithoutLines = 1;
constexpr std::size_t kDayDigits = 8;
constexpr int kLastNumber = 99999999;  // YYYYMMDD is taken from it: the newest day comes first
constexpr std::size_t kPaperParts = 10;

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
  json parts = {paper.id,
                paper.title,
                paper.listed,
                optional(paper.votes),
                optional(paper.votes_at),
                paper.authors,
                std::move(sections),
                paper.abstract,
                paper.keywords,
                paper.url};
  // Few papers are withdrawn: the others keep the bytes, and the content keys, that they had.
  if (!paper.withdrawn.empty()) parts.push_back(paper.withdrawn);
  return parts;
}

std::vector<std::string> read_texts(MessagePackReader& in) {
  std::vector<std::string> texts(in.array());
  for (std::string& text : texts) text = in.text();
  return texts;
}

void skip_texts(MessagePackReader& in, std::size_t count) {
  for (; count > 0; --count) in.text_view();
}

/// Reads sections, abstract and keywords.
void read_body(MessagePackReader& in, Paper& paper) {
  for (std::size_t left = in.array(); left > 0; --left) {
    if (in.array() != 3) throw damaged();
    Section section;
    const std::int64_t kind = in.integer();
    if (kind < 0 || kind > static_cast<std::int64_t>(SectionKind::other)) throw damaged();
    section.kind = static_cast<SectionKind>(kind);
    section.label = in.text();
    section.text = in.text();
    paper.sections.push_back(std::move(section));
  }
  paper.abstract = in.text();
  paper.keywords = read_texts(in);
}

void skip_body(MessagePackReader& in) {
  for (std::size_t left = in.array(); left > 0; --left) {
    if (in.array() != 3) throw damaged();
    in.integer();
    skip_texts(in, 2);
  }
  skip_texts(in, 1);
  skip_texts(in, in.array());
}

Paper read_paper(MessagePackReader& in, RecordParts parts = RecordParts::all) {
  const std::size_t size = in.array();
  if (size != kPaperParts && size != kPaperParts + 1) throw damaged();
  Paper paper;
  paper.id = in.text();
  paper.title = in.text();
  paper.listed = read_texts(in);
  paper.votes = in.integer_or_nil();
  paper.votes_at = in.integer_or_nil();
  paper.authors = read_texts(in);
  if (parts == RecordParts::all) {
    read_body(in, paper);
  } else {
    skip_body(in);
  }
  paper.url = in.text();
  if (size > kPaperParts) paper.withdrawn = in.text();
  if (paper.listed.empty() || !Day::parse(paper.listed.back())) throw damaged();
  return paper;
}

std::uint64_t read_line(MessagePackReader& in) {
  const std::int64_t line = in.integer();
  if (line < 0) throw damaged();
  return static_cast<std::uint64_t>(line);
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

}  // namespace

Paper Record::paper() && {
  if (listings.size() == 1) return std::move(listings.front().paper);
  return std::as_const(*this).paper();
}

Paper Record::paper() const& {
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
    if (!p->withdrawn.empty()) merged.withdrawn = p->withdrawn;
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
  json::to_msgpack(json(listing.line), encoded.content);
  json::to_msgpack(to_json(listing.paper), encoded.content);
  return encoded;
}

std::string EncodedRecord::bytes() const {
  std::string bytes(1, kVersion);
  append_array_head(listings.size(), bytes);
  for (const EncodedListing& listing : listings) {
    append_array_head(3, bytes);
    json::to_msgpack(json(listing.source), bytes);
    bytes += listing.content;
  }
  return bytes;
}

Record decode(const EncodedRecord& encoded) {
  try {
    Record record;
    for (const EncodedListing& listing : encoded.listings) {
      MessagePackReader in(listing.content);
      const std::uint64_t line = read_line(in);
      record.listings.push_back({listing.source, read_paper(in), line});
      if (!in.at_end()) throw damaged();
    }
    return record;
  } catch (const BadMessagePack&) {
    throw damaged();
  }
}

Record decode_record(std::string_view bytes, RecordParts parts) {
  if (bytes.empty()) throw damaged();
  const bool has_lines = bytes[0] == kVersion;
  if (!has_lines && bytes[0] != kVersionWithoutLines) {
    throw Error(Cause::other_version, "a stored paper is of another version", "rebuild the index");
  }
  try {
    MessagePackReader in(bytes.substr(1));
    Record record;
    for (std::size_t left = in.array(); left > 0; --left) {
      if (in.array() != (has_lines ? 3 : 2)) throw damaged();
      std::string source = in.text();
      const std::uint64_t line = has_lines ? read_line(in) : 0;
      record.listings.push_back({std::move(source), read_paper(in, parts), line});
    }
    if (record.listings.empty() || !in.at_end()) throw damaged();
    return record;
  } catch (const BadMessagePack&) {
    throw damaged();
  }
}

std::string EncodedRecord::content_key() const {
  std::map<std::string_view, std::string> by_source;
  for (const EncodedListing& listing : listings) by_source[listing.source] += listing.content;
  std::vector<std::string> pairs;
  for (const auto& [source, content] : by_source) {
    pairs.push_back(big_endian(system::xxh3_64(source)) + big_endian(system::xxh3_64(content)));
  }
  std::sort(pairs.begin(), pairs.end());
  std::string key;
  for (const std::string& pair : pairs) key += pair;
  return key;
}

bool same_but_for_lines(const Record& a, const Record& b) {
  return std::equal(a.listings.begin(), a.listings.end(), b.listings.begin(), b.listings.end(),
                    [](const Listing& x, const Listing& y) {
                      return x.source == y.source && x.paper == y.paper;
                    });
}

std::string sort_key(const Paper& paper) {
  const std::optional<Day> day = Day::parse(paper.listed.back());
  return fmt::format("{:08}{}", kLastNumber - (day ? day->number() : 0), paper.id);
}

std::string_view id_of_sort_key(std::string_view key) {
  return key.size() > kDayDigits ? key.substr(kDayDigits) : std::string_view{};
}

std::int64_t day_of_sort_key(std::string_view key) {
  int number = 0;
  const std::string_view digits = key.substr(0, kDayDigits);
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const std::optional<Day> day = Day::from_number(kLastNumber - number);
  return day ? day->since_epoch() : 0;
}

}  // namespace nonmun::paper
