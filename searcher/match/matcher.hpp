#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "searcher/match/document.hpp"
#include "searcher/match/scoring.hpp"
#include "searcher/plan/plan.hpp"

namespace nonmun::match {

struct Match {
  Document document;
  double bm25 = 0;
};

struct Matches {
  std::vector<Match> list;    ///< in ascending order of documents
  double top = 0;             ///< the highest BM25 of all matches that were looked at
  std::uint64_t found = 0;    ///< matches, also those that are not in the list
  std::uint64_t holding = 0;  ///< of those, how many hold all Wanted::parts
};

/// Puts matches in ascending order of documents.
void sort_by_document(std::vector<Match>& matches);
/// Keeps the first of several matches of a document. @pre they are in ascending order
void remove_repeated(std::vector<Match>& matches);
/// How many of some matches are among others, both in ascending order.
std::uint64_t count_common(const std::vector<Match>& matches, const std::vector<Match>& others);

/// Which matches are wanted.
struct Wanted {
  /// Every match.
  static Wanted all() { return {}; }
  /// Every match, with a BM25 of 0: cheaper where only documents matter.
  static Wanted unscored() {
    Wanted wanted;
    wanted.scored = false;
    return wanted;
  }
  /// Those among some documents, which are in ascending order.
  static Wanted among(const std::vector<Document>& documents) {
    Wanted wanted;
    wanted.documents = &documents;
    return wanted;
  }
  /// At least every match that may be among the first `count` by score, with its exact BM25.
  static Wanted contenders(std::size_t count, const Scoring& scoring) {
    Wanted wanted;
    wanted.count = count;
    wanted.scoring = &scoring;
    return wanted;
  }

  bool scored = true;
  const std::vector<Document>* documents = nullptr;
  std::size_t count = 0;
  const Scoring* scoring = nullptr;
  /// Of contenders: matches to list whatever their score, in ascending order.
  std::span<const Match> always = {};
  /// Of contenders: nodes of the plan (see plan::parts_to_hold()), for Matches::holding.
  std::span<const plan::Node* const> parts = {};
};

/// Finds the documents that a plan matches, with their scores. Ranking, counting and explanations
/// all work on what it returns, so that one pass serves them.
class Matcher {
 public:
  virtual ~Matcher() = default;

  /// A plan without text (plan::has_text) gives every match a BM25 of 0.
  virtual Matches match(const plan::Node& query, const Wanted& wanted) = 0;

  /// Sets `mark` in the marks of all matches.
  /// @param marks by the number of the document; grows as needed
  virtual void mark_matches(const plan::Node& query, std::uint8_t mark,
                            std::vector<std::uint8_t>& marks);
};

}  // namespace nonmun::match
