#include "analyzers/analyzer.hpp"

#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <limits>

#include "analyzers/korean/stem_cache.hpp"
#include "analyzers/latin/english.hpp"
#include "analyzers/latin/names.hpp"
#include "analyzers/pipeline.hpp"
#include "analyzers/text/fold.hpp"
#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"
#include "analyzers/text/word_break.hpp"

namespace nonmun {
namespace {

// Raised whenever a change of rules or tables changes the tokens of any text.
constexpr int kRulesVersion = 4;

constexpr std::size_t kMaxHangulJoined = 4;
// Hardly a Korean stem of one word has as many syllables.
constexpr std::size_t kUnspacedSyllables = 7;

constexpr bool is_closing(char32_t c) {
  constexpr std::u32string_view kClosing = U")]}>'\"%`*$»”’」』》〉】）";
  return kClosing.find(c) != std::u32string_view::npos;
}

}  // namespace

class Pipeline::Impl {
 public:
  explicit Impl(bool fast) : fast_(fast) {}

  void analyze(std::string_view text, std::vector<Token>& out) {
    constexpr std::size_t kMaxText = std::numeric_limits<std::uint32_t>::max();
    text::fold(text.substr(0, kMaxText), text_, fast_);
    out_ = &out;
    position_ = 0;
    url_end_ = 0;
    chain_end_ = 0;
    for (std::size_t at = 0; at < text_.size();) at = step(at);
  }

 private:
  std::size_t step(std::size_t at) {
    switch (text_.classes[at]) {
      case text::CharClass::hangul:
        return hangul(at);
      case text::CharClass::digit:
      case text::CharClass::latin:
        return name(at);
      case text::CharClass::jamo:
      case text::CharClass::kana:
        return whole_run(at);
      case text::CharClass::han:
        return han(at);
      case text::CharClass::other:
        return other(at);
      case text::CharClass::mark:
      case text::CharClass::none:
        break;
    }
    return at + 1;
  }

  // The end of the run of `what` from `at`, with the marks of its letters.
  std::size_t run_end(std::size_t at, text::CharClass what, bool marks = false) const {
    while (at < text_.size() &&
           (text_.classes[at] == what || (marks && text_.classes[at] == text::CharClass::mark))) {
      ++at;
    }
    return at;
  }

  Token& emit(TokenKind kind, std::uint32_t position, latin::Span span) {
    Token& token = out_->emplace_back();
    token.begin = text_.begin[span.begin];
    token.end = text_.end[span.end - 1];
    token.position = position;
    token.kind = kind;
    return token;
  }

  // Appends the folded characters of a span to a term, as far as they fit, without commas between
  // digits (1,000) and the like.
  void spell(latin::Span span, std::string& term) const {
    for (std::size_t i = span.begin; i < span.end; ++i) {
      if (text_.chars[i] == U',') continue;
      append(text_.chars[i], term);
    }
  }

  static void append(char32_t c, std::string& term) {
    if (term.size() + text::utf8_length(c) <= kMaxTermBytes) text::append_utf8(c, term);
  }

  void emit_word(latin::Span span) {
    spell(span, emit(TokenKind::word, position_, span).term);
    ++position_;
  }

  // ---- Korean

  std::size_t hangul(std::size_t at) {
    const std::size_t end = run_end(at, text::CharClass::hangul);
    if (at > 0 && text_.end[at - 1] == text_.begin[at] && glued(at, end)) return end;
    // 멀티-모달 is also one word, like zero-shot.
    const std::size_t first_token = out_->size();
    const std::uint32_t first_position = position_;
    latin::Span last{at, end};
    if (const std::size_t unit = unit_end(at, end); unit < end) {
      korean_word({at, unit}, true);
      last.begin = unit;
    }
    korean_word(last, last.begin > at || after_digit(at));
    std::size_t runs = 1;
    while (last.end + 1 < text_.size() && text_.chars[last.end] == U'-' &&
           text_.classes[last.end + 1] == text::CharClass::hangul) {
      last = {last.end + 1, run_end(last.end + 1, text::CharClass::hangul)};
      korean_word(last, false);
      ++runs;
    }
    if (runs > 1 && runs <= kMaxHangulJoined) {
      Token joined;
      joined.begin = text_.begin[at];
      joined.end = text_.end[last.end - 1];
      joined.position = first_position;
      joined.kind = TokenKind::concatenated;
      for (std::size_t i = at; i < last.begin; ++i) {
        if (text_.chars[i] != U'-') append(text_.chars[i], joined.term);
      }
      const auto last_word = std::find_if(out_->rbegin(), out_->rend(),
                                          [](const Token& t) { return t.kind == TokenKind::word; });
      joined.term += last_word->term;
      cut_term(joined.term);
      out_->insert(out_->begin() + static_cast<std::ptrdiff_t>(first_token) + 1, std::move(joined));
    }
    return last.end;
  }

  // After a digit, the end of the power of ten that the run begins with: 70억개 is 70 억 개, as
  // 70억 개 is. `end` where there is none, or nothing but a particle follows.
  std::size_t unit_end(std::size_t at, std::size_t end) const {
    if (!after_digit(at)) return end;
    constexpr std::u32string_view kSmall = U"십백천";
    constexpr std::u32string_view kLarge = U"만억";
    std::size_t unit = at;
    while (unit < end && kSmall.find(text_.chars[unit]) != kSmall.npos) ++unit;
    if (unit == end || kLarge.find(text_.chars[unit]) == kLarge.npos) return end;
    ++unit;
    if (unit == end || korean::is_particle(text_.view(unit, end))) return end;
    return unit;
  }

  bool after_digit(std::size_t at) const {
    return at > 0 && text_.classes[at - 1] == text::CharClass::digit;
  }

  void korean_word(latin::Span run, bool counter) {
    Token& token = emit(TokenKind::word, position_, run);
    const std::u32string_view word = text_.view(run.begin, run.end);
    if (counter) {
      korean::append_stem(word, korean::counter_stem(word), token.term);
    } else {
      stems_.append_stem(word, fast_, token.term);
    }
    cut_term(token.term);
    const std::size_t syllables = token.term.size() / text::kSyllableBytes;
    if (syllables >= kUnspacedSyllables) emit_pieces({run.begin, run.begin + syllables});
    ++position_;
  }

  // A long run of Hangul is most likely several words written without spaces. Which ones, only a
  // lexicon could tell; so every piece that may be a word is a part.
  void emit_pieces(latin::Span stem) {
    stem.end = std::min(stem.end, stem.begin + kMaxTermBytes / text::kSyllableBytes);
    for (std::size_t begin = stem.begin; begin < stem.end; ++begin) {
      for (std::size_t size = 2; size <= 4 && begin + size <= stem.end; ++size) {
        const latin::Span piece{begin, begin + size};
        spell(piece, emit(TokenKind::subword, position_, piece).term);
      }
    }
  }

  static void cut_term(std::string& term) {
    term.resize(text::floor_boundary(term, kMaxTermBytes));
  }

  // A particle after something other than Hangul (LLM은, (LLM)은) is not a word. It belongs to the
  // span of the word that it touches.
  bool glued(std::size_t at, std::size_t end) {
    const std::u32string_view run = text_.view(at, end);
    if (at == chain_end_) {
      const bool latin = text_.classes[at - 1] == text::CharClass::latin;
      // After a bare number these are units: 10만, 10만을, 30도.
      const bool unit = number_before_ && (run.front() == U'만' || run == U"도");
      if (unit || !(korean::is_particle(run) || (latin && korean::is_light_verb(run))))
        return false;
      const std::uint32_t touch = text_.begin[at];
      for (std::size_t i = chain_token_; i < out_->size(); ++i) {
        if ((*out_)[i].end == touch) (*out_)[i].end = text_.end[end - 1];
      }
      return true;
    }
    return is_closing(text_.chars[at - 1]) && position_ > 0 && korean::is_particle(run);
  }

  // ---- Latin letters and digits

  std::size_t name(std::size_t at) {
    if (at >= url_end_) look_for_url(at);
    latin::read_name(text_, at, at >= url_end_, chain_);
    chain_token_ = out_->size();
    const std::uint32_t first_position = position_;
    auto joint = chain_.joints.begin();
    for (std::size_t i = 0; i < chain_.words.size(); ++i) {
      const latin::Span word = chain_.words[i];
      const std::size_t word_token = out_->size();
      latin_word(word);
      const std::uint32_t position = first_position + static_cast<std::uint32_t>(i);
      if (joint != chain_.joints.end() && joint->first == i) emit_joined(*joint++, position);
      emit_forms(word, word_token, position);
      ++position_;
    }
    number_before_ = chain_.words.size() == 1 && text_.classes[at] == text::CharClass::digit &&
                     is_number(chain_.words.front());
    chain_end_ = chain_.end;
    return chain_.end;
  }

  // https://… : its words are indexed, but a path is not a name. The URL ends at a space or a
  // bracket.
  void look_for_url(std::size_t at) {
    std::size_t end = run_end(at, text::CharClass::latin);
    if (end + 2 >= text_.size() || text_.chars[end] != U':' || text_.chars[end + 1] != U'/' ||
        text_.chars[end + 2] != U'/') {
      return;
    }
    constexpr std::u32string_view kEnd = U"()[]<>\"'`|";
    while (end < text_.size() && text_.chars[end] > U' ' &&
           kEnd.find(text_.chars[end]) == std::u32string_view::npos &&
           text_.classes[end] != text::CharClass::hangul) {
      ++end;
    }
    url_end_ = end;
  }

  bool is_number(latin::Span word) const {
    for (std::size_t i = word.begin; i < word.end; ++i) {
      if (text_.classes[i] == text::CharClass::latin) return false;
    }
    return true;
  }

  bool is_letters(latin::Span word) const {
    for (std::size_t i = word.begin; i < word.end; ++i) {
      const text::CharClass what = text_.classes[i];
      if (what != text::CharClass::latin && what != text::CharClass::mark &&
          text_.chars[i] != U'\'') {
        return false;
      }
    }
    return true;
  }

  void latin_word(latin::Span word) {
    Token& token = emit(TokenKind::word, position_, word);
    const std::size_t size = word.end - word.begin;
    const bool possessive =
        size > 2 && text_.chars[word.end - 2] == U'\'' && text_.chars[word.end - 1] == U's';
    spell(possessive ? latin::Span{word.begin, word.end - 2} : latin::singular(text_, word),
          token.term);
    if (!is_letters(word)) return;
    spelled_ = token.term;
    token.term = english_.stem(spelled_);
  }

  void emit_joined(const latin::NameChain::Joint& joint, std::uint32_t position) {
    const bool plus = chain_.pluses > 0 && joint.last + 1 == chain_.words.size();
    latin::Span span{chain_.words[joint.first].begin, chain_.words[joint.last].end};
    if (plus) span.end += chain_.pluses;
    Token& token = emit(TokenKind::concatenated, position, span);
    bool letters = !plus;
    for (std::size_t i = joint.first; i <= joint.last; ++i) {
      const latin::NameChain::Link link = chain_.links[i];
      if (i > joint.first && (link.sign == U'^' || link.sign == U'@')) {
        append(link.sign, token.term);
        if (link.negative) append(U'-', token.term);
        letters = false;
      }
      letters = letters && is_letters(chain_.words[i]);
      const bool last = i == joint.last;
      spell(last ? latin::singular(text_, chain_.words[i]) : chain_.words[i], token.term);
    }
    for (std::size_t i = 0; plus && i < chain_.pluses; ++i) append(U'+', token.term);
    if (letters) token.term = english_.stem(std::string(token.term));
  }

  // Surface form and parts of the word whose token is at `word_token`.
  void emit_forms(latin::Span word, std::size_t word_token, std::uint32_t position) {
    if (is_letters(word)) emit(TokenKind::surface, position, word).term = spelled_;
    parts_.clear();
    if (latin::singular(text_, word).end == word.end) latin::find_parts(text_, word, parts_);
    const std::size_t first_part = out_->size();
    for (const latin::Span part : parts_) {
      Token token = emit(TokenKind::subword, position, part);
      out_->pop_back();
      spelled_.clear();
      spell(part, spelled_);
      token.term = english_.stem(spelled_);
      const auto same = [&](const Token& other) { return other.term == token.term; };
      if (same((*out_)[word_token])) continue;
      if (std::any_of(out_->begin() + static_cast<std::ptrdiff_t>(first_part), out_->end(), same)) {
        continue;
      }
      out_->push_back(std::move(token));
    }
  }

  // ---- other scripts

  std::size_t whole_run(std::size_t at) {
    const std::size_t end = run_end(at, text_.classes[at], true);
    emit_word({at, end});
    return end;
  }

  std::size_t han(std::size_t at) {
    const std::size_t end = run_end(at, text::CharClass::han);
    if (end == at + 1) emit_word({at, end});
    for (std::size_t i = at; i + 1 < end; ++i) emit_word({i, i + 2});
    return end;
  }

  std::size_t other(std::size_t at) {
    const std::size_t end = run_end(at, text::CharClass::other, true);
    breaks_.clear();
    words_.split(text_.view(at, end), breaks_);
    std::size_t begin = at;
    for (const std::size_t length : breaks_) {
      emit_word({begin, begin + length});
      begin += length;
    }
    return end;
  }

  bool fast_;
  text::FoldedText text_;
  std::vector<Token>* out_ = nullptr;
  std::uint32_t position_ = 0;
  std::size_t url_end_ = 0;      // no names are joined before this code point
  std::size_t chain_end_ = 0;    // where the last chain of Latin letters and digits ended
  std::size_t chain_token_ = 0;  // its first token
  bool number_before_ = false;   // the last chain is one bare number
  latin::NameChain chain_;
  std::vector<latin::Span> parts_;
  std::vector<std::size_t> breaks_;
  std::string spelled_;  // the last Latin word as spelt, in lower case
  latin::EnglishStemmer english_;
  korean::StemCache stems_;
  text::WordBreaker words_;
};

Pipeline::Pipeline(bool fast) : impl_(std::make_unique<Impl>(fast)) {}
Pipeline::~Pipeline() = default;
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;
void Pipeline::analyze(std::string_view text, std::vector<Token>& out) {
  impl_->analyze(text, out);
}

class Analyzer::Impl : public Pipeline {
 public:
  Impl() : Pipeline(true) {}
};

Analyzer::Analyzer() : impl_(std::make_unique<Impl>()) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

void Analyzer::analyze(std::string_view text, std::vector<Token>& out) {
  impl_->analyze(text, out);
}

std::vector<Token> Analyzer::analyze(std::string_view text) {
  std::vector<Token> out;
  analyze(text, out);
  return out;
}

std::string Analyzer::fingerprint() {
  UVersionInfo icu;
  UVersionInfo unicode;
  u_getVersion(icu);
  u_getUnicodeVersion(unicode);
  return "nonmun-" + std::to_string(kRulesVersion) + " icu-" + std::to_string(icu[0]) + "." +
         std::to_string(icu[1]) + " unicode-" + std::to_string(unicode[0]) + "." +
         std::to_string(unicode[1]) + " snowball-english";
}

}  // namespace nonmun
