#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "searcher/match/documents.hpp"
#include "searcher/match/window_nodes.hpp"
#include "searcher/plan/plan.hpp"

namespace nonmun::match {

/// Makes a plan into a tree of window nodes. Postings are those of the table; those of terms that
/// it leaves out come from the databases.
class WindowTree {
 public:
  enum class Phrases : std::uint8_t {
    exact,  ///< looked for in all papers that have the words
    later,  ///< those that only add to a score count as found where the words are; see
            ///< WindowScope::unsure
    none,   ///< those that only add to a score are left out
  };

  /// All must outlive the tree.
  WindowTree(const Documents& documents, const index::PostingTable& postings,
             const plan::Node& plan, Phrases phrases);

  WindowNode& root() { return *root_; }
  /// The node that a node of the plan became.
  const WindowNode& of(const plan::Node& node) const { return *made_.at(&node); }

 private:
  std::unique_ptr<WindowNode> make(const plan::Node& node, double factor);
  std::unique_ptr<WindowNode> leaf(const plan::Node& node, double factor);
  std::unique_ptr<WindowNode> inner(const plan::Node& node, double factor);
  std::unique_ptr<WindowNode> sum_of(const plan::Node& node, double factor);
  std::unique_ptr<WindowNode> phrase_of(const plan::Node& node, double factor, bool later);
  std::unique_ptr<WindowNode> prefix_of(const std::string& beginning);
  std::unique_ptr<WindowNode> days_of(const plan::Node& node, double factor);
  TermPostings& postings_of(const std::string& term);
  std::vector<TermPostings*> postings_of(const std::vector<std::string>& terms);
  double weight_of(const TermPostings& postings, double factor) const;

  const Documents& documents_;
  const index::PostingTable& table_;
  Phrases phrases_;
  std::map<std::string, std::unique_ptr<TermPostings>> postings_;
  std::map<const plan::Node*, const WindowNode*> made_;
  std::unique_ptr<WindowNode> root_;
};

}  // namespace nonmun::match
