#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/paper/paper.hpp"

namespace nonmun::paper {

/// What one entry of one source says of a paper.
struct Listing {
  std::string source;  ///< absolute path of the file, or the name of a pipe
  Paper paper;
  /// 1-based line of the entry in its file: of the heading, or where the JSON object begins. 0: not
  /// known.
  std::uint64_t line = 0;

  bool operator==(const Listing&) const = default;
};

/// All that the index keeps of one paper: what every source says of it. Keeping the listings apart
/// is what lets an update replace one source's word without reading the others again.
struct Record {
  std::vector<Listing> listings;  ///< never empty; ordered by source, then as in the file

  /// The paper as users see it. A paper listed several times is merged: all days; title and
  /// non-empty sections, abstract, keywords and url of the latest listing; votes with the newest
  /// votes_at, else the largest; the longest author list.
  Paper paper() const&;
  Paper paper() &&;
};

/// A listing as it is stored: encoded once, when it is read, and copied as bytes from then on.
struct EncodedListing {
  std::string source;
  std::string content;  ///< MessagePack: the line, then the paper
};

EncodedListing encode(const Listing& listing);

/// A record whose listings are encoded; ordered as those of a Record.
struct EncodedRecord {
  std::vector<EncodedListing> listings;

  /// The stored form (the data of the paper's Xapian document): a version byte, then MessagePack.
  std::string bytes() const;

  /// Identifies what the listings say and on which lines, source by source: 16 bytes for each
  /// source (a hash of its name, a hash of its listings), ordered. Kept in slot kContentSlot, so
  /// that an update sees what changed without reading stored papers.
  std::string content_key() const;
};

/// @throws Error(io) when the bytes are damaged.
Record decode(const EncodedRecord& record);

/// What is wanted of a stored record.
enum class RecordParts : std::uint8_t {
  all,
  head,  ///< without sections, abstracts and keywords, which are most of the bytes
};

/// Also reads records of earlier versions, in which the lines are not known.
/// @throws Error(io) when the bytes are damaged, Error(version) when they are of a later version.
Record decode_record(std::string_view bytes, RecordParts parts = RecordParts::all);

/// Whether two records have the same papers from the same sources, wherever in their files.
bool same_but_for_lines(const Record& a, const Record& b);

/// Orders papers by newest day, then id, as the bytes of value slot kSortSlot do.
std::string sort_key(const Paper& paper);
/// The id inside a sort key.
std::string_view id_of_sort_key(std::string_view key);
/// The day inside a sort key, as days since 1970-01-01.
std::int64_t day_of_sort_key(std::string_view key);

}  // namespace nonmun::paper
