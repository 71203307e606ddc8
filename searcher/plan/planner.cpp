#include "searcher/plan/planner.hpp"

#include <algorithm>

#include "analyzers/text/jamo.hpp"
#include "indexer/index/fields.hpp"
#include "searcher/plan/compounds.hpp"
#include "searcher/plan/expand.hpp"
#include "searcher/plan/question_words.hpp"
#include "searcher/plan/weights.hpp"

namespace nonmun::query {
namespace {

/// A name rather than a word: capitals inside or digits.
bool looks_like_name(std::string_view typed) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::any_of(typed.begin(), typed.end(), digit) ||
         (typed.size() > 1 && std::any_of(typed.begin() + 1, typed.end(), upper));
}

}  // namespace

std::vector<std::string> Group::variants() const {
  std::vector<std::string> all;
  if (!absent) all.push_back(term);
  for (const std::string& synonym : synonyms) {
    if (!synonym.starts_with(kPartPrefix)) all.push_back(synonym);
  }
  return all;
}

bool Plan::has_text() const {
  const auto any_text = [](const std::vector<Plan>& plans) {
    return std::any_of(plans.begin(), plans.end(), [](const Plan& p) { return p.has_text(); });
  };
  return has_words || !phrases.empty() || any_text(operands) || any_text(subqueries);
}

std::size_t Plan::group_count() const {
  std::size_t count = groups.size() + phrases.size();
  for (const Plan& operand : operands) count += operand.group_count();
  for (const Plan& subquery : subqueries) count += subquery.group_count();
  return count;
}

Plan Planner::plan(const Node& node, PlanNotes& notes) {
  Plan plan;
  plan.kind = node.kind;
  for (const Node& operand : node.operands) plan.operands.push_back(this->plan(operand, notes));
  for (const Node& group : node.groups) plan.subqueries.push_back(this->plan(group, notes));
  // What is excluded is taken literally: guesses must not hide papers.
  const Settings literal = Settings::literal();
  for (const Node& excluded : node.excluded) {
    PlanNotes ignored;
    plan.excluded.push_back(Planner(analyzer_, vocabulary_, literal).plan(excluded, ignored));
  }
  for (const Phrase& phrase : node.phrases) {
    if (auto forms = phrase_forms(phrase.text); !forms.empty()) {
      plan.phrases.push_back(std::move(forms));
    }
  }
  plan.filters = node.filters;
  for (Filter& filter : plan.filters) {
    if (filter.field->type == FieldType::text)
      filter.terms = terms_of_words(analyzer_, filter.value);
  }
  plan.has_words = !node.words.empty();
  plan.groups = words_to_groups(node.words, notes);
  if (settings_.on("adjacency")) plan.adjacent = adjacent_pairs(plan.groups);
  return plan;
}

std::vector<Group> Planner::words_to_groups(const std::vector<Word>& words, PlanNotes& notes) {
  Expander expander(analyzer_, vocabulary_, settings_.weights(), notes);
  std::vector<Group> groups;
  const auto add_word = [&](const std::string& text) {
    const std::size_t first = groups.size();
    for (const Token& token : analyzer_.analyze(text)) {
      switch (token.kind) {
        case TokenKind::word: {
          Group group;
          group.term = token.term;
          group.surface = token.term;
          group.typed = text.substr(token.begin, token.end - token.begin);
          group.absent = vocabulary_.frequency(token.term) == 0;
          groups.push_back(std::move(group));
          break;
        }
        case TokenKind::joined:
          if (settings_.on("joined") && groups.size() > first &&
              vocabulary_.frequency(token.term) > 0) {
            groups.back().beside.push_back(
                {{token.term}, settings_.weights().joined, "joined", {}, {}});
          }
          break;
        case TokenKind::surface:
          if (groups.size() > first) groups.back().surface = token.term;
          break;
        case TokenKind::part:
          break;
      }
    }
  };
  for (const Word& word : words) {
    const std::size_t first = groups.size();
    add_word(word.text);
    const bool unknown = std::any_of(
        groups.begin() + static_cast<std::ptrdiff_t>(first), groups.end(), [&](const Group& g) {
          return g.absent &&
                 !(settings_.on("spacing") && !split_compound(g.term, vocabulary_).empty());
        });
    if (unknown && settings_.on("keyboard")) {
      const std::string meant = other_layout(word.text, analyzer_, vocabulary_);
      if (meant.empty()) continue;
      groups.resize(first);
      add_word(meant);
      notes.expanded.push_back({word.text, {meant}, "keyboard"});
      notes.corrections.emplace_back(word.text, meant);
    }
  }

  for (Group& group : groups) {
    if (settings_.on("questions") && groups.size() > 1 && is_question_word(group.term)) {
      group.weight = settings_.weights().question;
      continue;
    }
    if (settings_.on("names") && group.surface != group.term && looks_like_name(group.typed)) {
      group.beside.push_back({{group.term},
                              settings_.weights().name,
                              "names",
                              {},
                              std::string(kSurfacePrefix) + group.surface});
    }
    if (settings_.on("transliteration")) expander.transliterate(group);
    if (settings_.on("typo") && group.absent && group.explained && is_hangul(group.term)) {
      expander.add_usual_spelling(group);
    }
    if (settings_.on("spacing") && !group.explained) expander.split(group);
    if (settings_.on("typo")) {
      if (group.absent && !group.explained) expander.correct(group);
      if (!group.absent && vocabulary_.frequency(group.term) <= kRareWord) expander.suggest(group);
    }
    if (settings_.on("spacing")) expander.find_unspaced(group);
  }
  if (settings_.on("spacing")) {
    for (std::size_t i = 0; i + 1 < groups.size(); ++i) expander.join(groups[i], groups[i + 1]);
  }
  if (settings_.on("aliases")) expander.alias(groups);
  return groups;
}

std::vector<Alternative> Planner::adjacent_pairs(const std::vector<Group>& groups) const {
  std::vector<Alternative> pairs;
  for (std::size_t i = 0; i + 1 < groups.size(); ++i) {
    std::size_t forms = 0;
    for (const std::string& left : groups[i].variants()) {
      for (const std::string& right : groups[i + 1].variants()) {
        if (++forms > kMostAdjacentForms) break;
        pairs.push_back({{left, right}, settings_.weights().adjacent, "adjacency", {}, {}});
      }
    }
  }
  return pairs;
}

std::vector<Alternative> Planner::phrase_forms(const std::string& text) {
  std::vector<Alternative> forms;
  std::vector<std::string> terms = terms_of_words(analyzer_, text);
  if (terms.empty()) return forms;
  std::string together;
  for (const std::string& term : terms) together += term;
  const bool several = terms.size() > 1;
  const bool hangul = is_hangul(together);
  forms.push_back({std::move(terms), 1, "phrase", {}, {}});
  if (!settings_.on("spacing") || !hangul) return forms;
  if (several && vocabulary_.frequency(together) > 0) {
    forms.push_back({{together}, 1, "spacing", {}, {}});
  }
  if (!several) {
    if (auto pieces = split_compound(together, vocabulary_);
        !pieces.empty() && vocabulary_.adjacent(pieces) > 0) {
      forms.push_back({std::move(pieces), 1, "spacing", {}, {}});
    }
  }
  return forms;
}

}  // namespace nonmun::query
