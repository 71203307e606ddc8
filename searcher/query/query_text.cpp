#include "searcher/query/query_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nonmun/error.hpp>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "analyzers/text/ascii.hpp"
#include "searcher/query/dates.hpp"
#include "searcher/query/lexer.hpp"
#include "searcher/query/parser.hpp"

namespace nonmun::query {
namespace {

/// What stands for a text of which nothing is left: it has no letter either, and is no syntax.
constexpr const char* kNoLetters = "/";

std::string print(const Node& node);

/// Ids are in the tree by then: a number that is still a word is no id.
Reading reading(bool strict) {
  Reading reading;
  reading.strict = strict;
  reading.has_paper = [](std::string_view) { return false; };
  return reading;
}

/// What a strict reading makes of a text beside another word, where no time can be a condition.
std::optional<Node> read_beside_a_word(const std::string& text) {
  try {
    Node node = parse("x " + text, reading(true)).node;
    if (node.kind == Node::Kind::sequence && !node.words.empty()) return node;
  } catch (const Error&) {
  }
  return std::nullopt;
}

bool is_operator(std::string_view text) {
  return text == "AND" || text == "OR" || text == "NOT";
}

bool is_plain(const Word& word) {
  return !word.prefix && !is_operator(word.text) && without_syntax(word.text) == word.text;
}

/// Whether the text is read as these words.
bool reads_as(const std::string& text, std::span<const Word> words) {
  const std::optional<Node> node = read_beside_a_word(text);
  return node && node->only_words() &&
         std::equal(
             node->words.begin() + 1, node->words.end(), words.begin(), words.end(),
             [](const Word& a, const Word& b) { return a.text == b.text && a.prefix == b.prefix; });
}

std::string as_typed(const Word& word) {
  return word.text + (word.prefix ? "*" : "");
}

/// A word without its syntax.
std::string stripped(const Word& word) {
  std::vector<std::string> rest;
  for (Word& part : words(without_syntax(word.text)).words) {
    rest.push_back(is_operator(part.text) ? text::ascii_lowered(part.text) : std::move(part.text));
  }
  return rest.empty() ? kNoLetters : fmt::format("{}", fmt::join(rest, " "));
}

/// A text for the first words, and how many they are: parentheses may close in a later word than
/// they open, as in "모델(Diffusion Model)을".
std::pair<std::string, std::size_t> print_first(std::span<const Word> words) {
  constexpr std::size_t kMaxWords = 16;
  if (is_plain(words.front())) return {words.front().text, 1};
  std::string text;
  for (std::size_t count = 1; count <= std::min(words.size(), kMaxWords); ++count) {
    text += (count > 1 ? " " : "") + as_typed(words[count - 1]);
    const auto closing = std::count(text.begin(), text.end(), ')');
    const auto open = std::count(text.begin(), text.end(), '(') - closing;
    if (open == 0 && reads_as(text, words.first(count))) return {text, count};
    if (open <= 0) break;
  }
  return {stripped(words.front()), 1};
}

std::string quoted(std::string_view text) {
  return '"' + without_quotes(text) + '"';
}

std::string print(const Phrase& phrase) {
  std::string text = quoted(phrase.text);
  if (phrase.within) text += fmt::format("~{}", *phrase.within);
  return text;
}

/// A day as days_or_range() reads it. The 31st closes every month, though it need not exist.
std::string print_day(std::int64_t day) {
  const std::string month = fmt::format("{:04}-{:02}", day / 10'000, day / 100 % 100);
  return day % 100 == 31 ? month : fmt::format("{}-{:02}", month, day % 100);
}

std::string print(const Filter& filter) {
  const auto reads_as_filter = [&](const std::string& text) {
    const std::optional<Node> node = read_beside_a_word(text);
    return node && node->filters.size() == 1 && node->words.size() == 1 &&
           node->filters.front().value == filter.value;
  };
  std::string text = fmt::format("{}:{}", filter.field->name, filter.value);
  if (reads_as_filter(text)) return text;
  text = fmt::format("{}:{}", filter.field->name, quoted(filter.value));
  if (filter.field->type == index::FieldType::date && !reads_as_filter(text)) {
    // Words that name a time say more than a value may: "2024년 이후".
    const auto& [low, high] = filter.range;
    return fmt::format("{}:{}..{}", filter.field->name, low == kAnyDay.low ? "" : print_day(low),
                       high == kAnyDay.high ? "" : print_day(high));
  }
  const bool is_blank = without_quotes(filter.value).find_first_not_of(' ') == std::string::npos;
  return is_blank ? fmt::format("{}:{}", filter.field->name, kNoLetters) : text;
}

/// An operand of a sign, which is glued to it.
std::string print_signed(char sign, const Node& node) {
  const std::string text = print(node);
  if (text.empty()) return {};
  const std::size_t parts =
      node.words.size() + node.ids.size() + node.phrases.size() + node.filters.size();
  const auto first = static_cast<unsigned char>(text.front());
  const bool may_follow = first >= 0x80 || std::isalpha(first) != 0 || first == '"' ||
                          (sign == '-' && std::isdigit(first) != 0);
  const bool is_single = node.kind == Node::Kind::sequence && parts == 1 && node.groups.empty() &&
                         node.required.empty() && node.excluded.empty();
  // Without its syntax a word may be several.
  const bool is_one_word = node.words.empty() || text.find(' ') == std::string::npos;
  if (may_follow && is_single && is_one_word) return sign + text;
  return fmt::format("{}({})", sign, text);
}

/// Words and phrases in the order in which they were typed.
std::vector<std::string> print_typed(const Node& node) {
  std::vector<std::string> texts;
  auto phrase = node.phrases.begin();
  const auto print_phrases = [&](std::size_t until) {
    for (; phrase != node.phrases.end() && phrase->column < until; ++phrase) {
      texts.push_back(print(*phrase));
    }
  };
  const std::span<const Word> words(node.words);
  for (std::size_t at = 0; at < words.size();) {
    print_phrases(words[at].column);
    auto [text, count] = print_first(words.subspan(at));
    texts.push_back(std::move(text));
    at += count;
  }
  print_phrases(std::string::npos);
  return texts;
}

std::string print_sequence(const Node& node) {
  // Before the words: "paper 2312.00752" is the id alone.
  std::vector<std::string> parts = node.ids;
  for (std::string& text : print_typed(node)) parts.push_back(std::move(text));
  for (const Node& group : node.groups) {
    if (const std::string text = print(group); !text.empty()) parts.push_back("(" + text + ")");
  }
  for (const Node& required : node.required) parts.push_back(print_signed('+', required));
  for (const Filter& filter : node.filters) parts.push_back(print(filter));
  for (const Node& excluded : node.excluded) parts.push_back(print_signed('-', excluded));
  std::erase(parts, "");
  return fmt::format("{}", fmt::join(parts, " "));
}

/// The node without groups around it.
const Node& unwrapped(const Node& node) {
  const Node* inner = &node;
  while (inner->kind == Node::Kind::sequence && inner->groups.size() == 1 && inner->words.empty() &&
         inner->ids.empty() && inner->phrases.empty() && inner->required.empty() &&
         inner->filters.empty() && inner->excluded.empty()) {
    inner = &inner->groups.front();
  }
  return *inner;
}

std::string print(const Node& wrapped) {
  const Node& node = unwrapped(wrapped);
  if (node.kind == Node::Kind::sequence) return print_sequence(node);
  std::vector<std::pair<const Node*, std::string>> operands;
  for (const Node& operand : node.operands) {
    const Node& inner = unwrapped(operand);
    if (std::string text = print(inner); !text.empty()) {
      operands.emplace_back(&inner, std::move(text));
    }
  }
  if (operands.size() == 1) return operands.front().second;
  const bool is_all = node.kind == Node::Kind::all;
  std::vector<std::string> texts;
  for (auto& [operand, text] : operands) {
    const bool binds_tighter =
        operand->kind == Node::Kind::sequence || (!is_all && operand->kind == Node::Kind::all);
    texts.push_back(binds_tighter ? std::move(text) : "(" + text + ")");
  }
  return fmt::format("{}", fmt::join(texts, is_all ? " AND " : " OR "));
}

}  // namespace

std::string to_text(const Node& node) {
  // Without its syntax a word may have become another, such as a time, which is printed otherwise.
  constexpr int kMaxReadings = 3;
  std::string text = print(node);
  for (int i = 0; i < kMaxReadings; ++i) {
    std::string again = print(parse(text, reading(false)).node);
    if (again == text) break;
    std::string marked = "((" + text + "))";
    if (print(parse(marked, reading(false)).node) == text) return marked;
    text = std::move(again);
  }
  return text;
}

}  // namespace nonmun::query
