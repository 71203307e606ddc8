#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/korean/stem.hpp"

namespace nonmun::korean {

/// Appends `stem`, which was cut from `word`, to `term` as UTF-8.
void append_stem(std::u32string_view word, const Stem& stem, std::string& term);

/// Stems by word, in a bounded direct-mapped cache: a few thousand words make up most of a text.
/// One per thread.
class StemCache {
 public:
  StemCache();

  /// Appends the stem of `word` to `term` as UTF-8. `use` false bypasses the cache.
  void append_stem(std::u32string_view word, bool use, std::string& term);

 private:
  static constexpr std::size_t kMaxCachedLength = 12;
  struct Slot {
    std::array<char16_t, kMaxCachedLength> word{};
    std::uint8_t length = 0;
    std::uint8_t keep = 0;
    std::array<char16_t, 2> added{};
  };

  Stem look_up(std::u32string_view word);

  std::vector<Slot> slots_;
};

}  // namespace nonmun::korean
