#include "searcher/plan/plan_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "indexer/index/votes.hpp"
#include "searcher/query/dates.hpp"

namespace nonmun::plan {
namespace {

/// A term as the user may think of it: prefixes are the index's business.
std::string_view plain(std::string_view term) {
  const std::size_t prefix =
      std::find_if(term.begin(), term.end(), [](char c) { return c < 'A' || c > 'Z'; }) -
      term.begin();
  return term.substr(prefix);
}

std::string quoted(const std::vector<std::string>& terms) {
  const std::string text = fmt::format("{}", fmt::join(terms, " "));
  return terms.size() > 1 ? "\"" + text + "\"" : std::string(plain(text));
}

/// The terms of a node and of all below it.
std::vector<std::string> all_terms(const Node& node) {
  std::vector<std::string> terms = node.terms;
  for (const Node& child : node.children) {
    const std::vector<std::string> more = all_terms(child);
    terms.insert(terms.end(), more.begin(), more.end());
  }
  return terms;
}

std::string times(double weight) {
  return weight == 1 ? "" : fmt::format("{:.2g} × ", weight);
}

std::string day(std::int64_t number) {
  return fmt::format("{:04}-{:02}-{:02}", number / 10000, number / 100 % 100, number % 100);
}

std::string condition(const Node& node) {
  const std::string_view name = node.field->name;
  const auto [low, high] = node.range;
  switch (node.field->type) {
    case index::FieldType::text:
    case index::FieldType::keyword:
    case index::FieldType::id:
      return fmt::format("{}: {}", name, fmt::join(all_terms(node), " "));
    case index::FieldType::date:
      return fmt::format("{}: {}", name, to_text(node.range));
    case index::FieldType::number:
      return fmt::format("{}: {}..{}", name, low,
                         high < index::VoteTable::kMaxVotes ? std::to_string(high) : "");
  }
  return {};
}

class Writer {
 public:
  std::string write(const Node& root) {
    node(root, 0);
    return std::move(text_);
  }

 private:
  void line(std::size_t depth, const std::string& content) {
    if (!text_.empty()) text_ += "\n";
    text_ += std::string(2 * depth, ' ') + content;
  }

  void node(const Node& node, std::size_t depth) {
    if (node.mechanism) return addition(node, depth);
    switch (node.role) {
      case Role::word:
        return word(node, depth);
      case Role::phrase:
        return phrase(node, depth);
      case Role::sequence:
        for (const Node& child : node.children) {
          item(child, depth, node.op == Op::all ? "only with" : "perhaps");
        }
        return;
      case Role::none:
        return operation(node, depth);
    }
  }

  /// Something that stands beside others in a sequence.
  void item(const Node& node, std::size_t depth, const std::string& how) {
    const bool is_word =
        node.role == Role::word || (restricts(node.op) && node.children.front().role == Role::word);
    const bool is_group =
        !is_word && node.role != Role::phrase && !node.mechanism && node.op != Op::nothing;
    if (is_group) line(depth, how);
    this->node(node, is_group ? depth + 1 : depth);
  }

  void operation(const Node& node, std::size_t depth) {
    if (node.children.empty()) return;
    const auto first = node.children.begin();
    switch (node.op) {
      case Op::maybe:
        for (auto it = first + 1; it != node.children.end(); ++it) this->node(*it, depth);
        return this->node(*first, depth);
      case Op::filter:
        this->node(*first, depth);
        for (auto it = first + 1; it != node.children.end(); ++it) {
          line(depth,
               "only " + (it->field != nullptr ? condition(*it)
                                               : fmt::format("with a word that begins with {}",
                                                             all_terms(*it).front())));
        }
        return;
      case Op::without:
        this->node(*first, depth);
        for (auto it = first + 1; it != node.children.end(); ++it) {
          line(depth, "never with");
          this->node(*it, depth + 1);
        }
        return;
      default:
        line(depth, node.op == Op::all ? "all of" : "any of");
        for (const Node& child : node.children) this->node(child, depth + 1);
    }
  }

  void word(const Node& node, std::size_t depth) {
    const std::vector<std::string>& terms = node.children.front().terms;
    std::vector<std::string> names;
    for (auto synonym = terms.begin() + 1; synonym != terms.end(); ++synonym) {
      const std::string name(plain(*synonym));
      if (name != terms.front() && std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
      }
    }
    line(depth, times(node.weight) + terms.front() +
                    (names.empty() ? "" : fmt::format(" = {}", fmt::join(names, ", "))));
    for (auto it = node.children.begin() + 1; it != node.children.end(); ++it) {
      this->node(*it, depth + 1);
    }
  }

  void phrase(const Node& node, std::size_t depth) {
    std::vector<std::string> forms;
    for (const Node& form : node.children) forms.push_back(quoted(form.terms));
    line(depth, fmt::format("only with {}", fmt::join(forms, " or ")));
  }

  void addition(const Node& node, std::size_t depth) {
    const Node& terms = node.children.empty() ? node : node.children.front();
    const std::string what = terms.op == Op::synonyms
                                 ? fmt::format("{}", fmt::join(terms.terms, ", "))
                                 : quoted(terms.terms);
    std::string text = fmt::format("+ {}{}", times(node.weight), what);
    if (!node.children.empty()) {
      const bool is_beginning = node.children.back().op == Op::prefix;
      text += fmt::format(" {} {}{}",
                          node.op == Op::without ? "without" : (is_beginning ? "beside" : "spelt"),
                          quoted(all_terms(node.children.back())), is_beginning ? "*" : "");
    }
    line(depth, text + fmt::format("  [{}]", name_of(*node.mechanism)));
  }

  std::string text_;
};

}  // namespace

std::string to_text(const query::Range& days) {
  return fmt::format("{}..{}", days.low > 0 ? day(days.low) : "",
                     days.high < query::kAnyDay.high ? day(days.high) : "");
}

std::string to_text(const Node& root) {
  return Writer().write(root);
}

}  // namespace nonmun::plan
