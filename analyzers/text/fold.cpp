#include "analyzers/text/fold.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/normalizers.hpp"
#include "analyzers/text/utf8.hpp"

namespace nonmun::text {
namespace {

// A sequence that normalises as one piece is a letter and its marks. Longer ones (thousands of
// marks on one letter) are an attack on the sort that normalisation does.
constexpr std::size_t kMaxSequence = 32;

constexpr std::array<CharClass, 128> kAsciiClasses = [] {
  std::array<CharClass, 128> classes{};
  for (std::size_t c = '0'; c <= '9'; ++c) classes[c] = CharClass::digit;
  for (std::size_t c = 'a'; c <= 'z'; ++c) classes[c] = CharClass::latin;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) classes[c] = CharClass::latin;
  return classes;
}();

// U+318D stands between words like a middle dot; not a letter of present-day Korean.
constexpr char32_t kAraea = 0x318D;

constexpr bool is_compatibility_jamo(char32_t c) {
  return c >= 0x3131 && c <= 0x318E;
}
constexpr bool is_halfwidth_jamo(char32_t c) {
  return c >= 0xFFA1 && c <= 0xFFDC;
}
constexpr bool is_conjoining_jamo(char32_t c) {
  return (c >= 0x1100 && c <= 0x11FF) || (c >= 0xA960 && c <= 0xA97F) ||
         (c >= 0xD7B0 && c <= 0xD7FF);
}

CharClass classify(char32_t c) {
  if (c < 128) return kAsciiClasses[c];
  if (is_syllable(c)) return CharClass::hangul;
  if (c == kAraea) return CharClass::none;
  if (is_compatibility_jamo(c) || is_conjoining_jamo(c)) return CharClass::jamo;
  constexpr char32_t kProlongedSound = 0x30FC;
  if (c == kProlongedSound) return CharClass::kana;
  const auto icu_char = static_cast<UChar32>(c);
  const std::uint32_t category = U_GET_GC_MASK(icu_char);
  if (category & U_GC_M_MASK) return CharClass::mark;
  if (!(category & (U_GC_L_MASK | U_GC_N_MASK))) return CharClass::none;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(icu_char, &status)) {
    case USCRIPT_LATIN:
      return CharClass::latin;
    case USCRIPT_HAN:
      return CharClass::han;
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return CharClass::kana;
    default:
      return CharClass::other;
  }
}

// The digit or letter that a superscript represents, or 0.
constexpr char32_t superscript(char32_t c) {
  switch (c) {
    case 0xB2:
      return U'2';
    case 0xB3:
      return U'3';
    case 0xB9:
      return U'1';
    case 0x2071:
      return U'i';
    case 0x207A:
      return U'+';
    case 0x207B:
      return U'-';
    case 0x207F:
      return U'n';
    default:
      return c == 0x2070 || (c >= 0x2074 && c <= 0x2079) ? U'0' + (c - 0x2070) : 0;
  }
}

constexpr bool is_fraction(char32_t c) {
  return (c >= 0xBC && c <= 0xBE) || (c >= 0x2150 && c <= 0x215F) || c == 0x2189;
}

// Signs that NFKC would turn into letters of the word before (Foo™ is not footm), and the
// zero-width space, which it would drop although it separates words.
constexpr bool is_separating_sign(char32_t c) {
  return c == 0x200B || c == 0x2120 || c == 0x2122;
}

// Characters that are treated on their own, outside any sequence.
constexpr bool stands_alone(char32_t c) {
  return c == kReplacementCharacter || is_compatibility_jamo(c) || is_halfwidth_jamo(c) ||
         superscript(c) != 0 || is_fraction(c) || is_separating_sign(c);
}

// Punctuation that joins the parts of a name, in its ASCII form.
constexpr char32_t plain_punctuation(char32_t c) {
  switch (c) {
    case 0x2010:
    case 0x2011:
    case 0x2212:
      return U'-';
    case 0x2019:
      return U'\'';
    case 0x2044:
      return U'/';
    default:
      return c;
  }
}

class Folder {
 public:
  Folder(std::string_view text, FoldedText& out) : text_(text), out_(out) {}

  void run(bool fast) {
    clear();
    std::size_t at = 0;
    while (at < text_.size()) {
      if (fast && short_cut(at)) continue;
      at = sequence(at);
    }
  }

  /// Whether any letter is of a script without rules of its own.
  bool has_other() const { return has_other_; }

 private:
  void clear() {
    out_.chars.clear();
    out_.begin.clear();
    out_.end.clear();
    out_.classes.clear();
    out_.upper.clear();
  }

  void put(char32_t c, CharClass what, std::size_t begin, std::size_t end, bool upper = false) {
    has_other_ = has_other_ || what == CharClass::other;
    out_.chars.push_back(c);
    out_.begin.push_back(static_cast<std::uint32_t>(begin));
    out_.end.push_back(static_cast<std::uint32_t>(end));
    out_.classes.push_back(what);
    out_.upper.push_back(upper);
  }

  unsigned char byte(std::size_t i) const { return static_cast<unsigned char>(text_[i]); }

  // The Hangul syllable at `at`, or 0. Syllables are EA B0 80 to ED 9E A3.
  char32_t syllable_at(std::size_t at) const {
    if (text_.size() - at < 3 || byte(at) < 0xEA || byte(at) > 0xED) return 0;
    const char32_t c = code_point_at(text_, at).value;
    return is_syllable(c) ? c : 0;
  }

  // Takes the ASCII characters and Hangul syllables from `at` on, as long as what follows each
  // cannot combine with it. False if there was none.
  bool short_cut(std::size_t& at) {
    const std::size_t start = at;
    const std::size_t size = text_.size();
    while (at < size) {
      const unsigned char b = byte(at);
      const bool ascii = b < 0x80;
      const char32_t c = ascii ? b : syllable_at(at);
      if (!ascii && c == 0) break;
      const std::size_t next = at + (ascii ? 1 : 3);
      if (next < size && byte(next) >= 0x80 && syllable_at(next) == 0) break;
      if (ascii) {
        const bool upper = b >= 'A' && b <= 'Z';
        put(upper ? c + 32 : c, kAsciiClasses[b], at, next, upper);
      } else {
        put(c, CharClass::hangul, at, next);
      }
      at = next;
    }
    return at != start;
  }

  // Takes one sequence of code points that normalise together; returns where the next begins.
  std::size_t sequence(std::size_t at) {
    const CodePoint first = code_point_at(text_, at);
    std::size_t end = at + first.length;
    if (stands_alone(first.value)) {
      lone(first.value, at, end);
      return end;
    }
    source_.remove();
    source_.append(static_cast<UChar32>(first.value));
    for (std::size_t n = 1; n < kMaxSequence && end < text_.size(); ++n) {
      if (byte(end) < 0x80) break;
      const CodePoint next = code_point_at(text_, end);
      if (stands_alone(next.value)) break;
      if (normalizers().nfkc_casefold.hasBoundaryBefore(static_cast<UChar32>(next.value))) break;
      source_.append(static_cast<UChar32>(next.value));
      end += next.length;
    }
    put_normalised(at, end, is_capital(first.value));
    return end;
  }

  static bool is_capital(char32_t c) { return u_isUUppercase(static_cast<UChar32>(c)) != 0; }

  void put_normalised(std::size_t begin, std::size_t end, bool upper) {
    UErrorCode status = U_ZERO_ERROR;
    // Folding respects canonical equivalence only after NFD (the Greek iota subscript is a mark
    // that becomes a letter).
    normalizers().nfd.normalize(source_, decomposed_, status);
    normalizers().nfkc_casefold.normalize(decomposed_, folded_, status);
    if (U_FAILURE(status)) return put(U' ', CharClass::none, begin, end);
    for (std::int32_t i = 0; i < folded_.length(); i = folded_.moveIndex32(i, 1)) {
      const char32_t c = plain_punctuation(static_cast<char32_t>(folded_.char32At(i)));
      put(c, classify(c), begin, end, upper && i == 0);
    }
  }

  void lone(char32_t c, std::size_t begin, std::size_t end) {
    if (is_compatibility_jamo(c)) return put(c, classify(c), begin, end);
    if (is_halfwidth_jamo(c)) return put_jamo(c, begin, end);
    if (const char32_t plain = superscript(c)) {
      // One caret opens a run of superscripts.
      if (superscript_end_ != begin) put(U'^', CharClass::none, begin, end);
      put(plain, classify(plain), begin, end);
      superscript_end_ = end;
      return;
    }
    put(U' ', CharClass::none, begin, end);
    if (is_fraction(c)) {
      source_.remove();
      source_.append(static_cast<UChar32>(c));
      put_normalised(begin, end, false);
    }
  }

  // ICU takes a half-width jamo to a conjoining one; the form as typed is one step before that.
  void put_jamo(char32_t c, std::size_t begin, std::size_t end) {
    icu::UnicodeString raw;
    if (!normalizers().nfkc.getRawDecomposition(static_cast<UChar32>(c), raw)) return;
    const auto jamo = static_cast<char32_t>(raw.char32At(0));
    put(jamo, classify(jamo), begin, end);
  }

  std::string_view text_;
  FoldedText& out_;
  icu::UnicodeString source_;
  icu::UnicodeString decomposed_;
  icu::UnicodeString folded_;
  bool has_other_ = false;
  std::size_t superscript_end_ = std::string_view::npos;  // of the last superscript seen
};

constexpr char32_t kFirstGreek = 0x3B1;
constexpr std::array<std::string_view, 25> kGreekNames = {
    "alpha", "beta",   "gamma",   "delta", "epsilon", "zeta",    "eta",  "theta", "iota",
    "kappa", "lambda", "mu",      "nu",    "xi",      "omicron", "pi",   "rho",   "sigma",
    "sigma", "tau",    "upsilon", "phi",   "chi",     "psi",     "omega"};

constexpr bool is_greek_letter(char32_t c) {
  return c >= kFirstGreek && c < kFirstGreek + kGreekNames.size();
}

// Whether the letter at `i` is a symbol: no letter or mark of its script beside it.
bool is_symbol(const FoldedText& text, std::size_t i) {
  const auto joins = [](CharClass what) {
    return what == CharClass::other || what == CharClass::mark;
  };
  return is_greek_letter(text.chars[i]) && (i == 0 || !joins(text.classes[i - 1])) &&
         (i + 1 == text.size() || !joins(text.classes[i + 1]));
}

// Spells Greek letters that are symbols by their names: τ-bench is tau-bench.
void name_greek_symbols(FoldedText& text) {
  std::vector<std::size_t> symbols;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_symbol(text, i)) symbols.push_back(i);
  }
  if (symbols.empty()) return;
  FoldedText named;
  auto next = symbols.begin();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto put = [&](char32_t c, CharClass what, std::uint8_t upper) {
      named.chars.push_back(c);
      named.begin.push_back(text.begin[i]);
      named.end.push_back(text.end[i]);
      named.classes.push_back(what);
      named.upper.push_back(upper);
    };
    if (next == symbols.end() || *next != i) {
      put(text.chars[i], text.classes[i], text.upper[i]);
      continue;
    }
    ++next;
    for (const char c : kGreekNames[text.chars[i] - kFirstGreek]) {
      put(static_cast<char32_t>(c), CharClass::latin, 0);
    }
  }
  text = std::move(named);
}

}  // namespace

void fold(std::string_view text, FoldedText& out, bool fast) {
  Folder folder(text, out);
  folder.run(fast);
  if (folder.has_other()) name_greek_symbols(out);
}

}  // namespace nonmun::text
