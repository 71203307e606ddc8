#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nonmun::variants {

/// Whether a word is in a dictionary of English (Debian's wamerican), in any of its forms: who
/// types such a word means it, though no paper may have it. One word in a thousand that is none is
/// taken for one, which costs it its correction.
/// @param word in small letters a-z
bool is_english_word(std::string_view word);

/// The places of a word in a Bloom filter of `bits` bits: one for each of `count` hash functions,
/// by double hashing (Kirsch and Mitzenmacher, "Less Hashing, Same Performance", 2006).
template <class Visit>
constexpr void for_each_place(std::string_view word, std::size_t bits, int count, Visit visit) {
  std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a
  for (const char c : word) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  }
  const std::uint64_t first = hash & 0xffffffffU;
  const std::uint64_t second = (hash >> 32U) | 1U;
  for (int i = 0; i < count; ++i) {
    visit(static_cast<std::size_t>((first + static_cast<std::uint64_t>(i) * second) % bits));
  }
}

inline constexpr int kHashFunctions = 7;
inline constexpr std::size_t kBitsPerWord = 16;

}  // namespace nonmun::variants
