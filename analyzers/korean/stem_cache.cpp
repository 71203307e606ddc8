#include "analyzers/korean/stem_cache.hpp"

#include <algorithm>
#include <cstdint>

#include "analyzers/korean/flat_map.hpp"
#include "analyzers/text/utf8.hpp"

namespace nonmun::korean {
namespace {

constexpr std::size_t kSlots = 1U << 14;  // 512 KiB

}  // namespace

StemCache::StemCache() : slots_(kSlots) {}

Stem StemCache::look_up(std::u32string_view word) {
  std::uint64_t hash = kHashSeed;
  for (const char32_t c : word) hash = hash_step(hash, c);
  Slot& slot = slots_[(hash ^ (hash >> 29)) & (kSlots - 1)];
  // Syllables lie in the BMP, so 16 bits hold them.
  const bool hit =
      slot.length == word.size() && std::equal(word.begin(), word.end(), slot.word.begin(),
                                               [](char32_t a, char16_t b) { return a == b; });
  if (hit) return Stem{slot.keep, {slot.added[0], slot.added[1]}};
  const Stem result = stem(word);
  slot.length = static_cast<std::uint8_t>(word.size());
  slot.keep = static_cast<std::uint8_t>(result.keep);
  slot.added = {static_cast<char16_t>(result.added[0]), static_cast<char16_t>(result.added[1])};
  std::transform(word.begin(), word.end(), slot.word.begin(),
                 [](char32_t c) { return static_cast<char16_t>(c); });
  return result;
}

void append_stem(std::u32string_view word, const Stem& stem, std::string& term) {
  for (const char32_t c : word.substr(0, stem.keep)) text::append_utf8(c, term);
  for (const char32_t c : stem.added) {
    if (c) text::append_utf8(c, term);
  }
}

void StemCache::append_stem(std::u32string_view word, bool use, std::string& term) {
  korean::append_stem(word, use && word.size() <= kMaxCachedLength ? look_up(word) : stem(word),
                      term);
}

}  // namespace nonmun::korean
