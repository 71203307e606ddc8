#include "searcher/plan/marks.hpp"

#include <algorithm>
#include <utility>

namespace nonmun::plan {
namespace {

template <class T>
void make_unique(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

class Collector {
 public:
  Marks collect(const Node& root) {
    visit(root, false);
    make_unique(marks_.text);
    make_unique(marks_.names);
    return std::move(marks_);
  }

 private:
  void visit(const Node& node, bool required) {
    // The words of a pair of neighbours are marked as they are.
    if (node.mechanism == Mechanism::adjacency) return;
    required = required || node.role == Role::phrase;
    add(node, required);
    for (const Node& child : node.children) {
      const bool first = &child == &node.children.front();
      // A condition that the user did not write is the index's business.
      if (!first && (node.op == Op::without || (node.op == Op::filter && !child.field))) continue;
      visit(child, required);
    }
  }

  void add(const Node& node, bool required) {
    const bool of_author = node.op == Op::presence ||
                           (node.field != nullptr && node.field->field == index::FieldId::author);
    if (of_author) {
      marks_.names.insert(marks_.names.end(), node.terms.begin(), node.terms.end());
    } else if (node.field != nullptr && node.field->type != index::FieldType::text) {
      return;
    } else if (node.op == Op::phrase) {
      marks_.text.push_back({required, node.terms});
    } else {
      for (const std::string& term : node.terms) marks_.text.push_back({required, {term}});
    }
  }

  Marks marks_;
};

}  // namespace

Marks marks_of(const Node& root) {
  return Collector().collect(root);
}

}  // namespace nonmun::plan
