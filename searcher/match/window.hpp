#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "analyzers/text/bits.hpp"
#include "analyzers/text/little_endian.hpp"
#include "indexer/index/postings.hpp"

namespace nonmun::match {

/// Some of the papers of one window, by their numbers in it.
class WindowSet {
 public:
  void insert(std::uint32_t local) { words_[local / 64] |= bit(local); }
  void erase(std::uint32_t local) { words_[local / 64] &= ~bit(local); }
  bool contains(std::uint32_t local) const { return (words_[local / 64] & bit(local)) != 0; }
  void clear() { words_.fill(0); }
  /// @param bits kWindowSize of them, little-endian
  static WindowSet of(const char* bits) {
    WindowSet set;
    for (std::size_t i = 0; i < set.words_.size(); ++i) {
      set.words_[i] = text::get_little_endian<std::uint64_t>(bits + i * sizeof(std::uint64_t));
    }
    return set;
  }
  /// All numbers of a window.
  static WindowSet all() {
    WindowSet set;
    set.words_.fill(~std::uint64_t{0});
    return set;
  }

  /// A bit for each number, the lowest first.
  std::span<std::uint64_t, index::kWindowSize / 64> words() { return words_; }

  bool empty() const {
    std::uint64_t any = 0;
    for (const std::uint64_t word : words_) any |= word;
    return any == 0;
  }
  std::uint32_t size() const {
    std::uint32_t count = 0;
    for (const std::uint64_t word : words_) count += text::count_bits(word);
    return count;
  }
  /// How many are smaller than `local`, given the numbers before each word: see ranks().
  std::uint32_t rank(std::uint32_t local, const std::array<std::uint16_t, 64>& ranks) const {
    return ranks[local / 64] + text::count_bits(words_[local / 64] & (bit(local) - 1));
  }
  std::array<std::uint16_t, 64> ranks() const {
    std::array<std::uint16_t, 64> ranks;
    std::uint32_t before = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      ranks[i] = static_cast<std::uint16_t>(before);
      before += text::count_bits(words_[i]);
    }
    return ranks;
  }

  WindowSet& operator&=(const WindowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  friend WindowSet operator&(WindowSet a, const WindowSet& b) { return a &= b; }
  WindowSet& operator|=(const WindowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  WindowSet& operator-=(const WindowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
    return *this;
  }

  /// Calls visit(number) for each, ascending.
  template <class Visit>
  void visit(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
        visit(
            static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(word))));
      }
    }
  }

 private:
  static std::uint64_t bit(std::uint32_t local) { return std::uint64_t{1} << (local % 64); }

  std::array<std::uint64_t, index::kWindowSize / 64> words_{};
};
static_assert(index::kWindowSize / 64 == 64);

}  // namespace nonmun::match
