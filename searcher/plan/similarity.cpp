#include "searcher/plan/similarity.hpp"

#include <utility>

namespace nonmun::plan {
namespace {

bool repeats_words(const Node& node) {
  return node.mechanism == Mechanism::adjacency || node.mechanism == Mechanism::names ||
         node.mechanism == Mechanism::authors ||  // similarity never adds names
         node.mechanism == Mechanism::dates;
}

/// The terms that a node without a role searches for.
std::vector<std::string> terms_of(const Node& node) {
  const Node* at = &node;
  while (!at->children.empty()) at = &at->children.front();
  return at->terms;
}

class Collector {
 public:
  std::vector<SimilarityWord> collect(const Node& root) {
    visit(root, 1);
    return std::move(words_);
  }

 private:
  void visit(const Node& node, double weight) {
    if (repeats_words(node)) return;
    weight *= node.weight;
    if (node.role == Role::word) return word(node, weight);
    if (node.role == Role::phrase) return phrase(node, weight);
    for (const Node& child : node.children) {
      visit(child, weight);
      if (restricts(node.op)) return;  // the others only say which papers count
    }
  }

  void word(const Node& node, double weight) {
    SimilarityWord word;
    word.word = node.children.front().terms.front();
    for (const Node& form : node.children) {
      if (!repeats_words(form)) word.groups.push_back({weight * form.weight, terms_of(form)});
    }
    words_.push_back(std::move(word));
  }

  /// Each word of the phrase counts as a word; its other forms are the same words.
  void phrase(const Node& node, double weight) {
    for (const std::string& term : node.children.front().terms) {
      words_.push_back({term, {{weight, {term}}}});
    }
  }

  std::vector<SimilarityWord> words_;
};

}  // namespace

std::vector<SimilarityWord> similarity_words(const Node& plan) {
  return Collector().collect(plan);
}

}  // namespace nonmun::plan
