// Writes the dictionary of English words as a Bloom filter in a header. Run by the build.
//
// Usage: make_english_words DICTIONARY HEADER

#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "analyzers/variants/english_words.hpp"

namespace {

/// The words of three letters or more in small letters, without their possessive forms.
std::set<std::string> read_words(std::istream& dictionary) {
  std::set<std::string> words;
  for (std::string word; std::getline(dictionary, word);) {
    for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const bool is_plain =
        std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (is_plain && word.size() >= 3) words.insert(word);
  }
  return words;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: make_english_words DICTIONARY HEADER\n";
    return 2;
  }
  std::ifstream dictionary(argv[1]);
  const std::set<std::string> words = read_words(dictionary);
  if (words.size() < 10'000) {
    std::cerr << argv[1] << ": no dictionary of English\n";
    return 1;
  }
  using namespace nonmun::variants;
  std::vector<std::uint64_t> bits(words.size() * kBitsPerWord / 64 + 1);
  for (const std::string& word : words) {
    for_each_place(word, bits.size() * 64, kHashFunctions, [&](std::size_t place) {
      bits[place / 64] |= std::uint64_t{1} << (place % 64);
    });
  }
  std::ofstream header(argv[2]);
  header << "#pragma once\n#include <cstdint>\n#include <iterator>\n"
         << "namespace nonmun::variants {\ninline constexpr std::uint64_t kEnglishWords[] = {\n";
  for (const std::uint64_t word : bits) header << word << "U,\n";
  header << "};\n}\n";
  return header.flush() ? 0 : 1;
}
