#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/system/mapped_file.hpp"

namespace nonmun::index {

/// What a query may go on with.
enum class SuggestionKind : std::uint8_t { word, name, author };
inline constexpr std::size_t kSuggestionKinds = 3;

/// Words, names of methods and authors by the beginnings of their keys (variants::typing_key,
/// variants::initials_key). Read in place.
class SuggestionTable {
 public:
  struct Suggestion {
    std::string_view text;
    std::uint32_t papers = 0;
  };
  /// Suggestions of a kind to encode. A large index has a million keys, so that the texts are kept
  /// one after another.
  class Rows {
   public:
    /// @param keys that a half-typed text may be the beginning of
    void add(std::string_view text, std::uint32_t papers, const std::vector<std::string>& keys);

   private:
    friend class SuggestionTable;
    std::string_view key(std::uint32_t number) const;
    std::vector<std::uint32_t> keys_in_order() const;

    std::string text_;
    std::vector<std::uint32_t> text_ends_;
    std::vector<std::uint32_t> papers_;
    std::string key_text_;
    std::vector<std::uint32_t> key_ends_;
    std::vector<std::uint32_t> key_rows_;
  };

  /// No suggestions.
  SuggestionTable() = default;
  /// @param rows by kind, in any order
  static std::string encode(const std::array<Rows, kSuggestionKinds>& rows);
  /// @throws Error(io) when the file is unreadable or damaged.
  explicit SuggestionTable(const std::string& path);

  /// The suggestions of a kind with a key that begins so: those of most papers first, then by key.
  /// The cost grows with `max`, not with the number of those that begin so.
  std::vector<Suggestion> find(SuggestionKind kind, std::string_view prefix, std::size_t max) const;

 private:
  /// Keys that share a maximum of papers, so that a search passes over most of them.
  static constexpr std::size_t kBlock = 64;

  /// Where the parts of a kind are, in bytes of the file.
  struct Place {
    std::size_t rows = 0, text_ends = 0, papers = 0, text = 0, text_size = 0;
    std::size_t keys = 0, key_ends = 0, key_rows = 0, block_papers = 0, key_text = 0;
    std::size_t key_text_size = 0;
  };

  std::uint32_t number(std::size_t place, std::size_t i) const;
  std::string_view piece(std::size_t ends, std::size_t text, std::size_t size, std::size_t i) const;
  std::string_view key(const Place& place, std::size_t i) const;
  std::uint32_t papers_of_key(const Place& place, std::size_t i) const;
  /// The first key from `from` on that is not before the prefix, or not of those that begin so.
  std::size_t bound(const Place& place, std::string_view prefix, bool after) const;

  std::shared_ptr<const system::MappedFile> file_;
  std::array<Place, kSuggestionKinds> kinds_;
};

}  // namespace nonmun::index
