#include "searcher/plan/plan_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "indexer/index/votes.hpp"

namespace nonmun::query {
namespace {

/// A term as the user may think of it: prefixes are the index's business.
std::string_view plain(std::string_view term) {
  const std::size_t prefix =
      std::find_if(term.begin(), term.end(), [](char c) { return c < 'A' || c > 'Z'; }) -
      term.begin();
  return term.substr(prefix);
}

std::string words(const std::vector<std::string>& terms) {
  std::string joined = fmt::format("{}", fmt::join(terms, " "));
  return terms.size() > 1 ? "\"" + joined + "\"" : std::string(plain(joined));
}

std::string times(double weight) {
  return weight == 1 ? "" : fmt::format("{:.2g} × ", weight);
}

class Writer {
 public:
  void plan(const Plan& plan, std::size_t depth) {
    if (plan.kind != Node::Kind::sequence) {
      line(depth, plan.kind == Node::Kind::all ? "all of" : "any of");
      for (const Plan& operand : plan.operands) this->plan(operand, depth + 1);
    }
    for (const Group& group : plan.groups) this->group(group, depth);
    for (const Alternative& pair : plan.adjacent) alternative(pair, depth);
    for (const Plan& subquery : plan.subqueries) {
      line(depth, "perhaps");
      this->plan(subquery, depth + 1);
    }
    for (const std::vector<Alternative>& forms : plan.phrases) {
      std::vector<std::string> any;
      for (const Alternative& form : forms) any.push_back(words(form.terms));
      line(depth, fmt::format("only with {}", fmt::join(any, " or ")));
    }
    for (const Filter& filter : plan.filters) line(depth, "only " + condition(filter));
    for (const Plan& excluded : plan.excluded) {
      line(depth, "never with");
      this->plan(excluded, depth + 1);
    }
    if (!plan.feedback.empty()) {
      std::vector<std::string> terms;
      for (const Alternative& term : plan.feedback) {
        terms.push_back(times(term.weight) + words(term.terms));
      }
      line(depth, fmt::format("+ {}  [feedback]", fmt::join(terms, ", ")));
    }
  }

  std::string take() { return std::move(text_); }

 private:
  void line(std::size_t depth, const std::string& content) {
    if (!text_.empty()) text_ += "\n";
    text_ += std::string(2 * depth, ' ') + content;
  }

  void group(const Group& group, std::size_t depth) {
    std::vector<std::string> names;
    for (const std::string& synonym : group.synonyms) {
      const std::string name(plain(synonym));
      if (name != group.term && std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
      }
    }
    line(depth, times(group.weight) + group.term +
                    (names.empty() ? "" : fmt::format(" = {}", fmt::join(names, ", "))));
    for (const Alternative& beside : group.beside) alternative(beside, depth + 1);
  }

  void alternative(const Alternative& it, std::size_t depth) {
    std::string text = fmt::format("+ {}{}", times(it.weight), words(it.terms));
    if (!it.unless.empty()) text += fmt::format(" without {}", words(it.unless));
    if (!it.where.empty()) text += fmt::format(" spelt {}", plain(it.where));
    line(depth, text + fmt::format("  [{}]", it.why));
  }

  static std::string condition(const Filter& filter) {
    const std::string_view name = filter.field->name;
    const auto [low, high] = filter.range;
    switch (filter.field->type) {
      case FieldType::text:
        return fmt::format("{}: {}", name, fmt::join(filter.terms, " "));
      case FieldType::id:
        return fmt::format("{}: {}", name, filter.value);
      case FieldType::date:
        return fmt::format("{}: {}..{}", name, low > 0 ? day(low) : "",
                           high < 99991231 ? day(high) : "");
      case FieldType::number:
        return fmt::format("{}: {}..{}", name, low,
                           high < VoteTable::kGreatest ? std::to_string(high) : "");
    }
    return {};
  }

  static std::string day(std::int64_t number) {
    return fmt::format("{:04}-{:02}-{:02}", number / 10000, number / 100 % 100, number % 100);
  }

  std::string text_;
};

}  // namespace

std::string to_text(const Plan& plan) {
  Writer writer;
  writer.plan(plan, 0);
  return writer.take();
}

}  // namespace nonmun::query
