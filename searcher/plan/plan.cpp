#include "searcher/plan/plan.hpp"

#include <algorithm>
#include <utility>

namespace nonmun::plan {
Node words(std::vector<std::string> terms) {
  Node node;
  node.op = terms.size() == 1 ? Op::term : Op::phrase;
  node.terms = std::move(terms);
  return node;
}

Node any_of(std::vector<std::string> terms) {
  Node node;
  node.op = terms.size() == 1 ? Op::term : Op::synonyms;
  node.terms = std::move(terms);
  return node;
}

Node over(Op op, std::vector<Node> children, Role role) {
  Node node;
  node.op = op;
  node.role = role;
  node.children = std::move(children);
  return node;
}

Node added_by(Mechanism mechanism, double weight, Node node) {
  node.mechanism = mechanism;
  node.weight = weight;
  return node;
}

bool is_bonus(const Node& parent, const Node& child) {
  return parent.op == Op::sum && parent.role == Role::sequence && child.op == Op::phrase &&
         child.mechanism == Mechanism::adjacency;
}

bool has_text(const Node& root) {
  if (root.op == Op::everything) return false;
  if (restricts(root.op)) return has_text(root.children.front());
  return root.children.empty() || std::any_of(root.children.begin(), root.children.end(), has_text);
}

std::size_t word_count(const Node& root) {
  if (root.role == Role::word || root.role == Role::phrase) return 1;
  if (restricts(root.op)) return word_count(root.children.front());
  std::size_t count = 0;
  for (const Node& child : root.children) count += word_count(child);
  return count;
}

}  // namespace nonmun::plan
