#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "searcher/plan/plan.hpp"

namespace nonmun::match {

/// A paper in an index, which may have several shards.
struct Document {
  std::uint32_t shard = 0;
  std::uint32_t docid = 0;  ///< from 1, within the shard

  auto operator<=>(const Document&) const = default;
};

struct Match {
  Document document;
  double bm25 = 0;
};

struct Matches {
  std::vector<Match> list;
  double top = 0;  ///< the highest BM25 of all matches that were looked at
};

/// Which matches are wanted.
struct Wanted {
  /// Every match, in ascending order of documents.
  static Wanted all() { return {}; }
  /// The best so many by BM25, best first; equal ones by sort key: newer day, then id.
  static Wanted best(std::size_t count) { return {count, nullptr, true}; }
  /// Those among some documents, in ascending order.
  static Wanted among(const std::vector<Document>& documents) { return {{}, &documents, true}; }

  /// Every match, in ascending order, with a BM25 of 0: cheaper where only documents matter.
  static Wanted unscored() { return {{}, nullptr, false}; }

  std::optional<std::size_t> count;
  const std::vector<Document>* documents = nullptr;
  bool scored = true;
};

/// Finds the documents that a plan matches, with their scores. Ranking, counting and explanations
/// all work on what it returns, so that one pass serves them.
class Matcher {
 public:
  virtual ~Matcher() = default;

  /// A plan without text (plan::has_text) gives every match a BM25 of 0.
  virtual Matches match(const plan::Node& query, Wanted wanted) = 0;
};

}  // namespace nonmun::match
