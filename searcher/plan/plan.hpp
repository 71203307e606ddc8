#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/index/fields.hpp"
#include "searcher/plan/mechanisms.hpp"
#include "searcher/query/ast.hpp"

namespace nonmun::plan {

/// Which papers a node matches, and with what score.
enum class Op : std::uint8_t {
  nothing,     ///< no paper: the words have nothing to search for
  everything,  ///< every paper; no score
  term,        ///< papers with the term
  presence,    ///< papers with the term, which count it alike: as often as a text of average
               ///< length that has it once
  synonyms,    ///< papers with any of the terms, which count as one term
  phrase,      ///< papers with the terms side by side, in this order
  near,        ///< papers with the terms in any order and at most `gap` others between them
  prefix,      ///< papers with a term that begins so; no score
  range,       ///< papers whose value of the field lies in the range; no score
  favour,      ///< the same, counted alike: as presence counts a term that so many papers have
  sum,         ///< papers that match any child; the scores of those that match add up
  all,         ///< papers that match every child; the scores add up
  maybe,       ///< papers that match the first child; the others only add to the score
  filter,      ///< papers of the first child, with its score, that match all others
  without,     ///< papers of the first child, with its score, that match no other
};

/// Whether only the first child of a node says what it is about: the others are conditions.
constexpr bool restricts(Op op) {
  return op == Op::filter || op == Op::without;
}

/// Other words that may lie between the words of a name.
inline constexpr std::size_t kNameGap = 8;

/// What a node is in the query that was typed, for whoever shows it. Matching ignores it.
enum class Role : std::uint8_t {
  none,
  sequence,  ///< `sum` or `all` of what stands side by side
  word,      ///< `sum` of a word of the query and, after it, what else it may be written as
  phrase,    ///< `sum` of the forms of a "quoted phrase"
};

/// A query as a tree, independent of any search engine: what is required, ranked or optional is
/// said here and nowhere else. Matchers, the plan's text and explanations walk the same tree.
struct Node {
  Op op = Op::nothing;
  Role role = Role::none;
  std::optional<Mechanism> mechanism;   ///< what added the node; none: the query itself
  double weight = 1;                    ///< factor of the node's score
  bool optional = false;                ///< of Role::word: a question word, which need not be there
  std::size_t column = 0;               ///< of what was typed: where, from 1; 0 for the rest
  const index::Field* field = nullptr;  ///< where the terms or the range are; null: ranked text
  std::vector<std::string> terms;       ///< without the field's prefix
  std::size_t gap = 0;                  ///< of Op::near
  query::Range range;                   ///< of Op::range and Op::favour
  std::vector<Node> children;
};

/// A phrase, or a term when there is only one.
Node words(std::vector<std::string> terms);
/// Terms that count as one, or a term when there is only one.
Node any_of(std::vector<std::string> terms);
/// A node over others.
Node over(Op op, std::vector<Node> children, Role role = Role::none);

/// The same node as added by a mechanism, at a weight.
Node added_by(Mechanism mechanism, double weight, Node node);

/// Whether a child only adds to the scores of papers that match other children of a node: words
/// that stand together, beside the words themselves.
bool is_bonus(const Node& parent, const Node& child);

/// Whether the query has words that rank its papers, though perhaps none that any paper has.
bool has_text(const Node& root);
/// Words and phrases that rank.
std::size_t word_count(const Node& root);

}  // namespace nonmun::plan
