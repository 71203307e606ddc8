#include "searcher/match/window_tree.hpp"

#include <algorithm>
#include <utility>

#include "analyzers/text/little_endian.hpp"
#include "indexer/index/fields.hpp"
#include "searcher/match/bm25.hpp"
#include "searcher/match/synonym_frequency.hpp"
#include "searcher/match/xapian_query.hpp"

namespace nonmun::match {
namespace {

using plan::Node;
using plan::Op;

/// Document numbers as PostingList::of() takes them.
std::string numbers_of(const Documents& documents, const std::string& term) {
  std::string numbers;
  for (const std::uint32_t number : documents.with_term(term)) {
    text::put_little_endian(number, numbers);
  }
  return numbers;
}

}  // namespace

WindowTree::WindowTree(const Documents& documents, const index::PostingTable& postings,
                       const Node& plan, Phrases phrases)
    : documents_(documents), table_(postings), phrases_(phrases), root_(make(plan, 1)) {}

std::unique_ptr<WindowNode> WindowTree::make(const Node& node, double factor) {
  factor *= node.weight;
  std::unique_ptr<WindowNode> made =
      node.children.empty() ? leaf(node, factor) : inner(node, factor);
  made_[&node] = made.get();
  return made;
}

std::unique_ptr<WindowNode> WindowTree::leaf(const Node& node, double factor) {
  switch (node.op) {
    case Op::everything:
      return any_term({&postings_of(std::string())}, 0);
    case Op::term: {
      TermPostings& postings = postings_of(prefixed_terms(node).front());
      return one_term(postings, weight_of(postings, factor));
    }
    case Op::presence: {
      TermPostings& postings = postings_of(prefixed_terms(node).front());
      return any_term({&postings},
                      factor * inverse_document_frequency(table_.papers(), postings.papers()));
    }
    case Op::synonyms: {
      std::vector<TermPostings*> postings = postings_of(prefixed_terms(node));
      std::vector<std::uint32_t> frequencies;
      for (const TermPostings* it : postings) frequencies.push_back(it->papers());
      const double papers = table_.papers();
      return synonyms(
          std::move(postings),
          term_weight(papers, synonym_frequency(std::move(frequencies), table_.papers()), factor));
    }
    case Op::phrase:
    case Op::near:
      return phrase_of(node, factor, false);
    case Op::prefix:
      return prefix_of(prefixed_terms(node).front());
    case Op::range:
      if (node.field->type == index::FieldType::date) return days_of(node, 0);
      return votes_between(node.range.low, node.range.high);
    case Op::favour:
      return days_of(node, factor);
    default:
      return no_papers();
  }
}

std::unique_ptr<WindowNode> WindowTree::inner(const Node& node, double factor) {
  if (node.op == Op::sum) return sum_of(node, factor);
  WindowNodes nodes;
  for (const Node& child : node.children) {
    // What only restricts has no score of its own.
    nodes.push_back(make(child, plan::restricts(node.op) && !nodes.empty() ? 1 : factor));
  }
  switch (node.op) {
    case Op::all:
      return all(std::move(nodes));
    case Op::maybe:
      return maybe(std::move(nodes));
    case Op::filter:
      return filter(std::move(nodes));
    default:
      // What mechanisms add is no part that papers are to hold.
      return without(std::move(nodes), node.mechanism.has_value());
  }
}

std::unique_ptr<WindowNode> WindowTree::sum_of(const Node& node, double factor) {
  WindowNodes nodes;
  // The same words may be a pair and the whole phrase.
  std::map<std::vector<std::string>, double> weights;
  std::vector<const Node*> phrases;
  for (const Node& child : node.children) {
    if (!plan::is_bonus(node, child)) {
      nodes.push_back(make(child, factor));
    } else if (phrases_ != Phrases::none) {
      const auto [weight, is_new] = weights.emplace(child.terms, 0);
      if (is_new) phrases.push_back(&child);
      weight->second += child.weight;
    }
  }
  WindowNodes bonuses;
  for (const Node* phrase : phrases) {
    bonuses.push_back(
        phrase_of(*phrase, factor * weights[phrase->terms], phrases_ == Phrases::later));
  }
  return sum(std::move(nodes), std::move(bonuses));
}

std::unique_ptr<WindowNode> WindowTree::phrase_of(const Node& node, double factor, bool later) {
  std::vector<PhraseTerm> terms;
  for (TermPostings* postings : postings_of(prefixed_terms(node))) {
    if (postings->papers() == 0) return no_papers();
    terms.push_back({postings, weight_of(*postings, 1)});
  }
  return phrase(std::move(terms), PhraseWords(node), factor, later);
}

std::unique_ptr<WindowNode> WindowTree::prefix_of(const std::string& beginning) {
  return any_term(postings_of(terms_with_prefix(documents_.database(), beginning)), 0);
}

std::unique_ptr<WindowNode> WindowTree::days_of(const Node& node, double factor) {
  std::vector<TermPostings*> postings = postings_of(day_terms(node.range, documents_.database()));
  double score = 0;
  if (node.op == Op::favour) {
    // A paper that is listed twice counts twice, but no paper counts more than once in the end.
    std::uint32_t papers = 0;
    for (const TermPostings* it : postings) papers += it->papers();
    score = factor * inverse_document_frequency(table_.papers(), std::min(papers, table_.papers()));
  }
  return any_term(std::move(postings), score);
}

TermPostings& WindowTree::postings_of(const std::string& term) {
  std::unique_ptr<TermPostings>& postings = postings_[term];
  if (!postings) {
    index::PostingLists lists = table_.find_all(term);
    postings = lists.papers() == 0 && index::PostingTable::leaves_out(term)
                   ? std::make_unique<TermPostings>(numbers_of(documents_, term), 0)
                   : std::make_unique<TermPostings>(std::move(lists));
  }
  return *postings;
}

std::vector<TermPostings*> WindowTree::postings_of(const std::vector<std::string>& terms) {
  std::vector<TermPostings*> postings;
  postings.reserve(terms.size());
  for (const std::string& term : terms) postings.push_back(&postings_of(term));
  return postings;
}

double WindowTree::weight_of(const TermPostings& postings, double factor) const {
  return term_weight(table_.papers(), postings.papers(), factor);
}

}  // namespace nonmun::match
