#include "searcher/query/parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nonmun/error.hpp>
#include <utility>

#include "analyzers/text/utf8.hpp"
#include "indexer/paper/arxiv_id.hpp"
#include "indexer/paper/day.hpp"

namespace nonmun::query {
namespace {

/// Deeper nesting than any person writes; bounds the recursion.
constexpr int kMaxDepth = 50;
constexpr std::int64_t kMaxNumber = 1'000'000'000'000;

constexpr std::string_view kSpace = " \t\r\n\f";

bool is_space(char c) {
  return kSpace.find(c) != std::string_view::npos;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// First and last day of YYYY, YYYY-MM or YYYY-MM-DD.
std::optional<Range> days(std::string_view text) {
  const auto first = std::string(text) + std::string("-01-01").substr(
                                             text.size() == 4 ? 0 : (text.size() == 7 ? 3 : 6));
  if (!paper::Day::parse(first)) return std::nullopt;
  const auto plain = [](std::string_view day) {
    return number(day.substr(0, 4)) * 10000 + number(day.substr(5, 2)) * 100 +
           number(day.substr(8, 2));
  };
  // The 31st closes every month: as a bound it need not exist.
  const std::string last =
      std::string(text) +
      std::string("-12-31").substr(text.size() == 4 ? 0 : (text.size() == 7 ? 3 : 6));
  return Range{plain(first), plain(last)};
}

std::optional<Range> whole_number(std::string_view text) {
  if (text.empty() || text.size() > 12) return std::nullopt;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
  }
  const std::int64_t value = number(text);
  return Range{value, value};
}

/// "x", "x..y", "x.." or "..y", each end read by `read`.
template <class Read>
std::optional<Range> range(std::string_view value, Range widest, Read read) {
  const std::size_t dots = value.find("..");
  if (dots == std::string_view::npos) return read(value);
  const std::string_view low = value.substr(0, dots);
  const std::string_view high = value.substr(dots + 2);
  if (low.empty() && high.empty()) return std::nullopt;
  const std::optional<Range> from = low.empty() ? widest : read(low);
  const std::optional<Range> to = high.empty() ? widest : read(high);
  if (!from || !to || from->low > to->high) return std::nullopt;
  return Range{from->low, to->high};
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Node parse() {
    Node node = parse_any(0);
    skip_space();
    if (at_ < text_.size()) fail(at_, "a closing parenthesis without an opening one");
    return node;
  }

 private:
  [[noreturn]] void fail(std::size_t byte, const std::string& message) const {
    throw Error(Cause::query_syntax, fmt::format("query, column {}: {}", column(byte), message), {},
                column(byte));
  }

  std::size_t column(std::size_t byte) const {
    return 1 + text::count_code_points(text_.substr(0, byte));
  }

  /// The character before the space before this place.
  char last_character() const {
    std::size_t at = at_;
    while (at > 0 && is_space(text_[at - 1])) --at;
    return at > 0 ? text_[at - 1] : '\0';
  }

  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  /// The operator that stands here as a word of its own, or "".
  std::string_view operator_here() {
    skip_space();
    for (const std::string_view word : {"AND", "OR", "NOT"}) {
      if (text_.substr(at_, word.size()) != word) continue;
      const std::size_t end = at_ + word.size();
      if (end == text_.size() || is_space(text_[end]) || text_[end] == '(' || text_[end] == ')' ||
          text_[end] == '"') {
        return word;
      }
    }
    return {};
  }

  bool at_end_of_group() {
    skip_space();
    return at_ == text_.size() || text_[at_] == ')';
  }

  Node parse_any(int depth) {
    return parse_operands(Node::Kind::any, "OR", depth, [this](int d) { return parse_all(d); });
  }

  Node parse_all(int depth) {
    return parse_operands(Node::Kind::all, "AND", depth,
                          [this](int d) { return parse_sequence(d); });
  }

  template <class Operand>
  Node parse_operands(Node::Kind kind, std::string_view name, int depth, Operand operand) {
    Node first = operand(depth);
    if (operator_here() != name) return first;
    Node node;
    node.kind = kind;
    node.operands.push_back(std::move(first));
    while (operator_here() == name) {
      at_ += name.size();
      node.operands.push_back(operand(depth));
    }
    return node;
  }

  Node parse_sequence(int depth) {
    Node node;
    bool any = false;
    for (;; any = true) {
      const std::string_view op = operator_here();
      if (at_end_of_group() || op == "AND" || op == "OR") break;
      if (op == "NOT") {
        const std::size_t start = at_;
        at_ += op.size();
        if (at_end_of_group() || !operator_here().empty()) fail(start, "NOT without an operand");
        node.excluded.push_back(parse_single(depth));
      } else if (text_[at_] == '-' && at_ + 1 < text_.size() && !is_space(text_[at_ + 1]) &&
                 text_[at_ + 1] != ')') {
        ++at_;
        node.excluded.push_back(parse_single(depth));
      } else {
        parse_item(node, depth);
      }
    }
    if (!any) {
      const std::string_view op = operator_here();
      if (!op.empty()) fail(at_, fmt::format("{} without an operand before it", op));
      if (at_ < text_.size() && depth == 0 && at_ == text_.find_first_not_of(kSpace)) {
        fail(at_, "a closing parenthesis without an opening one");
      }
      if (at_ < text_.size() && depth > 0 && last_character() == '(') {
        fail(at_, "empty parentheses");
      }
      if (text_.find_first_not_of(kSpace) == std::string_view::npos) {
        fail(0, "the query is empty");
      }
      fail(at_, "an operator without an operand after it, or an unclosed parenthesis");
    }
    return node;
  }

  Node parse_single(int depth) {
    Node node;
    parse_item(node, depth);
    return node;
  }

  /// A word, phrase, filter or group, added to the sequence `node`.
  void parse_item(Node& node, int depth) {
    const std::size_t start = at_;
    if (text_[at_] == '(') {
      if (depth >= kMaxDepth) fail(start, "parentheses nested too deeply");
      ++at_;
      if (at_end_of_group() && at_ == text_.size()) fail(start, "an unclosed parenthesis");
      Node group = parse_any(depth + 1);
      skip_space();
      if (at_ == text_.size()) fail(start, "an unclosed parenthesis");
      ++at_;
      node.groups.push_back(std::move(group));
    } else if (text_[at_] == '"') {
      node.phrases.push_back({quoted(), column(start)});
    } else {
      parse_word(node);
    }
  }

  std::string quoted() {
    const std::size_t close = text_.find('"', at_ + 1);
    if (close == std::string_view::npos) fail(at_, "an unclosed quote");
    std::string content(text_.substr(at_ + 1, close - at_ - 1));
    at_ = close + 1;
    return content;
  }

  std::string bare() {
    const std::size_t start = at_;
    // Parentheses inside a word, as in f(x), belong to it; one more ')' than '(' closes a group.
    int open = 0;
    while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '"') {
      if (text_[at_] == '(') ++open;
      if (text_[at_] == ')' && --open < 0) break;
      ++at_;
    }
    return std::string(text_.substr(start, at_ - start));
  }

  void parse_word(Node& node) {
    const std::size_t start = at_;
    const std::size_t colon = text_.find(':', at_);
    if (colon != std::string_view::npos) {
      if (const index::Field* field = index::queryable_field(text_.substr(at_, colon - at_))) {
        at_ = colon + 1;
        parse_filter(node, *field, start);
        return;
      }
    }
    node.words.push_back({bare(), column(start)});
  }

  void parse_filter(Node& node, const index::Field& field, std::size_t start) {
    Filter filter;
    filter.field = &field;
    const bool is_quoted = at_ < text_.size() && text_[at_] == '"';
    filter.value = is_quoted ? quoted() : bare();
    if (filter.value.empty()) {
      fail(start, fmt::format("{}: needs a value, e.g. {}", field.name, field.example));
    }
    const auto bad = [&](std::string_view expected) {
      fail(start, fmt::format("invalid value \"{}\" for {}: (expected {}, e.g. {})", filter.value,
                              field.name, expected, field.example));
    };
    switch (field.type) {
      case index::FieldType::text:
        break;
      case index::FieldType::id:
        if (const auto id = paper::arxiv_id(filter.value)) {
          filter.value = *id;
        } else if (!filter.value.starts_with("x:")) {
          bad("an arXiv id");
        }
        break;
      case index::FieldType::date: {
        const auto parsed = range(filter.value, {0, 99991231}, days);
        if (!parsed) bad("a day, a month, a year or a range");
        filter.range = *parsed;
        break;
      }
      case index::FieldType::number: {
        const auto parsed = range(filter.value, {0, kMaxNumber}, whole_number);
        if (!parsed) bad("a number or a range");
        filter.range = *parsed;
        break;
      }
    }
    node.filters.push_back(std::move(filter));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Node parse(std::string_view text) {
  return Parser(text).parse();
}

Node words(std::string_view text) {
  Node node;
  for (std::size_t at = 0; (at = text.find_first_not_of(kSpace, at)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSpace, at), text.size());
    node.words.push_back(
        {std::string(text.substr(at, end - at)), 1 + text::count_code_points(text.substr(0, at))});
    at = end;
  }
  return node;
}

Range parse_date_range(std::string_view value) {
  if (const auto parsed = range(value, {0, 99991231}, days)) return *parsed;
  throw Error(ErrorCode::usage, fmt::format("\"{}\" is not a day, month or year", value),
              "write YYYY-MM-DD, YYYY-MM or YYYY");
}

}  // namespace nonmun::query
