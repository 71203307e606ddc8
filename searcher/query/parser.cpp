#include "searcher/query/parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nonmun/error.hpp>
#include <utility>

#include "analyzers/text/ascii.hpp"
#include "analyzers/text/utf8.hpp"
#include "indexer/paper/arxiv_id.hpp"
#include "searcher/query/dates.hpp"
#include "searcher/query/field_names.hpp"
#include "searcher/query/ids.hpp"
#include "searcher/query/lexer.hpp"
#include "searcher/query/range.hpp"

namespace nonmun::query {
namespace {

constexpr std::int64_t kMaxNumber = 1'000'000'000'000;
/// Characters that prefix* needs before the star: A* is a name.
constexpr std::size_t kMinPrefix = 2;

std::optional<Range> whole_number(std::string_view text) {
  constexpr std::size_t kMaxDigits = 12;
  if (text.empty() || text.size() > kMaxDigits) return std::nullopt;
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  if (std::from_chars(text.data(), end, value) != std::from_chars_result{end, std::errc()} ||
      value < 0) {
    return std::nullopt;
  }
  return Range{value, value};
}

/// What a word of this kind means beside an id: "arXiv 2312.00752".
bool announces_id(std::string_view word) {
  std::string lower = text::ascii_lowered(word);
  std::erase_if(lower, [](char c) { return c == ':' || c == '[' || c == '('; });
  return lower == "arxiv" || lower == "doi" || lower == "id" || lower == "paper";
}

class Parser {
 public:
  Parser(std::string_view text, const Reading& reading) : reading_(reading) {
    tokens_ = tokens(text, reading.strict, assumed_);
  }

  Query parse() {
    Query query;
    if (!tokens_.empty()) query.node = parse_any();
    std::stable_sort(assumed_.begin(), assumed_.end(),
                     [](const Assumption& a, const Assumption& b) { return a.column < b.column; });
    if (reading_.strict && !assumed_.empty()) {
      const auto& [column, message] = assumed_.front();
      throw Error(Cause::query_syntax, fmt::format("query, column {}: {}", column, message), {},
                  column);
    }
    for (Assumption& it : assumed_) {
      if (std::find(query.notes.begin(), query.notes.end(), it.message) == query.notes.end()) {
        query.notes.push_back(std::move(it.message));
      }
    }
    for (std::string& note : notes_) query.notes.push_back(std::move(note));
    return query;
  }

 private:
  using Kind = Token::Kind;

  bool done() const { return at_ == tokens_.size(); }
  bool is(Kind kind) const { return !done() && tokens_[at_].kind == kind; }
  void assume(std::size_t column, std::string message) {
    assumed_.push_back({column, std::move(message)});
  }

  Node parse_any() {
    return parse_operands(Node::Kind::any, Kind::any, [this] { return parse_all(); });
  }
  Node parse_all() {
    return parse_operands(Node::Kind::all, Kind::all, [this] { return parse_sequence(); });
  }

  template <class Operand>
  Node parse_operands(Node::Kind kind, Kind sign, Operand operand) {
    Node first = operand();
    if (!is(sign)) return first;
    Node node;
    node.kind = kind;
    node.operands.push_back(std::move(first));
    while (is(sign)) {
      ++at_;
      node.operands.push_back(operand());
    }
    return node;
  }

  Node parse_sequence() {
    Node node;
    while (!done() && !is(Kind::close) && !is(Kind::all) && !is(Kind::any)) {
      if (is(Kind::exclude)) {
        ++at_;
        node.excluded.push_back(parse_single());
      } else if (is(Kind::require)) {
        ++at_;
        node.required.push_back(parse_single());
      } else {
        parse_item(node);
      }
    }
    find_times(node);
    return node;
  }

  Node parse_single() {
    Node node;
    parse_item(node);
    return node;
  }

  /// A word, phrase, filter or group, added to the sequence `node`.
  void parse_item(Node& node) {
    if (is(Kind::open)) {
      ++at_;
      node.groups.push_back(parse_any());
      ++at_;  // its partner
      return;
    }
    if (at_ + 2 < tokens_.size() && tokens_[at_ + 1].kind == Kind::near) return parse_near(node);
    const Token& token = tokens_[at_++];
    if (token.kind == Kind::quoted) {
      node.phrases.push_back({token.text, token.column, within(token)});
    } else {
      parse_word(token, node);
    }
  }

  static std::optional<std::size_t> within(const Token& token) {
    if (token.distance < 0) return std::nullopt;
    return static_cast<std::size_t>(token.distance);
  }

  void parse_near(Node& node) {
    Phrase phrase{tokens_[at_].text, tokens_[at_].column, 0};
    std::size_t words = 1;
    for (++at_; at_ + 1 < tokens_.size() && is(Kind::near); at_ += 2, ++words) {
      phrase.within = std::max(*phrase.within, within(tokens_[at_]).value_or(0));
      phrase.text += " " + tokens_[at_ + 1].text;
    }
    *phrase.within = std::min(*phrase.within * (words - 1), std::size_t{kMaxDistance});
    node.phrases.push_back(std::move(phrase));
  }

  void parse_word(const Token& token, Node& node) {
    if (!token.literal && parse_filter(token, node)) return;
    if (parse_id(token, node)) return;
    Word word{token.text, token.column};
    if (!token.literal && word.text.ends_with('*')) {
      const std::string stem = word.text.substr(0, word.text.size() - 1);
      const bool plain = stem.find_first_of("*?_`") == std::string::npos;
      if (plain && text::count_code_points(stem) >= kMinPrefix) {
        word.text = stem;
        word.prefix = true;
      }
    }
    node.words.push_back(std::move(word));
  }

  bool parse_id(const Token& token, Node& node) {
    std::optional<IdMention> mention = find_id(token.text);
    if (!mention) return false;
    if (reading_.has_paper(mention->id)) {
      if (!node.words.empty() && announces_id(node.words.back().text)) node.words.pop_back();
      if (std::find(node.ids.begin(), node.ids.end(), mention->id) == node.ids.end()) {
        node.ids.push_back(std::move(mention->id));
      }
    } else if (mention->in_address) {
      notes_.push_back(fmt::format("the index has no paper {}", mention->id));
    } else {
      return false;  // a number like any other
    }
    if (!mention->rest.empty()) node.words.push_back({std::move(mention->rest), token.column});
    return true;
  }

  /// Takes field:value, and field:"value", whose quotes are the next token.
  bool parse_filter(const Token& token, Node& node) {
    const std::size_t colon = token.text.find(':');
    if (colon == std::string::npos || colon == 0) return false;
    const std::string_view name = std::string_view(token.text).substr(0, colon);
    const index::Field* field = field_named(name);
    if (field == nullptr) {
      if (const index::Field* meant = field_meant_by(name)) {
        assume(token.column,
               fmt::format("\"{}:\" is text, for there is no such field; did you mean {}:?", name,
                           meant->name));
      }
      return false;
    }
    Filter filter;
    filter.field = field;
    filter.value = token.text.substr(colon + 1);
    const bool is_quoted = filter.value.empty() && is(Kind::quoted) && tokens_[at_].glued;
    if (is_quoted) filter.value = tokens_[at_].text;
    if (const std::string problem = complete(filter); !problem.empty()) {
      assume(token.column, problem + ", so that it is text");
      return false;
    }
    if (is_quoted) ++at_;
    node.filters.push_back(std::move(filter));
    return true;
  }

  /// Reads the value of a filter.
  /// @return what is wrong with it; empty when nothing is
  std::string complete(Filter& filter) const {
    const index::Field& field = *filter.field;
    if (filter.value.find_first_not_of(' ') == std::string::npos) {
      return fmt::format("{}: needs a value, e.g. {}", field.name, field.example);
    }
    const auto bad = [&](std::string_view expected) {
      return fmt::format("invalid value \"{}\" for {}: (expected {}, e.g. {})", filter.value,
                         field.name, expected, field.example);
    };
    switch (field.type) {
      case index::FieldType::text:
      case index::FieldType::keyword:
        break;
      case index::FieldType::id:
        if (const auto id = paper::arxiv_id(filter.value)) {
          filter.value = *id;
        } else if (!filter.value.starts_with("x:")) {
          return bad("an arXiv id");
        }
        break;
      case index::FieldType::date: {
        const auto parsed = days_or_range(filter.value, reading_.today);
        if (!parsed) return bad("a day, a month, a year or a range");
        filter.range = *parsed;
        break;
      }
      case index::FieldType::number: {
        const auto parsed = value_or_range(filter.value, {0, kMaxNumber}, whole_number);
        if (!parsed) return bad("a number or a range");
        filter.range = *parsed;
        break;
      }
    }
    return {};
  }

  /// Marks the words of a sequence that name a time. Words that name nothing else are a condition.
  void find_times(Node& node) {
    std::vector<std::string_view> texts;
    for (const Word& word : node.words) texts.push_back(word.text);
    bool others = !node.groups.empty() || !node.phrases.empty() || !node.required.empty() ||
                  !node.ids.empty();
    bool year_alone = false;
    for (std::size_t at = 0; at < texts.size();) {
      const auto time = time_in_words(std::span(texts).subspan(at), reading_.today);
      if (!time) {
        others = true;
        ++at;
        continue;
      }
      std::string text;
      for (std::size_t i = at; i < at + time->count; ++i) {
        node.words[i].time = true;
        text += (i > at ? " " : "") + node.words[i].text;
      }
      year_alone = year_alone || time->year_alone;
      node.times.push_back({std::move(text), time->range});
      at += time->count;
    }
    if (node.times.empty() || others) return;
    if (year_alone || node.times.size() > 1) {
      for (Word& word : node.words) word.time = false;  // a number to look for
      node.times.clear();
      return;
    }
    Filter filter;
    filter.field = &index::field(index::FieldId::date);
    filter.value = node.times.front().text;
    filter.range = node.times.front().range;
    notes_.push_back(fmt::format("\"{}\" is read as date:\"{}\"", filter.value, filter.value));
    node.filters.push_back(std::move(filter));
    node.words.clear();
    node.times.clear();
  }

  const Reading& reading_;
  std::vector<Assumption> assumed_;
  std::vector<std::string> notes_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace

Query parse(std::string_view text, const Reading& reading) {
  return Parser(text, reading).parse();
}

Node parse(std::string_view text) {
  return parse(text, Reading{}).node;
}

Node words(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f";
  Node node;
  for (std::size_t at = 0; (at = text.find_first_not_of(kSpace, at)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSpace, at), text.size());
    node.words.push_back(
        {std::string(text.substr(at, end - at)), 1 + text::count_code_points(text.substr(0, at))});
    at = end;
  }
  return node;
}

}  // namespace nonmun::query
