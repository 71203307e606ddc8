#include "searcher/nonmun-search/interactive/clipboard.hpp"

#include <cstddef>
#include <cstdint>

namespace nonmun::program::interactive {
namespace {

/// RFC 4648, with padding.
std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group <<= 8;
      if (i + k < bytes.size()) group |= static_cast<unsigned char>(bytes[i + k]);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += i + k > bytes.size() ? '=' : kDigits[group >> (18 - 6 * k) & 0x3f];
    }
  }
  return text;
}

}  // namespace

std::string clipboard_sequence(std::string_view text) {
  return "\x1b]52;c;" + base64(text) + "\a";
}

}  // namespace nonmun::program::interactive
