#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace nonmun::reader {

/// What a warning is about, for those that treat some of them differently.
enum class WarningKind : std::uint8_t { other, unknown_key, merge_conflict };

/// A message about a line of a file.
struct Message {
  std::size_t line;
  std::string text;
  WarningKind kind = WarningKind::other;
  std::uint64_t times = 1;  ///< of how many lines it is said
};

/// Collects messages about one file, in bounded memory: one that is said of many lines becomes one
/// message with a count.
class Messages {
 public:
  /// @param item what the message is about, such as an id: said with it, but not part of what makes
  ///        two messages the same
  /// @param kind of a warning; one text has one kind
  void add(std::size_t line, std::string text, std::string item = {},
           WarningKind kind = WarningKind::other);

  std::uint64_t count() const { return count_; }
  /// At most kMaxRejects messages, by line.
  std::vector<Message> take() &&;

 private:
  struct Group {
    std::string text;
    WarningKind kind = WarningKind::other;
    std::uint64_t count = 0;
    std::vector<Message> first;  ///< the first few, with their items
  };

  std::vector<Group> groups_;
  std::unordered_map<std::string, std::size_t> by_text_;
  std::uint64_t count_ = 0;
};

}  // namespace nonmun::reader
