#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/variants/transliteration.hpp"
#include "indexer/system/mapped_file.hpp"

namespace nonmun::index {

/// Which Korean words spell which English ones, for the words that the papers have: to look it up
/// takes a hundredth of the time that reading a word by the rules takes.
class LoanwordTable {
 public:
  /// A Korean word and one of its readings.
  struct Pair {
    std::uint32_t hangul = 0;  ///< a word of the lexicon of Korean words
    variants::Match latin;     ///< a word of the lexicon of Latin words
  };

  /// No words.
  LoanwordTable() = default;
  /// @param complete_from Korean words in so many papers have all their readings among the pairs
  /// @param pairs ordered by the Korean word; those of one as accepted_latin_matches() has them
  static std::string encode(std::uint32_t complete_from, const std::vector<Pair>& pairs);
  /// @param hangul_words,latin_words sizes of the lexicons
  /// @throws Error(io) when the file is unreadable or damaged.
  LoanwordTable(const std::string& path, std::size_t hangul_words, std::size_t latin_words);

  /// The Korean words that spell a Latin one, ascending.
  std::vector<std::uint32_t> hangul_for(std::uint32_t latin) const;
  /// variants::accepted_latin_matches() of a Korean word; nothing where the rules must be asked.
  /// @param papers that have the word
  std::optional<std::vector<variants::Match>> latin_for(std::uint32_t hangul,
                                                        std::uint32_t papers) const;

 private:
  Pair pair(std::size_t i) const;
  /// The place of a pair in the order of Latin words.
  std::size_t by_latin(std::size_t i) const;

  std::shared_ptr<const system::MappedFile> file_;
  std::string_view pairs_;
  std::string_view by_latin_;
  std::size_t count_ = 0;
  std::uint32_t complete_from_ = ~std::uint32_t{0};
};

}  // namespace nonmun::index
