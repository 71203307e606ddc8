#include "searcher/plan/scope.hpp"

#include <utility>

namespace nonmun::plan {
namespace {

using Nodes = std::vector<const Node*>;

void collect(const Node& node, Nodes& words, Nodes& questions) {
  const bool is_id = node.field != nullptr && node.field->type == index::FieldType::id;
  if (node.mechanism || node.op == Op::everything || is_id) return;
  if (restricts(node.op) && node.children.front().role == Role::word) {
    words.push_back(&node);  // the beginning of a word
  } else if (restricts(node.op)) {
    collect(node.children.front(), words, questions);
  } else if (node.role == Role::word) {
    (node.optional ? questions : words).push_back(&node);
  } else if (node.role == Role::sequence || node.op == Op::all || node.op == Op::maybe) {
    for (const Node& child : node.children) collect(child, words, questions);
  } else {
    words.push_back(&node);  // a phrase, or the operands of OR: any of them will do
  }
}

}  // namespace

std::vector<const Node*> parts_to_hold(const Node& root) {
  Nodes words, questions;
  collect(root, words, questions);
  return words.empty() ? questions : words;
}

std::vector<Node> words_to_hold(const Node& root) {
  std::vector<Node> words;
  for (const Node* part : parts_to_hold(root)) words.push_back(*part);
  return words;
}

Node holding(const Node& root, std::vector<Node> words) {
  if (!restricts(root.op)) return over(Op::all, std::move(words));
  Node node = over(root.op, root.children);
  node.children.front() = holding(root.children.front(), std::move(words));
  return node;
}

}  // namespace nonmun::plan
