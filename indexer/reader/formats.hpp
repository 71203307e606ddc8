#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/reader/messages.hpp"
#include "indexer/reader/reader.hpp"

// What the formats of the reader share: one function each, and the limits.

namespace nonmun::reader {

/// Longest line of Markdown, and longest entry of any format, in bytes.
constexpr std::size_t kMaxLine = std::size_t{64} * 1024;
constexpr std::size_t kMaxEntry = std::size_t{256} * 1024;
/// Greatest vote count that can be true; more is damage.
constexpr std::int64_t kMaxVotes = 1'000'000'000;

/// A file that is being read: what it contributes, and what there is to say about it.
class Reading {
 public:
  Reading(Contribution& out, const std::atomic<bool>* interrupted)
      : out_(out), interrupted_(interrupted) {}

  void add(Entry entry) { out_.entries.push_back(std::move(entry)); }
  void add(VoteUpdate votes) { out_.votes.push_back(std::move(votes)); }
  void reject(std::size_t line, std::string reason, std::string item = {});
  void warn(std::size_t line, std::string message, std::string item = {},
            WarningKind kind = WarningKind::other);
  void skip_file(std::string why);

  /// Called for every line or item. @throws Error(interrupted)
  void look_at_signals();

  const std::string& file() const { return out_.file; }
  /// Writes rejects and warnings into the contribution.
  void finish();

 private:
  Contribution& out_;
  const std::atomic<bool>* interrupted_;
  Messages rejects_;
  Messages warnings_;
  std::size_t looks_ = 0;
};

/// What became of a line of Markdown.
enum class LinePlace : std::uint8_t {
  none,
  blank,
  heading,
  field,
  media,
  markup,
  text,
  warned,
  rejected
};

/// Each reads a whole file in its format, without byte order mark.
/// @param places filled with the place of every line, when it is wanted
void read_markdown(std::string_view content, Reading& reading,
                   std::vector<LinePlace>* places = nullptr);
void read_json_array(std::string_view content, Reading& reading);
void read_json_objects(std::string_view content, Reading& reading);

}  // namespace nonmun::reader
