#include "searcher/query/plan.hpp"

#include <algorithm>

#include "searcher/query/compounds.hpp"

namespace nonmun::query {
namespace {

// Weights of what stands beside a word, relative to the word itself; chosen on judged queries
// (see tests/relevance/README.md).
constexpr double kJoinedWeight = 0.4;    ///< gpt4o beside gpt 4o, 강화학습 beside 강화 학습
constexpr double kPiecesWeight = 0.8;    ///< 강화, 학습 for 강화학습 where that is absent
constexpr double kAdjacentWeight = 0.2;  ///< bonus for words that stand together

}  // namespace

bool Plan::has_text() const {
  const auto any_text = [](const std::vector<Plan>& plans) {
    return std::any_of(plans.begin(), plans.end(), [](const Plan& p) { return p.has_text(); });
  };
  return has_words || !phrases.empty() || any_text(operands) || any_text(subqueries);
}

Planner::Planner(Analyzer& analyzer, const Vocabulary& vocabulary,
                 const std::vector<std::string>& without)
    : analyzer_(analyzer), vocabulary_(vocabulary), without_(without) {}

bool Planner::with(std::string_view mechanism) const {
  return std::find(without_.begin(), without_.end(), mechanism) == without_.end();
}

Plan Planner::plan(const Node& node, std::vector<Expansion>& expanded) {
  Plan plan;
  plan.kind = node.kind;
  for (const Node& operand : node.operands) plan.operands.push_back(this->plan(operand, expanded));
  for (const Node& group : node.groups) plan.subqueries.push_back(this->plan(group, expanded));
  for (const Node& excluded : node.excluded) {
    std::vector<Expansion> ignored;  // what is excluded is taken literally
    plan.excluded.push_back(this->plan(excluded, ignored));
  }
  for (const Phrase& phrase : node.phrases) {
    if (auto forms = phrase_forms(phrase.text); !forms.empty()) {
      plan.phrases.push_back(std::move(forms));
    }
  }
  plan.filters = node.filters;
  for (Filter& filter : plan.filters) {
    if (filter.field->type == FieldType::text) filter.terms = words_of(filter.value);
  }
  plan.has_words = !node.words.empty();
  plan.groups = words_to_groups(node.words);

  // Words side by side: written together, or as neighbours, they mean more than apart.
  for (std::size_t i = 0; i + 1 < plan.groups.size(); ++i) {
    Group& left = plan.groups[i];
    const Group& right = plan.groups[i + 1];
    if (right.position != left.position + 1) continue;
    if (with("adjacency") && !left.absent && !right.absent) {
      plan.adjacent.push_back({{left.term, right.term}, kAdjacentWeight, false, "adjacency"});
    }
    if (with("spacing") && is_hangul(left.term) && is_hangul(right.term)) {
      const std::string together = left.term + right.term;
      if (vocabulary_.frequency(together) > 0) {
        left.beside.push_back({{together}, kJoinedWeight, false, "spacing"});
        expanded.push_back({left.term + " " + right.term, {together}, "spacing"});
      }
    }
  }
  // A word that the index does not have may be there in pieces.
  for (Group& group : plan.groups) {
    if (!group.absent || !with("spacing")) continue;
    const std::vector<std::string> pieces = split_compound(group.term, vocabulary_);
    if (pieces.empty()) continue;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      group.beside.push_back({{pieces[i]}, kPiecesWeight, false, "spacing"});
      if (i > 0 && with("adjacency")) {
        group.beside.push_back(
            {{pieces[i - 1], pieces[i]}, kPiecesWeight * kAdjacentWeight, false, "adjacency"});
      }
    }
    expanded.push_back({group.term, pieces, "spacing"});
  }
  return plan;
}

std::vector<Group> Planner::words_to_groups(const std::vector<Word>& words) {
  std::vector<Group> groups;
  std::size_t position = 0;
  for (const Word& word : words) {
    const std::size_t first = groups.size();
    for (const Token& token : analyzer_.analyze(word.text)) {
      switch (token.kind) {
        case TokenKind::word: {
          Group group;
          group.term = token.term;
          group.absent = vocabulary_.frequency(token.term) == 0;
          group.position = position++;
          groups.push_back(std::move(group));
          break;
        }
        case TokenKind::joined:
          if (groups.size() > first && vocabulary_.frequency(token.term) > 0) {
            groups.back().beside.push_back({{token.term}, kJoinedWeight, false, "joined"});
          }
          break;
        case TokenKind::surface:
        case TokenKind::part:
          break;
      }
    }
  }
  return groups;
}

std::vector<std::string> Planner::words_of(const std::string& text) {
  std::vector<std::string> terms;
  for (Token& token : analyzer_.analyze(text)) {
    if (token.kind == TokenKind::word) terms.push_back(std::move(token.term));
  }
  return terms;
}

std::vector<Alternative> Planner::phrase_forms(const std::string& text) {
  std::vector<Alternative> forms;
  std::vector<std::string> terms = words_of(text);
  std::string together;
  for (const std::string& term : terms) together += term;
  const bool hangul = is_hangul(together);
  if (terms.empty()) return forms;
  const bool several = terms.size() > 1;
  forms.push_back({std::move(terms), 1, false, "phrase"});
  if (several && hangul && with("spacing") && vocabulary_.frequency(together) > 0) {
    forms.push_back({{together}, 1, false, "spacing"});
  }
  return forms;
}

}  // namespace nonmun::query
