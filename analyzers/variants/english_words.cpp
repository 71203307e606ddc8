#include "analyzers/variants/english_words.hpp"

namespace nonmun::variants {

// The Bloom filter, which the build makes.
extern const std::size_t kEnglishWordsSize;
extern const std::uint64_t kEnglishWords[];

bool is_english_word(std::string_view word) {
  bool found = !word.empty();
  for_each_place(word, kEnglishWordsSize * 64, kHashFunctions, [&](std::size_t place) {
    found = found && (kEnglishWords[place / 64] >> (place % 64) & 1U) != 0;
  });
  return found;
}

}  // namespace nonmun::variants
