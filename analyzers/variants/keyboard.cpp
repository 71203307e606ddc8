#include "analyzers/variants/keyboard.hpp"

#include <algorithm>
#include <array>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"

namespace nonmun::variants {
namespace {

// The letter on each key, by Latin letter; shifted keys that carry no letter of their own repeat
// the plain one, as the input methods of every system do.
constexpr std::u32string_view kPlainKeys = U"ㅁㅠㅊㅇㄷㄹㅎㅗㅑㅓㅏㅣㅡㅜㅐㅔㅂㄱㄴㅅㅕㅍㅈㅌㅛㅋ";
constexpr std::u32string_view kShiftKeys = U"ㅁㅠㅊㅇㄸㄹㅎㅗㅑㅓㅏㅣㅡㅜㅒㅖㅃㄲㄴㅆㅕㅍㅉㅌㅛㅋ";
static_assert(kPlainKeys.size() == 26 && kShiftKeys.size() == 26);

/// Letters typed as two keys.
struct Compound {
  char32_t first, second, whole;
};
constexpr std::array<Compound, 7> kCompoundVowels{{{U'ㅗ', U'ㅏ', U'ㅘ'},
                                                   {U'ㅗ', U'ㅐ', U'ㅙ'},
                                                   {U'ㅗ', U'ㅣ', U'ㅚ'},
                                                   {U'ㅜ', U'ㅓ', U'ㅝ'},
                                                   {U'ㅜ', U'ㅔ', U'ㅞ'},
                                                   {U'ㅜ', U'ㅣ', U'ㅟ'},
                                                   {U'ㅡ', U'ㅣ', U'ㅢ'}}};
constexpr std::array<Compound, 11> kCompoundCodas{{{U'ㄱ', U'ㅅ', U'ㄳ'},
                                                   {U'ㄴ', U'ㅈ', U'ㄵ'},
                                                   {U'ㄴ', U'ㅎ', U'ㄶ'},
                                                   {U'ㄹ', U'ㄱ', U'ㄺ'},
                                                   {U'ㄹ', U'ㅁ', U'ㄻ'},
                                                   {U'ㄹ', U'ㅂ', U'ㄼ'},
                                                   {U'ㄹ', U'ㅅ', U'ㄽ'},
                                                   {U'ㄹ', U'ㅌ', U'ㄾ'},
                                                   {U'ㄹ', U'ㅍ', U'ㄿ'},
                                                   {U'ㄹ', U'ㅎ', U'ㅀ'},
                                                   {U'ㅂ', U'ㅅ', U'ㅄ'}}};

template <std::size_t N>
char32_t joined(const std::array<Compound, N>& table, char32_t first, char32_t second) {
  for (const Compound& c : table) {
    if (c.first == first && c.second == second) return c.whole;
  }
  return 0;
}

bool is_printable_ascii(char32_t c) {
  return c >= 0x20 && c < 0x7F;
}
bool is_latin_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

/// The composing automaton of a Korean input method: letters go in, syllables come out.
class Composer {
 public:
  explicit Composer(std::string& out) : out_(out) {}

  void letter(char32_t c) {
    if (text::vowel_of_letter(c)) {
      vowel(c);
    } else {
      consonant(c);
    }
  }

  /// Writes whatever is being composed.
  void flush() {
    if (onset_ != 0 && vowel_ != 0) {
      text::append_utf8(
          text::compose({*text::onset_of_letter(onset_), *text::vowel_of_letter(vowel_),
                         coda_ == 0 ? 0U : *text::coda_of_letter(whole_coda())}),
          out_);
    } else if (onset_ != 0) {
      text::append_utf8(onset_, out_);
    } else if (vowel_ != 0) {
      text::append_utf8(vowel_, out_);
    }
    onset_ = vowel_ = coda_ = second_coda_ = 0;
  }

 private:
  char32_t whole_coda() const {
    return second_coda_ == 0 ? coda_ : joined(kCompoundCodas, coda_, second_coda_);
  }

  void vowel(char32_t c) {
    if (coda_ != 0) {
      // The last consonant was the onset of this syllable after all.
      const char32_t next_onset = second_coda_ != 0 ? second_coda_ : coda_;
      (second_coda_ != 0 ? second_coda_ : coda_) = 0;
      flush();
      onset_ = next_onset;
      vowel_ = c;
    } else if (vowel_ == 0) {
      vowel_ = c;
    } else if (const char32_t whole = joined(kCompoundVowels, vowel_, c); whole != 0) {
      vowel_ = whole;
    } else {
      flush();
      vowel_ = c;
    }
  }

  void consonant(char32_t c) {
    const bool open = onset_ != 0 && vowel_ != 0;
    if (open && coda_ == 0 && text::coda_of_letter(c)) {
      coda_ = c;
    } else if (open && coda_ != 0 && second_coda_ == 0 && joined(kCompoundCodas, coda_, c) != 0) {
      second_coda_ = c;
    } else {
      flush();
      onset_ = c;
    }
  }

  std::string& out_;
  char32_t onset_ = 0;
  char32_t vowel_ = 0;
  char32_t coda_ = 0;
  char32_t second_coda_ = 0;
};

/// Appends the key or keys of one letter; false if it is on no key.
bool append_keys(char32_t letter, std::string& out) {
  if (const std::size_t at = kPlainKeys.find(letter); at != std::u32string_view::npos) {
    out.push_back(static_cast<char>('a' + at));
    return true;
  }
  if (const std::size_t at = kShiftKeys.find(letter); at != std::u32string_view::npos) {
    out.push_back(static_cast<char>('A' + at));
    return true;
  }
  const auto parts = [&](const auto& table) {
    for (const Compound& c : table) {
      if (c.whole == letter) return append_keys(c.first, out) && append_keys(c.second, out);
    }
    return false;
  };
  return parts(kCompoundVowels) || parts(kCompoundCodas);
}

}  // namespace

std::optional<std::string> hangul_from_keys(std::string_view keys) {
  std::string out;
  Composer composer(out);
  bool any = false;
  for (const char key : keys) {
    const auto c = static_cast<unsigned char>(key);
    if (!is_printable_ascii(c)) return std::nullopt;
    if (c >= 'a' && c <= 'z') {
      composer.letter(kPlainKeys[static_cast<std::size_t>(c - 'a')]);
    } else if (c >= 'A' && c <= 'Z') {
      composer.letter(kShiftKeys[static_cast<std::size_t>(c - 'A')]);
    } else {
      composer.flush();
      out.push_back(key);
    }
    any = any || is_latin_letter(c);
  }
  composer.flush();
  if (!any) return std::nullopt;
  return out;
}

std::optional<std::string> keys_from_hangul(std::string_view hangul) {
  const auto text = text::decode_utf8(hangul);
  if (!text) return std::nullopt;
  std::string out;
  bool any = false;
  for (const char32_t c : *text) {
    if (is_printable_ascii(c)) {
      out.push_back(static_cast<char>(c));
      continue;
    }
    any = true;
    if (text::is_syllable(c)) {
      const text::Syllable s = text::decompose(c);
      append_keys(text::onset_letter(s.onset), out);
      append_keys(text::vowel_letter(s.vowel), out);
      if (s.coda != 0) append_keys(text::coda_letter(s.coda), out);
    } else if (!append_keys(c, out)) {
      return std::nullopt;
    }
  }
  if (!any) return std::nullopt;
  return out;
}

bool is_all_syllables(std::string_view text) {
  const auto characters = text::decode_utf8(text);
  return characters && std::all_of(characters->begin(), characters->end(), [](char32_t c) {
           return text::is_syllable(c) || is_printable_ascii(c);
         });
}

}  // namespace nonmun::variants
