#include "searcher/query/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "analyzers/text/utf8.hpp"
#include "searcher/query/sentence.hpp"

namespace nonmun::query {
namespace {

/// Deeper nesting than any person writes; bounds the recursion of the parser.
constexpr std::size_t kMaxDepth = 50;
/// Digits of a distance.
constexpr std::size_t kMaxDistanceDigits = 2;
static_assert(kMaxDistance == 99);

/// What a character means to the grammar.
constexpr char kSpace = ' ';
constexpr char kLetter = 'a';  ///< a letter, and everything else without a meaning
constexpr char kDigit = '0';

constexpr std::array<std::pair<char32_t, char>, 13> kForms = {{
    {U'\u00A0', ' '},
    {U'\u201C', '"'},
    {U'\u201D', '"'},
    {U'\u201E', '"'},
    {U'\u3000', ' '},
    {U'\uFF01', '!'},
    {U'\uFF02', '"'},
    {U'\uFF08', '('},
    {U'\uFF09', ')'},
    {U'\uFF0B', '+'},
    {U'\uFF0D', '-'},
    {U'\uFF5C', '|'},
    {U'\uFF5E', '~'},
}};
static_assert(std::is_sorted(kForms.begin(), kForms.end()));

char meaning(char32_t c) {
  if (c >= '0' && c <= '9') return kDigit;
  if (c == ' ' || (c >= '\t' && c <= '\r')) return kSpace;
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return kLetter;
  if (c < 0x80) return static_cast<char>(c);
  const auto* const found = std::lower_bound(
      kForms.begin(), kForms.end(), c, [](const auto& form, char32_t x) { return form.first < x; });
  return found != kForms.end() && found->first == c ? found->second : kLetter;
}

/// The text with a space for each character whose meaning is in question.
template <class Predicate>
std::string blanked(std::string_view text, Predicate is_in_question) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (is_in_question(c.malformed() ? kLetter : meaning(c.value))) {
      out += ' ';
    } else {
      out += text.substr(at, c.length);
    }
    at += c.length;
  }
  return out;
}

struct Char {
  std::size_t begin;  // in bytes
  char meaning;
};

class Lexer {
 public:
  Lexer(std::string_view query, bool strict, std::vector<Assumption>& assumed)
      : query_(query), assumed_(assumed) {
    for (std::size_t at = 0; at < query.size();) {
      const text::CodePoint c = text::code_point_at(query, at);
      chars_.push_back({at, c.malformed() ? kLetter : meaning(c.value)});
      at += c.length;
    }
    partner_.resize(chars_.size(), kNone);
    literal_.resize(chars_.size(), false);
    sentence_ = !strict && is_sentence(query);
  }

  std::vector<Token> run() {
    if (sentence_) {
      std::fill(literal_.begin(), literal_.end(), true);
    } else {
      pair_quotes();
      pair_parentheses();
    }
    for (at_ = 0; at_ < chars_.size();) read();
    if (sentence_) {
      note_the_sentence();
    } else {
      settle_operators();
    }
    return std::move(tokens_);
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  char at(std::size_t i) const { return i < chars_.size() ? chars_[i].meaning : kSpace; }
  bool is_word_char(std::size_t i) const { return at(i) == kLetter || at(i) == kDigit; }
  std::size_t byte(std::size_t i) const {
    return i < chars_.size() ? chars_[i].begin : query_.size();
  }
  std::string text(std::size_t from, std::size_t to) const {
    return std::string(query_.substr(byte(from), byte(to) - byte(from)));
  }

  void assume(std::size_t i, std::string message) {
    assumed_.push_back({i + 1, std::move(message)});
  }

  /// Where something may begin that is no part of a word.
  bool is_start(std::size_t i) const {
    if (i == 0) return true;
    const char before = at(i - 1);
    return before == kSpace || before == ')' || (before == '"' && partner_[i - 1] != kNone) ||
           is_group_start(i - 1) || is_sign(i - 1);
  }
  bool is_group_start(std::size_t i) const {
    return at(i) == '(' && !literal_[i] && partner_[i] != kNone;
  }
  /// A dash, plus or exclamation mark that belongs to what follows.
  bool is_sign(std::size_t i) const {
    const char sign = at(i);
    if ((sign != '-' && sign != '+' && sign != '!') || literal_[i]) return false;
    if (i > 0 && at(i - 1) != kSpace && at(i - 1) != '(') return false;
    const char next = at(i + 1);
    if (next == '"' || next == '(') return true;
    return next == kLetter || (sign == '-' && next == kDigit);
  }

  void pair_quotes() {
    for (std::size_t i = 0; i < chars_.size(); ++i) {
      if (at(i) != '"') continue;
      const bool opens = i == 0 || !is_word_char(i - 1);
      const std::size_t close = opens ? find_quote(i + 1) : kNone;
      if (close == kNone) {
        assume(i, "a quotation mark without a partner is text");
        literal_[i] = true;
        continue;
      }
      partner_[i] = close;
      partner_[close] = i;
      for (std::size_t k = i + 1; k < close; ++k) literal_[k] = true;
      i = close;
    }
  }

  std::size_t find_quote(std::size_t from) const {
    while (from < chars_.size() && at(from) != '"') ++from;
    return from < chars_.size() ? from : kNone;
  }

  void pair_parentheses() {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < chars_.size(); ++i) {
      if (literal_[i]) continue;
      if (at(i) == '(') open.push_back(i);
      if (at(i) != ')') continue;
      if (open.empty()) {
        assume(i, "a closing parenthesis without an opening one is text");
        literal_[i] = true;
        continue;
      }
      partner_[open.back()] = i;
      partner_[i] = open.back();
      open.pop_back();
    }
    for (const std::size_t i : open) {
      assume(i, "an opening parenthesis without a closing one is text");
      literal_[i] = true;
    }
    std::vector<std::size_t> closing;  // of the groups around this place
    for (std::size_t i = 0; i < chars_.size(); ++i) {
      while (!closing.empty() && closing.back() < i) closing.pop_back();
      if (at(i) != '(' || literal_[i]) continue;
      if (!is_glued(i)) {
        closing.push_back(partner_[i]);
        if (closing.size() <= kMaxDepth) continue;
        assume(i, "parentheses nested too deeply are text");
      }
      for (std::size_t k = i; k <= partner_[i]; ++k) literal_[k] = true;
    }
  }

  /// Whether the parenthesis belongs to a word before it or after its partner.
  bool is_glued(std::size_t i) const {
    const std::size_t after = partner_[i] + 1;
    if (is_word_char(after) && !is_operator(after, end_of_letters(after))) return true;
    if (i == 0) return false;
    const char before = at(i - 1);
    if (before == kSpace || before == '(' || before == '"' || is_sign(i - 1)) return false;
    if (before == ')') return literal_[i - 1];
    std::size_t begin = i;
    while (begin > 0 && at(begin - 1) == kLetter) --begin;
    return !is_start(begin) || !is_operator(begin, i);
  }

  std::size_t end_of_letters(std::size_t from) const {
    while (at(from) == kLetter) ++from;
    return from;
  }

  /// The operator that these characters are, or a word.
  Token::Kind kind_of(std::size_t begin, std::size_t end) const {
    const std::string_view word = query_.substr(byte(begin), byte(end) - byte(begin));
    if (word == "AND" || word == "&&") return Token::Kind::all;
    if (word == "OR" || word == "||" || word == "|") return Token::Kind::any;
    if (word == "NOT") return Token::Kind::exclude;
    if (word.starts_with("NEAR/") && distance(begin + 5, end) >= 0) return Token::Kind::near;
    return Token::Kind::word;
  }

  bool is_operator(std::size_t begin, std::size_t end) const {
    return kind_of(begin, end) != Token::Kind::word;
  }

  /// The number that these characters are; -1 when they are none.
  int distance(std::size_t begin, std::size_t end) const {
    if (begin >= end || end - begin > kMaxDistanceDigits) return -1;
    int number = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (at(i) != kDigit) return -1;
      number = number * 10 + (query_[byte(i)] - '0');
    }
    return number;
  }

  void read() {
    const std::size_t begin = at_;
    if (at(begin) == kSpace) {
      ++at_;
      return;
    }
    if (!literal_[begin] && at(begin) == '"') return quoted();
    if (!literal_[begin] && (at(begin) == '(' || at(begin) == ')')) {
      ++at_;
      return add(at(begin) == '(' ? Token::Kind::open : Token::Kind::close, begin, at_);
    }
    if (is_sign(begin)) {
      ++at_;
      return add(at(begin) == '+' ? Token::Kind::require : Token::Kind::exclude, begin, at_);
    }
    word();
  }

  void quoted() {
    const std::size_t begin = at_;
    const std::size_t close = partner_[begin];
    const bool glued = is_glued_to_last(begin);
    add(Token::Kind::quoted, begin + 1, close);
    tokens_.back().column = begin + 1;
    tokens_.back().glued = glued;
    at_ = close + 1;
    std::size_t end = at_ + 1;
    while (at(end) == kDigit) ++end;
    if (at(at_) == '~' && distance(at_ + 1, end) >= 0) {
      tokens_.back().distance = distance(at_ + 1, end);
      at_ = end;
    } else {
      skip_particle();
    }
    last_end_ = at_;
  }

  /// Skips a particle after a phrase, as in "확산 모델"을; it is not a word of the query.
  void skip_particle() {
    constexpr std::size_t kMaxSyllables = 3;
    std::size_t end = at_;
    while (at(end) == kLetter && (query_[byte(end)] & 0x80) != 0) ++end;
    if (end - at_ <= kMaxSyllables && !is_word_char(end)) at_ = end;
  }

  void word() {
    const std::size_t begin = at_;
    const bool literal = literal_[begin];
    while (at_ < chars_.size() && at(at_) != kSpace) {
      const bool is_syntax = !literal_[at_] && (at(at_) == '(' || at(at_) == ')' || at(at_) == '"');
      if (is_syntax) break;
      ++at_;
    }
    const Token::Kind kind = literal ? Token::Kind::word : kind_of(begin, at_);
    add(kind, begin, at_);
    Token& token = tokens_.back();
    token.literal = literal;
    if (kind == Token::Kind::near) token.distance = distance(begin + 5, at_);
  }

  bool is_glued_to_last(std::size_t begin) const { return begin > 0 && begin == last_end_; }

  void add(Token::Kind kind, std::size_t begin, std::size_t end) {
    Token token;
    token.kind = kind;
    token.text = text(begin, end);
    token.column = begin + 1;
    token.glued = is_glued_to_last(begin);
    tokens_.push_back(std::move(token));
    last_end_ = end;
  }

  static bool begins_operand(const Token& token) {
    return token.kind == Token::Kind::word || token.kind == Token::Kind::quoted ||
           token.kind == Token::Kind::open || token.kind == Token::Kind::exclude ||
           token.kind == Token::Kind::require;
  }
  static bool ends_operand(const Token& token) {
    return token.kind == Token::Kind::word || token.kind == Token::Kind::quoted ||
           token.kind == Token::Kind::close;
  }
  static bool is_text(const Token& token) {
    return token.kind == Token::Kind::word || token.kind == Token::Kind::quoted;
  }

  /// Operators without operands are words, and groups without content nothing.
  void settle_operators() {
    drop_empty_groups();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const bool after = i + 1 < tokens_.size() && begins_operand(tokens_[i + 1]);
      const bool before = i > 0 && ends_operand(tokens_[i - 1]);
      Token& token = tokens_[i];
      bool is_settled = true;
      switch (token.kind) {
        case Token::Kind::all:
        case Token::Kind::any:
          is_settled = before && after;
          break;
        case Token::Kind::exclude:
        case Token::Kind::require:
          is_settled = after && tokens_[i + 1].kind != Token::Kind::exclude &&
                       tokens_[i + 1].kind != Token::Kind::require;
          break;
        case Token::Kind::near:
          is_settled = before && after && is_text(tokens_[i - 1]) && is_text(tokens_[i + 1]);
          break;
        default:
          break;
      }
      if (is_settled) continue;
      assumed_.push_back({token.column, fmt::format("{} without an operand is text", token.text)});
      token.kind = Token::Kind::word;
      token.literal = true;
    }
  }

  void drop_empty_groups() {
    std::vector<Token> kept;
    for (Token& token : tokens_) {
      if (token.kind == Token::Kind::close && !kept.empty() &&
          kept.back().kind == Token::Kind::open) {
        assumed_.push_back({kept.back().column, "empty parentheses are nothing"});
        kept.pop_back();
      } else {
        kept.push_back(std::move(token));
      }
    }
    tokens_ = std::move(kept);
  }

  /// Says what would have been syntax in a query that is no sentence.
  void note_the_sentence() {
    std::vector<std::string> words;
    for (const Token& token : tokens_) {
      const std::string& word = token.text;
      const bool is_operator = word == "AND" || word == "OR" || word == "NOT";
      const bool is_exclusion = word.size() > 1 && word[0] == '-' && word[1] != '-';
      if (is_operator || is_exclusion) words.push_back(word);
    }
    if (words.empty()) return;
    words.erase(std::unique(words.begin(), words.end()), words.end());
    assumed_.push_back(
        {1, fmt::format("the query reads like a sentence, so that {} {} text",
                        fmt::join(words, " and "), words.size() == 1 ? "is" : "are")});
  }

  std::string_view query_;
  std::vector<Assumption>& assumed_;
  std::vector<Char> chars_;
  std::vector<std::size_t> partner_;  // of quotes and parentheses
  std::vector<bool> literal_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t last_end_ = kNone;
  bool sentence_ = false;
};

}  // namespace

std::vector<Token> tokens(std::string_view query, bool strict, std::vector<Assumption>& assumed) {
  return Lexer(query, strict, assumed).run();
}

std::string without_syntax(std::string_view text) {
  return blanked(text, [](char meaning) { return meaning != kLetter && meaning != kDigit; });
}

std::string without_quotes(std::string_view text) {
  return blanked(text, [](char meaning) { return meaning == '"'; });
}

}  // namespace nonmun::query
