#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "indexer/index/votes.hpp"
#include "searcher/match/collector.hpp"

namespace nonmun::match {

/// Matches the documents whose known vote count lies in a range.
class VotesFilter : public Xapian::PostingSource {
 public:
  /// `votes` must outlive the source.
  VotesFilter(const index::VoteCounts& votes, std::int64_t low, std::int64_t high)
      : votes_(votes), low_(low), high_(high) {}

  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return papers_ / 2; }
  Xapian::doccount get_termfreq_max() const override { return papers_; }
  void next(double min_weight) override { skip_to(docid_ + 1, min_weight); }
  void skip_to(Xapian::docid docid, double min_weight) override;
  bool at_end() const override { return docid_ > last_; }
  Xapian::docid get_docid() const override { return docid_; }
  Xapian::PostingSource* clone() const override;
  void init(const Xapian::Database& database) override;

 private:
  const index::VoteCounts& votes_;
  std::int64_t low_;
  std::int64_t high_;
  Xapian::docid docid_ = 0;
  Xapian::docid last_ = 0;
  Xapian::doccount papers_ = 0;
};

/// Matches the documents that an earlier search has found, with their weights.
class FoundSource : public Xapian::PostingSource {
 public:
  FoundSource(std::vector<Found> found, std::string description);
  /// Shares the matches, which are not copied with every run of a query.
  FoundSource(const FoundSource& other);

  Xapian::doccount get_termfreq_min() const override;
  Xapian::doccount get_termfreq_est() const override;
  Xapian::doccount get_termfreq_max() const override;
  double get_weight() const override;
  void next(double min_weight) override;
  void skip_to(Xapian::docid docid, double min_weight) override;
  bool at_end() const override;
  Xapian::docid get_docid() const override;
  Xapian::PostingSource* clone() const override;
  void init(const Xapian::Database& database) override;
  std::string get_description() const override;

 private:
  std::shared_ptr<const std::vector<Found>> found_;  // ordered by docid
  std::string description_;
  std::size_t next_ = 0;  // one past the current match
};

}  // namespace nonmun::match
