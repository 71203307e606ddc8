// Writes the dictionary of English words as a Bloom filter in C++. Run by the build.
//
// Usage: make_english_words < DICTIONARY > SOURCE

#include <algorithm>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "analyzers/text/ascii.hpp"
#include "analyzers/variants/english_words.hpp"

namespace {

/// The words of three letters or more in small letters, without their possessive forms.
std::set<std::string> read_words(std::istream& dictionary) {
  std::set<std::string> words;
  for (std::string word; std::getline(dictionary, word);) {
    word = nonmun::text::ascii_lowered(word);
    const bool is_plain =
        std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (is_plain && word.size() >= 3) words.insert(word);
  }
  return words;
}

}  // namespace

int main() {
  const std::set<std::string> words = read_words(std::cin);
  if (words.size() < 10'000) {
    std::cerr << "make_english_words: this is no dictionary of English\n";
    return 1;
  }
  using namespace nonmun::variants;
  std::vector<std::uint64_t> bits(words.size() * kBitsPerWord / 64 + 1);
  for (const std::string& word : words) {
    for_each_place(word, bits.size() * 64, kHashFunctions, [&](std::size_t place) {
      bits[place / 64] |= std::uint64_t{1} << (place % 64);
    });
  }
  std::cout << "#include <cstddef>\n#include <cstdint>\nnamespace nonmun::variants {\n"
            << "extern const std::size_t kEnglishWordsSize;\n"
            << "extern const std::uint64_t kEnglishWords[];\n"
            << "const std::size_t kEnglishWordsSize = " << bits.size() << ";\n"
            << "const std::uint64_t kEnglishWords[] = {\n";
  for (const std::uint64_t word : bits) std::cout << word << "U,\n";
  std::cout << "};\n}\n";
  return std::cout.flush() ? 0 : 1;
}
