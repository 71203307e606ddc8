#include "analyzers/text/jamo.hpp"

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

std::optional<unsigned> index_in(std::u32string_view letters, char32_t c) {
  const std::size_t at = letters.find(c);
  if (at == std::u32string_view::npos) return std::nullopt;
  return static_cast<unsigned>(at);
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
  return index_in(kOnsetLetters, c);
}
std::optional<unsigned> vowel_of_letter(char32_t c) {
  return index_in(kVowelLetters, c);
}
std::optional<unsigned> coda_of_letter(char32_t c) {
  const auto index = index_in(kCodaLetters, c);
  return index ? std::optional(*index + 1) : std::nullopt;
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
