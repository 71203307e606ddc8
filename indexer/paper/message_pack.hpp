#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nonmun::paper {

/// The bytes are not what the caller asked for.
struct BadMessagePack {};

/// Reads MessagePack value by value, as a caller that knows the shape of the data asks for them.
/// So damaged bytes can neither nest (a general decoder recurses once per level and overflows the
/// stack) nor claim more elements than there are bytes.
class MessagePackReader {
 public:
  explicit MessagePackReader(std::string_view bytes) : bytes_(bytes) {}

  /// Number of elements of the array that starts here; its elements follow.
  std::size_t array();
  std::string text() { return std::string(text_view()); }
  /// In the bytes that are read.
  std::string_view text_view();
  std::int64_t integer();
  std::optional<std::int64_t> integer_or_nil();
  bool at_end() const { return bytes_.empty(); }

 private:
  std::uint8_t byte();
  std::uint64_t big_endian(std::size_t size);

  std::string_view bytes_;
};

}  // namespace nonmun::paper
