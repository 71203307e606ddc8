#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nonmun::korean {

/// FNV-1a over code points, one step at a time so that all prefixes (or, backwards, all suffixes)
/// of a word are hashed in one pass.
inline constexpr std::uint64_t kHashSeed = 14695981039346656037ULL;
constexpr std::uint64_t hash_step(std::uint64_t hash, char32_t c) {
  return (hash ^ c) * 1099511628211ULL;
}

/// A read-mostly open-addressing map from short Korean strings to `Value`, looked up with a hash
/// that the caller has already got. Keys are hashed in the order that `Backwards` says.
template <typename Value, bool Backwards>
class FlatMap {
 public:
  static std::uint64_t hash(std::u32string_view key) {
    std::uint64_t h = kHashSeed;
    for (std::size_t i = 0; i < key.size(); ++i) {
      h = hash_step(h, key[Backwards ? key.size() - 1 - i : i]);
    }
    return h;
  }

  /// The value of `key`, inserted as Value{} when new. For construction only.
  Value& at_or_insert(std::u32string_view key) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = slots_[index(key, hash(key))];
    if (slot.key.empty()) {
      slot.key = key;
      ++count_;
      longest_ = std::max(longest_, key.size());
    }
    return slot.value;
  }

  const Value* find(std::u32string_view key, std::uint64_t hash) const {
    const Slot& slot = slots_[index(key, hash)];
    return slot.key.empty() ? nullptr : &slot.value;
  }

  std::size_t longest() const { return longest_; }

 private:
  struct Slot {
    std::u32string key;
    Value value{};
  };

  std::size_t index(std::u32string_view key, std::uint64_t hash) const {
    std::size_t i = static_cast<std::size_t>(hash ^ (hash >> 29)) & (slots_.size() - 1);
    while (!slots_[i].key.empty() && slots_[i].key != key) i = (i + 1) & (slots_.size() - 1);
    return i;
  }

  void grow() {
    std::vector<Slot> old(std::max<std::size_t>(64, slots_.size() * 2));
    old.swap(slots_);
    for (Slot& slot : old) {
      if (!slot.key.empty()) slots_[index(slot.key, hash(slot.key))] = std::move(slot);
    }
  }

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
  std::size_t longest_ = 0;
};

}  // namespace nonmun::korean
