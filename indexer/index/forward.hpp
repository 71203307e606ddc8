#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/sharded.hpp"
#include "indexer/system/buffered_file.hpp"
#include "indexer/system/mapped_file.hpp"

namespace nonmun::index {

/// The words of one paper in the order in which they stand, for whoever knows that it has them: a
/// word is a hash that is its own among the words of this paper, and no text. It depends on the
/// paper alone.
class ForwardRecord {
 public:
  struct Word {
    std::uint64_t hash = 0;  ///< term_hash() of the term, without prefix
    std::uint32_t position = 0;
  };
  /// The names of authors have positions of their own; the title is the beginning of the text.
  enum class Place : std::uint8_t { text, title, authors };

  /// @param text,authors in the order of positions
  /// @param title how many words of `text` are the title's
  /// @param others hashes of terms that the paper has without positions: not to be taken for one
  ///        that has some
  static std::string encode(std::span<const Word> text, std::size_t title,
                            std::span<const Word> authors,
                            std::span<const std::uint64_t> others = {});

  /// An empty paper.
  ForwardRecord() = default;
  /// Reads bytes in place. Damaged ones give wrong positions, but nothing beyond them is read.
  explicit ForwardRecord(std::string_view bytes);

  /// Appends the positions of a term that the paper has, ascending; none when it has it without
  /// positions. For a term that it does not have, those of any word may come.
  /// @param hash term_hash() of it
  void positions(Place place, std::uint64_t hash, std::vector<std::uint32_t>& out) const;
  /// The same for several terms, in one go where the paper has few words.
  /// @param out one for each term
  void positions(Place place, std::span<const std::uint64_t> hashes,
                 std::span<std::vector<std::uint32_t>> out) const;
  /// Whether terms that the paper has stand side by side, in this order.
  /// @param hashes of the terms, at least one
  bool has_phrase(Place place, std::span<const std::uint64_t> hashes) const;

  /// Words of one name are at most so far apart.
  static constexpr std::uint32_t kNameReach = 16;
  /// Two words that stand side by side, or in one name of an author the one somewhere before the
  /// other; as hashes of two bytes: see narrow_hash().
  struct Neighbours {
    Place place = Place::text;  ///< never title, which is part of the text
    std::uint16_t first = 0;
    std::uint16_t second = 0;
  };
  /// All of them; nothing when there are more than `most`, or when hashes are longer.
  std::optional<std::vector<Neighbours>> neighbours(std::size_t most) const;
  /// Of the hashes.
  unsigned seed() const { return seed_; }
  static std::uint16_t narrow_hash(std::uint64_t hash, unsigned seed);

  /// A text of the paper: the title is number 0, then come the others as they were indexed.
  struct TextStart {
    std::uint32_t position = 0;  ///< of its first word
    std::uint32_t text = 0;
  };
  /// The texts that have words, in ascending order.
  std::vector<TextStart> text_starts() const;

  static std::uint64_t term_hash(std::string_view term);

 private:
  struct Words {
    std::string_view runs;    // of positions that follow each other
    std::string_view hashes;  // of the words
  };

  const Words& words(Place place) const { return place == Place::authors ? authors_ : text_; }
  std::size_t count(Place place) const;
  bool has_neighbours(Place place, std::span<const std::uint64_t> hashes) const;

  unsigned char seed_ = 0;
  std::size_t width_ = 2;  // of a hash, bytes
  bool shared_ = false;    // some words of the text have one position
  std::size_t title_ = 0;
  Words text_;
  Words authors_;
};

/// The forward records of all papers, by document number.
class ForwardIndex {
 public:
  /// No papers.
  ForwardIndex() = default;
  /// Writes the file of forward records, paper after paper.
  class Writer;
  /// @throws Error(io) when the file is unreadable or damaged.
  explicit ForwardIndex(const std::string& path);
  /// Those of several shards.
  static ForwardIndex of(std::vector<ForwardIndex> shards, const ShardMap& map);

  std::uint32_t last_docid() const { return last_docid_; }
  /// The indexes of its shards; empty when it is one file.
  const Sharded<ForwardIndex>& shards() const { return shards_; }
  /// That of an empty paper when there is none.
  ForwardRecord record(std::uint32_t docid) const;
  /// Says that the record will soon be read. @return the bytes of it
  std::string_view prefetch(std::uint32_t docid) const;

 private:
  std::string_view bytes(std::uint32_t docid) const;

  std::shared_ptr<const system::MappedFile> file_;
  std::uint32_t last_docid_ = 0;
  Sharded<ForwardIndex> shards_;
};

class ForwardIndex::Writer {
 public:
  /// @throws Error(io)
  Writer(const std::string& path, std::uint32_t last_docid);
  /// @pre documents come in ascending order, none beyond the last
  void add(std::uint32_t docid, std::string_view record);
  /// Waits until the file is on the disk.
  void finish();

 private:
  system::BufferedFile file_;
  std::uint32_t last_docid_;
  std::vector<std::uint64_t> ends_;
};

}  // namespace nonmun::index
