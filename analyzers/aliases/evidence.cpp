#include "analyzers/aliases/evidence.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzers/aliases/acronym.hpp"
#include "analyzers/aliases/normal_form.hpp"
#include "analyzers/aliases/phrase.hpp"
#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"

namespace nonmun::aliases {

namespace {

using View = std::u32string_view;
using Text = std::u32string;

constexpr std::size_t kMaxInside = 160;     // characters between parentheses
constexpr std::size_t kMaxKoreanWords = 5;  // of a candidate phrase
constexpr std::size_t kMaxClauseWords = 6;  // of one that holds a clause: 피드백을 통한 학습
constexpr std::size_t kMaxEnglishWords = 6;
constexpr std::size_t kMaxOutsideWords = 10;
constexpr std::size_t kMaxOutside = 200;     // characters looked at before a parenthesis
constexpr std::size_t kMaxPhraseBytes = 98;  // two, a kind and a separator fit in a key
constexpr char kSeparator = '|';

bool is_quote(char32_t c) {
  return c == U'\'' || c == U'"';
}
bool is_emphasis(char32_t c) {
  return c == U'*' || c == U'_';
}

View trimmed(View text) {
  const auto drop = [](char32_t c) { return is_space(c) || is_quote(c) || is_emphasis(c); };
  while (!text.empty() && drop(text.front())) text.remove_prefix(1);
  while (!text.empty() && (drop(text.back()) || text.back() == U'.')) text.remove_suffix(1);
  return text;
}

Text joined(const std::vector<View>& words, std::size_t from = 0) {
  Text out;
  for (std::size_t i = from; i < words.size(); ++i) {
    if (!out.empty()) out.push_back(U' ');
    out.append(words[i]);
  }
  return out;
}

/// One side of a mention, as written, words separated by single spaces.
struct English {
  Text surface;
  Text folded;         ///< for acronym letters: case-folded, an acronym's plural s cut
  std::string normal;  ///< case-folded, singular
  Shape shape = Shape::words;
};

std::optional<English> english(View raw) {
  std::vector<View> words = words_of(trimmed(raw));
  while (words.size() > 1) {
    const Text first = fold(words.front());
    if (first != U"the" && first != U"a" && first != U"an") break;
    words.erase(words.begin());
  }
  if (words.empty() || words.size() > kMaxEnglishWords) return std::nullopt;
  English result;
  result.surface = joined(words);
  std::size_t letters = 0;
  for (const char32_t c : result.surface) {
    if (is_latin_letter(c)) {
      ++letters;
    } else if (!is_digit(c) && c != U' ' && c != U'-' && c != U'+' && c != U'&' && c != U'.' &&
               c != U'\'') {
      return std::nullopt;
    }
  }
  if (letters < 2) return std::nullopt;
  const char32_t front = result.surface.front();
  if (!is_latin_letter(front) && !is_digit(front)) return std::nullopt;
  // "24 GB", "1.5x": a measure, no name. 3D, 4D and 3DGS are names.
  std::size_t digits = 0;
  while (digits < result.surface.size() && is_digit(result.surface[digits])) ++digits;
  if (digits > 1 || (digits == 1 && (digits == result.surface.size() ||
                                     !is_latin_letter(result.surface[digits])))) {
    return std::nullopt;
  }
  const Text first = fold(words.front());
  static constexpr auto kNoTerm = std::to_array<View>(
      {U"e.g",      U"i.e",  U"eg",      U"ie",      U"fig",   U"figure",  U"table", U"section",
       U"sec",      U"eq",   U"see",     U"code",    U"link",  U"ours",    U"vs",    U"github",
       U"arxiv",    U"demo", U"page",    U"project", U"with",  U"without", U"or",    U"and",
       U"appendix", U"http", U"https",   U"url",     U"iclr",  U"cvpr",    U"icml",  U"neurips",
       U"emnlp",    U"acl",  U"version", U"such",    U"using", U"via"});
  // IE and EQ in capitals are information extraction and an emotional quotient.
  const bool capital_pair = first.size() == 2 && is_upper(words.front()[1]);
  if (!capital_pair && std::find(kNoTerm.begin(), kNoTerm.end(), first) != kNoTerm.end()) {
    return std::nullopt;
  }
  const View last = words.back();
  if (words.size() > 1 && last.size() == 4 && std::all_of(last.begin(), last.end(), is_digit))
    return std::nullopt;  // a year: a citation
  result.shape = shape_of(result.surface);

  Text folded_last = fold(last);
  const bool capitals = last.size() >= 2 && is_upper(last[last.size() - 2]);
  std::string singular;
  if (capitals && last.back() == U's') {
    folded_last.pop_back();  // LLMs, and RLs, which is too short for the rule of words
    singular = text::encode_utf8(folded_last);
  } else if (capitals) {
    singular = text::encode_utf8(folded_last);  // TTS is not a plural
  } else {
    singular = aliases::singular(text::encode_utf8(folded_last));
  }
  words.pop_back();
  Text head = fold(joined(words));
  if (!head.empty()) head.push_back(U' ');
  result.normal = text::encode_utf8(head) + singular;
  result.folded = head + folded_last;
  if (result.normal.size() > kMaxPhraseBytes) return std::nullopt;
  return result;
}

std::optional<std::string> korean(const std::vector<View>& words, std::size_t from) {
  const Text folded = fold(joined(words, from));
  View kept(folded);
  // A plural is the same term: 모델들.
  if (kept.size() >= 3 && kept.back() == U'들' && text::is_syllable(kept[kept.size() - 2]) &&
      text::is_syllable(kept[kept.size() - 3])) {
    kept.remove_suffix(1);
  }
  const std::vector<View> parts = words_of(kept);
  if (!is_term_shaped(parts)) return std::nullopt;
  std::string utf8 = text::encode_utf8(kept);
  if (utf8.size() > kMaxPhraseBytes || utf8.find(kSeparator) != std::string::npos) {
    return std::nullopt;
  }
  return utf8;
}

bool phrase_char(char32_t c) {
  return text::is_syllable(c) || is_latin_letter(c) || is_digit(c) || c == U'-' || c == U'+' ||
         c == U'&';
}

/// The words before a parenthesis, up to punctuation or a quote.
struct Outside {
  std::vector<View> words;
  bool whole = false;  ///< quoted: the words are the phrase, none fewer
};

Outside outside_of(View text, std::size_t open) {
  Outside out;
  std::size_t end = open;
  while (end > 0 && open - end < 3 && (is_space(text[end - 1]) || is_emphasis(text[end - 1])))
    --end;
  if (end == 0) return out;
  std::size_t begin = end;
  if (is_quote(text[end - 1])) {
    const char32_t quote = text[end - 1];
    --end;
    constexpr std::size_t kMaxQuoted = 60;
    for (begin = end; begin > 0 && end - begin < kMaxQuoted && text[begin - 1] != quote &&
                      text[begin - 1] != U'\n';)
      --begin;
    if (begin == 0 || text[begin - 1] != quote) return out;
    out.whole = true;
  } else {
    const auto inside_word = [&](std::size_t i) {  // a dot or apostrophe in GPT-3.5, Bayes' …
      return (text[i] == U'.' || text[i] == U'\'') && i > 0 && i + 1 < end &&
             phrase_char(text[i - 1]) && phrase_char(text[i + 1]);
    };
    std::size_t spaces = 0;
    while (begin > 0 && spaces < kMaxOutsideWords && end - begin < kMaxOutside) {
      const char32_t c = text[begin - 1];
      if (c == U' ') {
        ++spaces;
      } else if (!phrase_char(c) && !inside_word(begin - 1)) {
        break;
      }
      --begin;
    }
    if (spaces == kMaxOutsideWords ||
        end - begin == kMaxOutside) {  // the first word may be half a word
      while (begin < end && text[begin] != U' ') ++begin;
    }
  }
  out.words = words_of(trimmed(text.substr(begin, end - begin)));
  // A lone hyphen is a dash.
  for (std::size_t i = out.words.size(); i > 0; --i) {
    if (out.words[i - 1] == U"-") {
      out.words.erase(out.words.begin(), out.words.begin() + static_cast<std::ptrdiff_t>(i));
      out.whole = false;
      break;
    }
  }
  return out;
}

/// The parts of the text inside a parenthesis.
std::vector<View> parts_of(View inside) {
  std::vector<View> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= inside.size(); ++i) {
    const bool end = i == inside.size();
    const char32_t c = end ? U',' : inside[i];
    if (c != U',' && c != U';' && c != U'/' && c != U':' && c != U'(' && c != U')' && c != U'=' &&
        c != U'|') {
      continue;
    }
    const View part = trimmed(inside.substr(begin, i - begin));
    if (!part.empty()) parts.push_back(part);
    begin = i + 1;
  }
  return parts;
}

/// "이하 LLM", "약칭 LLM": the words that introduce a short form, cut.
View without_introduction(View part) {
  static constexpr auto kIntroductions =
      std::to_array<View>({U"이하 ", U"약칭 ", U"약어 ", U"일명 ", U"줄여서 ", U"영어 ", U"약자 "});
  for (const View introduction : kIntroductions) {
    if (part.starts_with(introduction)) return trimmed(part.substr(introduction.size()));
  }
  return part;
}

class Collector {
 public:
  explicit Collector(std::vector<AliasEvidence>& out) : out_(out) {}

  void pair(const std::string& korean, const English& english) {
    AliasEvidence evidence;
    evidence.kind = static_cast<AliasEvidence::Kind>(english.shape);
    evidence.korean = korean;
    evidence.english = english.normal;
    out_.push_back(std::move(evidence));
  }

  void expansion(const English& acronym, const English& phrase) {
    AliasEvidence evidence;
    evidence.kind = AliasEvidence::Kind::expansion;
    evidence.english = phrase.normal;
    evidence.acronym = text::encode_utf8(fold(acronym.folded));
    out_.push_back(std::move(evidence));
  }

 private:
  std::vector<AliasEvidence>& out_;
};

bool abbreviates(const English& acronym, const English& phrase) {
  return acronym.shape != Shape::words && acronym.surface.find(U' ') == Text::npos &&
         aliases::abbreviates(acronym.folded, phrase.folded);
}

void hangul_outside(const Outside& outside, const std::vector<English>& names, Collector& out) {
  const std::vector<View>& words = outside.words;
  const std::size_t n = words.size();
  for (std::size_t length = 1; length <= std::min(n, kMaxClauseWords); ++length) {
    if (outside.whole && length < n) continue;
    const std::size_t from = n - length;
    if (length > kMaxKoreanWords) {
      // Longer only for a clause: otherwise it is a sentence that happens to end here.
      const bool clause = std::any_of(
          words.begin() + static_cast<std::ptrdiff_t>(from), words.end(), [](View word) {
            return word == U"통한" || word == U"위한" || word == U"의한" || word == U"기반한";
          });
      if (!clause) continue;
    }
    const auto phrase = korean(words, from);
    if (!phrase) continue;
    for (const English& name : names) out.pair(*phrase, name);
  }
}

void latin_outside(const Outside& outside, const std::vector<English>& names,
                   const std::vector<View>& korean_parts, Collector& out) {
  std::size_t from = outside.words.size();
  while (from > 0 && !has_hangul(outside.words[from - 1])) --from;
  const std::vector<View> run(outside.words.begin() + static_cast<std::ptrdiff_t>(from),
                              outside.words.end());
  if (run.empty()) return;
  if (names.size() == 1 && names.front().shape != Shape::words &&
      names.front().surface.find(U' ') == Text::npos) {
    // The acronym tells where its expansion begins.
    const Text folded = fold(joined(run));
    const std::size_t at = abbreviated_tail(names.front().folded, folded);
    if (at != Text::npos) {
      // Word boundaries are the same in the surface and the folded text.
      const auto skip = static_cast<std::size_t>(
          std::count(folded.begin(), folded.begin() + static_cast<std::ptrdiff_t>(at), U' '));
      if (const auto phrase = english(joined(run, skip))) out.expansion(names.front(), *phrase);
    }
  }
  const auto whole = english(joined(run));
  if (!whole) return;
  for (const English& name : names) {
    if (abbreviates(*whole, name)) out.expansion(*whole, name);
  }
  if (korean_parts.size() != 1) return;
  const std::vector<View> words = words_of(korean_parts.front());
  if (words.size() > kMaxKoreanWords) return;
  const bool plain = std::all_of(words.begin(), words.end(), [](View word) {
    return std::all_of(word.begin(), word.end(), phrase_char);
  });
  if (!plain) return;
  if (const auto phrase = korean(words, 0)) {
    out.pair(*phrase, *whole);
    for (const English& name : names) {
      if (abbreviates(*whole, name) || abbreviates(name, *whole)) out.pair(*phrase, name);
    }
  }
}

void mention(const Outside& outside, View inside, Collector& out) {
  if (outside.words.empty() || inside.find(U"://") != View::npos) return;
  std::vector<English> names;
  std::vector<View> korean_parts;
  const std::vector<View> parts = parts_of(inside);
  if (parts.size() > 3) return;  // an enumeration
  for (const View raw : parts) {
    const View part = without_introduction(raw);
    if (part == U"예" || part == U"예시" || part.starts_with(U"예 ") || part == U"즉") return;
    if (has_hangul(part)) {
      korean_parts.push_back(part);
    } else if (has_latin(part)) {
      auto name = english(part);
      if (!name) return;
      names.push_back(std::move(*name));
    } else {
      return;
    }
  }
  if (names.size() > 2) return;
  if (names.size() == 2) {
    // Two names for one thing, or two things? Only an acronym next to its phrase is certain.
    English& a = names[0];
    English& b = names[1];
    if (abbreviates(b, a)) {
      out.expansion(b, a);
    } else if (abbreviates(a, b)) {
      out.expansion(a, b);
    } else if (a.surface.find(U' ') == Text::npos || b.shape == Shape::words) {
      return;
    }
  }
  if (has_hangul(outside.words.back())) {
    if (korean_parts.empty()) hangul_outside(outside, names, out);
  } else if (has_latin(outside.words.back())) {
    latin_outside(outside, names, korean_parts, out);
  }
}

}  // namespace

void alias_evidence(std::string_view text, std::vector<AliasEvidence>& out) {
  // Most texts without any are recognized without normalising.
  if (text.find('(') == std::string_view::npos &&
      text.find("\xEF\xBC\x88") == std::string_view::npos) {
    return;
  }
  const Text normal = nfkc(text);
  Collector collector(out);
  for (std::size_t open = 0; open < normal.size(); ++open) {
    if (normal[open] != U'(') continue;
    int depth = 0;
    std::size_t close = open;
    for (; close < normal.size() && close - open <= kMaxInside; ++close) {
      if (normal[close] == U'\n') break;
      if (normal[close] == U'(') ++depth;
      if (normal[close] == U')' && --depth == 0) break;
    }
    if (depth != 0 || close >= normal.size() || normal[close] != U')') continue;
    const View view(normal);
    mention(outside_of(view, open), view.substr(open + 1, close - open - 1), collector);
  }
}

std::string to_key(const AliasEvidence& evidence) {
  std::string key(1, static_cast<char>(evidence.kind));
  key += evidence.kind == AliasEvidence::Kind::expansion ? evidence.acronym : evidence.korean;
  key += kSeparator;
  key += evidence.english;
  return key;
}

std::optional<AliasEvidence> from_key(std::string_view key) {
  if (key.size() < 4 || key.size() > kMaxAliasKeyBytes) return std::nullopt;
  AliasEvidence evidence;
  evidence.kind = static_cast<AliasEvidence::Kind>(key.front());
  const std::size_t at = key.find(kSeparator);
  if (at == std::string_view::npos || at < 2 || at + 1 == key.size() ||
      key.find(kSeparator, at + 1) != std::string_view::npos) {
    return std::nullopt;
  }
  const std::string first(key.substr(1, at - 1));
  evidence.english = key.substr(at + 1);
  switch (evidence.kind) {
    case AliasEvidence::Kind::words:
    case AliasEvidence::Kind::acronym:
    case AliasEvidence::Kind::name:
      evidence.korean = first;
      return evidence;
    case AliasEvidence::Kind::expansion:
      evidence.acronym = first;
      return evidence;
  }
  return std::nullopt;
}

std::string normal_alias(std::string_view phrase) {
  const Text text = fold(nfkc(phrase));
  Text kept;
  for (const char32_t c : text) {
    if (!is_quote(c) && c != static_cast<char32_t>(kSeparator)) kept.push_back(c);
  }
  std::vector<View> words = words_of(kept);
  if (words.empty()) return {};
  if (has_hangul(kept)) return text::encode_utf8(joined(words));
  while (words.size() > 1 &&
         (words.front() == U"the" || words.front() == U"a" || words.front() == U"an")) {
    words.erase(words.begin());
  }
  const std::string last = singular(text::encode_utf8(words.back()));
  words.pop_back();
  std::string head = text::encode_utf8(joined(words));
  if (!head.empty()) head.push_back(' ');
  return head + last;
}

}  // namespace nonmun::aliases
