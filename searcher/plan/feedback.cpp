#include "searcher/plan/feedback.hpp"

#include <algorithm>

namespace nonmun::plan {
namespace {

/// Several words are a topic, for which papers that only resemble the best ones are welcome at the
/// end of the list. A single word means itself.
bool is_topic(const Node& node) {
  return node.op == Op::sum && node.role == Role::sequence &&
         std::count_if(node.children.begin(), node.children.end(),
                       [](const Node& child) { return child.role == Role::word; }) > 1;
}

/// Adds the node to what ranks, below the conditions.
Node insert(Node root, Node feedback) {
  if (root.op == Op::filter || root.op == Op::without) {
    root.children.front() = insert(std::move(root.children.front()), std::move(feedback));
    return root;
  }
  if (root.op == Op::maybe || is_topic(root)) {
    root.children.push_back(std::move(feedback));
    return root;
  }
  return over(Op::maybe, {std::move(root), std::move(feedback)});
}

}  // namespace

Node with_feedback(Node root, const std::vector<std::pair<std::string, double>>& terms,
                   double weight) {
  if (terms.empty()) return root;
  const double total = weight * static_cast<double>(word_count(root));
  std::vector<Node> children;
  for (const auto& [term, share] : terms) {
    Node child = words({term});
    child.weight = share * total;
    children.push_back(std::move(child));
  }
  Node feedback = added_by(Mechanism::feedback, 1, over(Op::sum, std::move(children)));
  return insert(std::move(root), std::move(feedback));
}

}  // namespace nonmun::plan
