#include "analyzers/latin/names.hpp"

namespace nonmun::latin {
namespace {

// A longer chain is a sentence or a path, not a name.
constexpr std::size_t kMaxJoined = 4;

class Reader {
 public:
  explicit Reader(const text::FoldedText& text) : text_(text) {}

  char32_t at(std::size_t i) const { return i < text_.size() ? text_.chars[i] : 0; }
  text::CharClass class_at(std::size_t i) const {
    return i < text_.size() ? text_.classes[i] : text::CharClass::none;
  }
  bool digit(std::size_t i) const { return class_at(i) == text::CharClass::digit; }
  bool letter(std::size_t i) const { return class_at(i) == text::CharClass::latin; }
  bool alnum(std::size_t i) const { return digit(i) || letter(i); }

  // The end of the word that begins at `i`.
  std::size_t word_end(std::size_t i) const {
    if (const std::size_t end = language_end(i)) return end;
    bool number = true;  // only digits and thousands commas so far
    std::size_t group = 0;
    while (i < text_.size()) {
      if (digit(i)) {
        ++group;
        ++i;
      } else if (letter(i) || class_at(i) == text::CharClass::mark) {
        number = false;
        ++i;
      } else if (at(i) == U'.' && digit(i - 1) && digit(i + 1)) {
        number = false;
        ++i;
      } else if (at(i) == U',' && number && group >= 1 && group <= 3 && thousands(i + 1)) {
        group = 0;
        ++i;
      } else if (at(i) == U'\'' && letter(i - 1) && letter(i + 1)) {
        ++i;
      } else {
        break;
      }
    }
    return i;
  }

  // The word after the link at `i`, or 0. Fills `link`.
  std::size_t link(std::size_t i, NameChain::Link& link) const {
    link = {at(i), false};
    switch (link.sign) {
      case U'-':
      case U'.':
      case U'/':
      case U'_':
      case U'+':
      case U'@':
      case U'&':
        return alnum(i + 1) ? i + 1 : 0;
      case U'^':
        ++i;
        if (at(i) == U'{') ++i;
        link.negative = at(i) == U'-';
        if (at(i) == U'-' || at(i) == U'+') ++i;
        return alnum(i) ? i : 0;
      default:
        return 0;
    }
  }

 private:
  // C++, C#, F#, A*: one letter and its signs.
  std::size_t language_end(std::size_t i) const {
    if (!letter(i)) return 0;
    // Not the end of *emphasis*, and not a product.
    const bool star = at(i + 1) == U'*' && at(i + 2) != U'*' && !alnum(i + 2);
    if (star && (i == 0 || (at(i - 1) != U'*' && !alnum(i - 1)))) return i + 2;
    if (at(i + 1) == U'#' && !alnum(i + 2)) return i + 2;
    if (at(i + 1) == U'+' && at(i + 2) == U'+' && !letter(i + 3) && at(i + 3) != U'+') return i + 3;
    return 0;
  }

  bool thousands(std::size_t i) const {
    return digit(i) && digit(i + 1) && digit(i + 2) && !digit(i + 3);
  }

  const text::FoldedText& text_;
};

bool has_letter(const text::FoldedText& text, Span word) {
  for (std::size_t i = word.begin; i < word.end; ++i) {
    if (text.classes[i] == text::CharClass::latin) return true;
  }
  return false;
}

// Adds words [first, last] as a name unless it is only numbers (10-20, 4/5).
void add_joint(const text::FoldedText& text, NameChain& chain, std::size_t first,
               std::size_t last) {
  const bool plus = chain.pluses > 0 && last + 1 == chain.words.size();
  const std::size_t count = last - first + 1;
  if (count > kMaxJoined || (count == 1 && !plus)) return;
  bool name = false;
  for (std::size_t i = first; i <= last && !name; ++i) {
    const char32_t sign = i > first ? chain.links[i].sign : 0;
    name = sign == U'^' || sign == U'@' || has_letter(text, chain.words[i]);
  }
  if (name) chain.joints.push_back({first, last});
}

// A slash joins two words (TCP/IP) but separates two names (GPT-4o/Claude-3).
void find_joints(const text::FoldedText& text, NameChain& chain) {
  const std::size_t size = chain.words.size();
  std::size_t slashes = 0;
  for (const NameChain::Link& link : chain.links) slashes += link.sign == U'/';
  if (slashes == 0 || slashes + 1 == size) return add_joint(text, chain, 0, size - 1);
  std::size_t first = 0;
  for (std::size_t i = 1; i <= size; ++i) {
    if (i < size && chain.links[i].sign != U'/') continue;
    add_joint(text, chain, first, i - 1);
    first = i;
  }
}

}  // namespace

void read_name(const text::FoldedText& text, std::size_t at, bool glue, NameChain& chain) {
  const Reader reader(text);
  chain.words.clear();
  chain.links.clear();
  chain.joints.clear();
  chain.pluses = 0;
  NameChain::Link link{0, false};
  std::size_t next = at;
  do {
    chain.end = reader.word_end(next);
    chain.words.push_back({next, chain.end});
    chain.links.push_back(link);
    next = reader.link(chain.end, link);
  } while (next != 0);
  if (!glue) return;
  if (has_letter(text, chain.words.back())) {
    while (chain.pluses < 2 && reader.at(chain.end + chain.pluses) == U'+') ++chain.pluses;
    if (reader.alnum(chain.end + chain.pluses)) chain.pluses = 0;
    chain.end += chain.pluses;
  }
  find_joints(text, chain);
}

Span singular(const text::FoldedText& text, Span word) {
  const std::size_t last = word.end - 1;
  if (word.end - word.begin < 3 || text.chars[last] != U's' || text.upper[last]) return word;
  bool capitals = true;
  bool vowel = false;
  constexpr std::u32string_view kVowels = U"aeiouy";
  for (std::size_t i = word.begin; i < last; ++i) {
    if (text.classes[i] != text::CharClass::latin) return word;
    capitals = capitals && text.upper[i] != 0;
    vowel = vowel || text.chars[i] > U'z' || kVowels.find(text.chars[i]) != kVowels.npos;
  }
  const bool sibilant = text.chars[last - 1] == U's';  // css
  return capitals || (!vowel && !sibilant) ? Span{word.begin, last} : word;
}

namespace {

// One step of CamelCase: "Data", "GPT", or a single letter.
struct Piece {
  Span span;
  bool capitals;  // capitals throughout
  std::size_t size() const { return span.end - span.begin; }
  bool is_word() const { return size() >= (capitals ? 2U : 3U); }
};

Piece next_piece(const text::FoldedText& text, std::size_t at, std::size_t end) {
  const auto upper = [&](std::size_t i) { return i < end && text.upper[i] != 0; };
  std::size_t i = at;
  while (upper(i)) ++i;
  if (i - at >= 2) {
    if (i == end) return {{at, i}, true};
    // In GPTModel the last capital belongs to Model.
    if (i - at >= 3) return {{at, i - 1}, true};
    return {{at, at + 1}, true};
  }
  while (i < end && !upper(i)) ++i;
  return {{at, i}, i == at + 1 && upper(at)};
}

// Pieces of one letter run. LoRA, NeRF and LLaMA are names spelt in mixed case, not CamelCase:
// parts too short to be words stay with the capitals after them (MipNeRF is Mip and
// NeRF).
void split_letters(const text::FoldedText& text, Span run, std::vector<Span>& parts) {
  for (std::size_t at = run.begin; at < run.end;) {
    Piece piece = next_piece(text, at, run.end);
    bool merged = false;
    bool open = !piece.is_word();
    while (open && piece.span.end < run.end) {
      const Piece next = next_piece(text, piece.span.end, run.end);
      if (next.is_word() && !next.capitals) break;
      open = !next.is_word();
      merged = true;
      piece.span.end = next.span.end;
    }
    if (merged ? piece.size() >= 3 : piece.is_word()) parts.push_back(piece.span);
    at = piece.span.end;
  }
}

}  // namespace

void find_parts(const text::FoldedText& text, Span word, std::vector<Span>& parts) {
  const std::u32string_view spelling = text.view(word.begin, word.end);
  if (const std::size_t quote = spelling.find(U'\''); quote != spelling.npos) {
    word.end = word.begin + quote;  // don't, Google's
  }
  for (std::size_t at = word.begin; at < word.end;) {
    if (text.classes[at] != text::CharClass::latin) {
      ++at;
      continue;
    }
    Span run{at, at};
    bool mixed = false;  // a capital and a small letter in it
    while (run.end < word.end && text.classes[run.end] == text::CharClass::latin) {
      mixed = mixed || (run.end > at && text.upper[run.end] != text.upper[run.end - 1]);
      ++run.end;
    }
    at = run.end;
    const bool whole = run.begin == word.begin && run.end == word.end;
    if (whole && !mixed) return;
    const std::size_t before = parts.size();
    split_letters(text, run, parts);
    const bool one = parts.size() == before + 1 && parts.back().begin == run.begin &&
                     parts.back().end == run.end;
    if (one) {
      if (whole) parts.pop_back();
      continue;
    }
    // The head of a numbered name is found as a whole too: DeepSeek of DeepSeekV3.
    if (whole || run.begin != word.begin) continue;
    Span head = run;
    if (head.end - head.begin > 3 && text.upper[head.end - 1] && !text.upper[head.end - 2]) {
      --head.end;
    }
    if (head.end - head.begin >= 3) parts.push_back(head);
  }
}

}  // namespace nonmun::latin
