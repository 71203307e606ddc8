#include "indexer/paper/message_pack.hpp"

#include <limits>

namespace nonmun::paper {
namespace {

constexpr std::uint8_t kNil = 0xc0;

}  // namespace

std::uint8_t MessagePackReader::byte() {
  if (bytes_.empty()) throw BadMessagePack{};
  const auto value = static_cast<std::uint8_t>(bytes_.front());
  bytes_.remove_prefix(1);
  return value;
}

std::uint64_t MessagePackReader::big_endian(std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value = value << 8 | byte();
  return value;
}

std::size_t MessagePackReader::array() {
  const std::uint8_t head = byte();
  std::uint64_t size = 0;
  if (head >= 0x90 && head <= 0x9f) {
    size = head & 0x0fU;
  } else if (head == 0xdc || head == 0xdd) {
    size = big_endian(head == 0xdc ? 2 : 4);
  } else {
    throw BadMessagePack{};
  }
  if (size > bytes_.size()) throw BadMessagePack{};
  return static_cast<std::size_t>(size);
}

std::string_view MessagePackReader::text_view() {
  const std::uint8_t head = byte();
  std::uint64_t size = 0;
  if (head >= 0xa0 && head <= 0xbf) {
    size = head & 0x1fU;
  } else if (head >= 0xd9 && head <= 0xdb) {
    size = big_endian(std::size_t{1} << (head - 0xd9));
  } else {
    throw BadMessagePack{};
  }
  if (size > bytes_.size()) throw BadMessagePack{};
  const std::string_view out = bytes_.substr(0, static_cast<std::size_t>(size));
  bytes_.remove_prefix(out.size());
  return out;
}

std::int64_t MessagePackReader::integer() {
  const std::uint8_t head = byte();
  if (head <= 0x7f) return head;
  if (head >= 0xe0) return static_cast<std::int8_t>(head);
  if (head >= 0xcc && head <= 0xcf) {
    const std::uint64_t value = big_endian(std::size_t{1} << (head - 0xcc));
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      throw BadMessagePack{};
    }
    return static_cast<std::int64_t>(value);
  }
  switch (head) {
    case 0xd0:
      return static_cast<std::int8_t>(big_endian(1));
    case 0xd1:
      return static_cast<std::int16_t>(big_endian(2));
    case 0xd2:
      return static_cast<std::int32_t>(big_endian(4));
    case 0xd3:
      return static_cast<std::int64_t>(big_endian(8));
    default:
      throw BadMessagePack{};
  }
}

std::optional<std::int64_t> MessagePackReader::integer_or_nil() {
  if (!bytes_.empty() && static_cast<std::uint8_t>(bytes_.front()) == kNil) {
    bytes_.remove_prefix(1);
    return std::nullopt;
  }
  return integer();
}

}  // namespace nonmun::paper
