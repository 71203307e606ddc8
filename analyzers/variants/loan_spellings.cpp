#include "analyzers/variants/loan_spellings.hpp"

#include <array>
#include <string_view>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"

namespace nonmun::variants {
namespace {

constexpr std::size_t kMaxSyllables = 20;

/// Letters of which each is written for the others.
using Group = std::u32string_view;
constexpr std::array<Group, 7> kVowels = {U"ㅐㅔ", U"ㅓㅗ", U"ㅚㅙㅞ", U"ㅏㅓ",
                                          U"ㅗㅜ", U"ㅐㅏ", U"ㅣㅔ"};
/// After ㅅ, ㅈ and ㅊ, which sound alike with and without y.
constexpr std::array<Group, 6> kPalatalVowels = {U"ㅓㅕ", U"ㅏㅑ", U"ㅗㅛ",
                                                 U"ㅜㅠ", U"ㅟㅣ", U"ㅛㅕ"};
constexpr std::array<Group, 6> kOnsets = {U"ㄱㄲㅋ", U"ㄷㄸㅌ", U"ㅂㅃㅍ",
                                          U"ㅅㅆ",   U"ㅈㅉㅊ", U"ㅍㅎ"};
constexpr Group kCodas = U"ㄱㅋㄷㅅㅌㅂㅍ";  // which sound alike at the end of a syllable
constexpr std::array<Group, 3> kCodaGroups = {U"ㄱㅋ", U"ㄷㅅㅌ", U"ㅂㅍ"};

template <class Groups, class Visit>
void for_others(char32_t letter, const Groups& groups, Visit visit) {
  for (const Group& group : groups) {
    if (group.find(letter) == Group::npos) continue;
    for (const char32_t other : group) {
      if (other != letter) visit(other);
    }
  }
}

bool is_palatal(char32_t onset) {
  return onset == U'ㅅ' || onset == U'ㅆ' || onset == U'ㅈ' || onset == U'ㅊ' || onset == U'ㅉ';
}

/// Visits the other ways of writing a syllable.
template <class Visit>
void for_variants(char32_t syllable, Visit visit) {
  const text::Syllable s = text::decompose(syllable);
  const char32_t onset = text::onset_letter(s.onset);
  const auto with_vowel = [&](char32_t vowel) {
    visit(text::with_vowel(syllable, *text::vowel_of_letter(vowel)));
  };
  for_others(text::vowel_letter(s.vowel), kVowels, with_vowel);
  if (is_palatal(onset)) for_others(text::vowel_letter(s.vowel), kPalatalVowels, with_vowel);
  for_others(onset, kOnsets, [&](char32_t other) {
    visit(text::compose({*text::onset_of_letter(other), s.vowel, s.coda}));
  });
  // 리듬 and 리즘, from the voiced th.
  const bool is_th = text::vowel_letter(s.vowel) == U'ㅡ' && (onset == U'ㄷ' || onset == U'ㅈ');
  if (is_th) {
    const char32_t other = onset == U'ㄷ' ? U'ㅈ' : U'ㄷ';
    visit(text::compose({*text::onset_of_letter(other), s.vowel, s.coda}));
  }
  if (s.coda == 0 || kCodas.find(text::coda_letter(s.coda)) == Group::npos) return;
  for_others(text::coda_letter(s.coda), kCodaGroups, [&](char32_t other) {
    visit(text::with_coda(syllable, *text::coda_of_letter(other)));
  });
}

}  // namespace

std::vector<std::string> loan_spellings(std::string_view hangul) {
  std::vector<std::string> spellings;
  const std::size_t syllables = hangul.size() / text::kSyllableBytes;
  if (!text::is_hangul(hangul) || syllables < 2 || syllables > kMaxSyllables) return spellings;
  for (std::size_t at = 0; at < hangul.size(); at += text::kSyllableBytes) {
    for_variants(text::code_point_at(hangul, at).value, [&](char32_t other) {
      std::string spelling(hangul.substr(0, at));
      text::append_utf8(other, spelling);
      spelling += hangul.substr(at + text::kSyllableBytes);
      spellings.push_back(std::move(spelling));
    });
  }
  return spellings;
}

}  // namespace nonmun::variants
