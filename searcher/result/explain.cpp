#include "searcher/result/explain.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nonmun::result {
namespace {

using plan::Node;
using plan::Op;
using plan::Role;

class Collector {
 public:
  std::vector<Component> collect(const Node& root) {
    visit(root, 1);
    return std::move(components_);
  }

 private:
  void visit(const Node& node, double factor) {
    if (node.mechanism) return add(quoted(node), node, factor);
    factor *= node.weight;
    switch (node.role) {
      case Role::word:
        return word(node, factor);
      case Role::phrase:
        for (const Node& form : node.children) add(quoted(form), form, factor);
        return;
      case Role::sequence:
      case Role::none:
        break;
    }
    if (node.children.empty()) return;
    const auto first = node.children.begin();
    if (restricts(node.op)) return visit(*first, factor);
    const bool required_last = node.op == Op::maybe;
    if (!required_last) visit(*first, factor);
    for (auto it = first + 1; it != node.children.end(); ++it) visit(*it, factor);
    if (required_last) visit(*first, factor);
  }

  void word(const Node& node, double factor) {
    const Node& own = node.children.front();
    const std::string& term = own.terms.front();
    add(own.terms.size() == 1
            ? term
            : fmt::format("{} = {}", term, fmt::join(own.terms.begin() + 1, own.terms.end(), ", ")),
        own, factor);
    for (auto it = node.children.begin() + 1; it != node.children.end(); ++it) {
      const Node& terms = it->children.empty() ? *it : it->children.front();
      add(fmt::format("{} [{} of {}]", fmt::join(terms.terms, " "), name_of(*it->mechanism), term),
          *it, factor);
    }
  }

  static std::string quoted(const Node& node) {
    return fmt::format("\"{}\"", fmt::join(node.terms, " "));
  }

  void add(std::string what, const Node& node, double factor) {
    components_.push_back({std::move(what), node});
    components_.back().node.weight *= factor;
  }

  std::vector<Component> components_;
};

}  // namespace

std::vector<Component> components(const Node& plan) {
  return Collector().collect(plan);
}

std::vector<std::vector<ScoreComponent>> explain(const Node& plan, const Node& shown,
                                                 const std::vector<match::Document>& documents,
                                                 match::Matcher& matcher) {
  std::vector<std::vector<ScoreComponent>> explanations(documents.size());
  const std::vector<Component> names = components(shown);
  auto name = names.begin();
  for (const Component& component : components(plan)) {
    const std::string& what = (name++)->what;
    const match::Matches matches = matcher.match(component.node, match::Wanted::among(documents));
    for (const auto& [document, bm25] : matches.list) {
      if (bm25 <= 0) continue;
      const auto at = std::find(documents.begin(), documents.end(), document);
      explanations[static_cast<std::size_t>(at - documents.begin())].push_back({what, bm25});
    }
  }
  return explanations;
}

}  // namespace nonmun::result
