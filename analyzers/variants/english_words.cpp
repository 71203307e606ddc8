#include "analyzers/variants/english_words.hpp"

#include "analyzers/variants/english_words_data.hpp"

namespace nonmun::variants {

bool is_english_word(std::string_view word) {
  bool found = !word.empty();
  constexpr std::size_t kBits = std::size(kEnglishWords) * 64;
  for_each_place(word, kBits, kHashFunctions, [&](std::size_t place) {
    found = found && (kEnglishWords[place / 64] >> (place % 64) & 1U) != 0;
  });
  return found;
}

}  // namespace nonmun::variants
