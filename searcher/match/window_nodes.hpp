#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "indexer/index/forward.hpp"
#include "indexer/index/neighbour_filter.hpp"
#include "indexer/index/postings.hpp"
#include "indexer/index/votes.hpp"
#include "searcher/match/later_phrases.hpp"
#include "searcher/match/length_norms.hpp"
#include "searcher/match/phrase_words.hpp"
#include "searcher/match/term_postings.hpp"
#include "searcher/match/window.hpp"

namespace nonmun::match {

/// The window that is looked at, and what the nodes of a tree share there.
struct WindowScope {
  const index::PostingTable& postings;
  const index::ForwardIndex& forward;
  const index::NeighbourFilter& neighbours;
  const index::VoteCounts& votes;
  LengthNorms& norms;

  std::uint32_t window = 0;
  const double* window_norms = nullptr;  ///< by number within the window
  /// Papers whose scores count phrases that have not been looked for.
  WindowSet unsure = {};
  LaterPhrases later = {};  ///< of the unsure ones
  /// A score that some paper is known to have: phrases are looked for at once that would lift a
  /// paper near it, or above.
  double reached = 0;
  std::array<std::uint32_t, index::kWindowSize> wdfs = {};  ///< zeros between uses

  void go_to(std::uint32_t next) {
    window = next;
    window_norms = norms.of_window(next);
    unsure.clear();
    later.clear();
  }
  std::uint32_t docid(std::uint32_t local) const { return index::docid_at(window, local); }
};

/// A node of a plan as a matcher of windows: first all nodes say which papers they match, then
/// those whose scores are wanted add them up, node after node, so that each paper's sum is made in
/// the same order whichever way it is asked for.
class WindowNode {
 public:
  virtual ~WindowNode() = default;

  /// The first window from `window` on that may have a match; index::kNoWindow when none has.
  virtual std::uint32_t next_window(std::uint32_t window) const = 0;
  /// Whether match() looks at words in their order.
  virtual bool looks_for_phrases() const { return false; }
  /// Finds the matches in the window of `scope`; those outside of `within` may or may not be found.
  virtual void match(WindowScope& scope, const WindowSet& within) = 0;
  /// What the last match() found.
  const WindowSet& matched() const { return matched_; }
  /// Adds the scores of those of `papers` that it matches.
  /// @pre match() was called for the window
  virtual void score(WindowScope& scope, const WindowSet& papers, double* scores) = 0;

  /// Whether it matches a paper of any window.
  virtual bool holds(WindowScope& scope, std::uint32_t docid) = 0;
  /// Adds the exact score of a paper of any window if it matches.
  virtual void add(WindowScope& scope, std::uint32_t docid, double& score) = 0;

 protected:
  WindowSet matched_;
};

using WindowNodes = std::vector<std::unique_ptr<WindowNode>>;

// The kinds of nodes. Postings must outlive them.

std::unique_ptr<WindowNode> no_papers();
/// @param weight see term_weight()
std::unique_ptr<WindowNode> one_term(TermPostings& postings, double weight);
std::unique_ptr<WindowNode> synonyms(std::vector<TermPostings*> postings, double weight);
/// Papers of any of the lists, which all count alike.
std::unique_ptr<WindowNode> any_term(std::vector<TermPostings*> postings, double score);
std::unique_ptr<WindowNode> votes_between(std::int64_t low, std::int64_t high);
struct PhraseTerm {
  TermPostings* postings = nullptr;
  double weight = 0;
};
/// @param later whether papers with all its terms are scored as though they had the phrase, and
///        are marked as unsure; but see WindowScope::reached
std::unique_ptr<WindowNode> phrase(std::vector<PhraseTerm> terms, PhraseWords words, double factor,
                                   bool later);
/// @param bonuses add to the scores of papers that match otherwise
std::unique_ptr<WindowNode> sum(WindowNodes nodes, WindowNodes bonuses);
std::unique_ptr<WindowNode> all(WindowNodes nodes);
/// Papers of the first; the others add to their scores.
std::unique_ptr<WindowNode> maybe(WindowNodes nodes);
/// Papers of the first, with its scores, that match all others.
std::unique_ptr<WindowNode> filter(WindowNodes nodes);
/// Papers of the first, with its scores, that match none of the others.
/// @param alone nobody asks what the first matches where the whole does not
std::unique_ptr<WindowNode> without(WindowNodes nodes, bool alone);

}  // namespace nonmun::match
