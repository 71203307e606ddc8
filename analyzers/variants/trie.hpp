#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/little_endian.hpp"

namespace nonmun::variants {

/// A word for build_trie() and the caller's number for it, usually an index into a vocabulary.
/// Several words may carry the same number (the surface forms of one stem).
struct TrieWord {
  std::string_view word;  ///< 1 to kMaxTrieDepth bytes
  std::uint32_t value;    ///< 0 to 2^32 - 2
};

/// The longest word of a trie, in bytes. Bounds the memory and the recursion of every walk, also
/// over bytes from a hostile file.
inline constexpr std::size_t kMaxTrieDepth = 250;

/// Writes an immutable trie: little-endian, without pointers, the same bytes for the same words.
/// 13 bytes a node.
/// @param words strictly ascending in byte order
/// @throw std::invalid_argument if they are not, or a word or value is out of range
std::string build_trie(std::span<const TrieWord> words);

/// A trie used in place. Does not own the bytes; they need no alignment.
///
/// Nodes are numbered breadth first, so the children of a node are consecutive, in ascending order
/// of label, and every child has a greater number than its parent.
class TrieView {
 public:
  using Node = std::uint32_t;
  static constexpr Node kRoot = 0;
  /// The value of a node at which no word ends.
  static constexpr std::uint32_t kNoWord = 0xFFFFFFFF;

  /// A trie without words.
  TrieView() = default;

  /// Verifies in one pass over the bytes that they form a tree; after that no walk can leave them
  /// or go on for ever.
  /// @throw std::runtime_error("damaged trie: ...")
  static TrieView open(std::string_view bytes);

  struct Nodes {
    Node begin, end;
  };

  /// The children are the nodes from begin to end, exclusive.
  Nodes children(Node node) const {
    return {read(first_child_, node), read(first_child_, node + 1)};
  }

  /// The last byte of the node's string. @pre node != kRoot
  unsigned char label(Node node) const { return static_cast<unsigned char>(label_[node]); }

  /// The number of the word that ends here, or kNoWord.
  std::uint32_t value(Node node) const { return read(value_, node); }

  /// Which labels occur below the node: bit (label mod 32) is set for each. Lets a search drop a
  /// subtree that lacks a letter it needs. A hint: a damaged file can make it wrong, never unsafe.
  std::uint32_t labels_below(Node node) const { return read(below_, node); }

  /// The child with this label, or kRoot if there is none.
  Node child(Node node, unsigned char label) const;

  /// The number of an exact word, or kNoWord.
  std::uint32_t find(std::string_view word) const;

  /// Nodes including the root; 0 for a default-constructed view.
  std::uint32_t node_count() const { return count_; }

  /// All values are smaller than this; compare it with the size of the vocabulary.
  std::uint32_t value_limit() const { return value_limit_; }

 private:
  static std::uint32_t read(const char* array, std::uint32_t index) {
    return text::get_little_endian<std::uint32_t>(array + std::size_t{index} * 4);
  }

  std::uint32_t count_ = 0;
  std::uint32_t value_limit_ = 0;
  const char* first_child_ = kEmpty;
  const char* value_ = kEmpty + 8;
  const char* below_ = kEmpty + 12;
  const char* label_ = kEmpty + 16;

  // A root alone, so that a default-constructed view can be walked: children [1, 1), no word.
  static constexpr char kEmpty[] =
      "\1\0\0\0\1\0\0\0"
      "\xFF\xFF\xFF\xFF"
      "\0\0\0\0"
      "\0";
};

}  // namespace nonmun::variants
