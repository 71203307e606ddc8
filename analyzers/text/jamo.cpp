#include "analyzers/text/jamo.hpp"

#include <array>
#include <cstdint>

#include "analyzers/text/utf8.hpp"

namespace nonmun::text {
namespace {

constexpr std::u32string_view kOnsetLetters = U"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
constexpr std::u32string_view kVowelLetters = U"ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
constexpr std::u32string_view kCodaLetters =
    U"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
static_assert(kOnsetLetters.size() == kOnsets);
static_assert(kVowelLetters.size() == kVowels);
static_assert(kCodaLetters.size() + 1 == kCodas);

constexpr char32_t kFirstLetter = U'ㄱ';
constexpr char32_t kLastLetter = U'ㅣ';

/// The number of each letter in a list, or kNone.
using Numbers = std::array<std::uint8_t, kLastLetter - kFirstLetter + 1>;
constexpr std::uint8_t kNone = 0xff;

constexpr Numbers numbers_of(std::u32string_view letters) {
  Numbers numbers{};
  numbers.fill(kNone);
  for (std::uint8_t i = 0; i < letters.size(); ++i) numbers[letters[i] - kFirstLetter] = i;
  return numbers;
}

constexpr Numbers kOnsetNumbers = numbers_of(kOnsetLetters);
constexpr Numbers kVowelNumbers = numbers_of(kVowelLetters);
constexpr Numbers kCodaNumbers = numbers_of(kCodaLetters);

std::optional<unsigned> number_in(const Numbers& numbers, char32_t c) {
  if (c < kFirstLetter || c > kLastLetter) return std::nullopt;
  const std::uint8_t number = numbers[c - kFirstLetter];
  return number == kNone ? std::nullopt : std::optional<unsigned>(number);
}

}  // namespace

bool is_hangul(std::string_view word) {
  for (std::size_t at = 0; at < word.size(); at += kSyllableBytes) {
    if (!is_syllable(code_point_at(word, at).value)) return false;
  }
  return !word.empty();
}

char32_t onset_letter(unsigned onset) {
  return kOnsetLetters[onset];
}
char32_t vowel_letter(unsigned vowel) {
  return kVowelLetters[vowel];
}
char32_t coda_letter(unsigned coda) {
  return kCodaLetters[coda - 1];
}

std::optional<unsigned> onset_of_letter(char32_t c) {
  return number_in(kOnsetNumbers, c);
}
std::optional<unsigned> vowel_of_letter(char32_t c) {
  return number_in(kVowelNumbers, c);
}
std::optional<unsigned> coda_of_letter(char32_t c) {
  const auto number = number_in(kCodaNumbers, c);
  return number ? std::optional(*number + 1) : std::nullopt;
}

std::optional<std::string> jamo_key(std::string_view word) {
  const auto syllables = decode_utf8(word);
  if (!syllables || syllables->empty()) return std::nullopt;
  std::string key;
  key.reserve(syllables->size() * kSyllableBytes);
  const auto letter = [&](char32_t c) { key.push_back(static_cast<char>(c - 0x3130)); };
  for (const char32_t c : *syllables) {
    if (!is_syllable(c)) return std::nullopt;
    const Syllable s = decompose(c);
    letter(onset_letter(s.onset));
    letter(vowel_letter(s.vowel));
    if (s.coda != 0) letter(coda_letter(s.coda));
  }
  return key;
}

}  // namespace nonmun::text
