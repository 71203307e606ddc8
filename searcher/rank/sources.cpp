#include "searcher/rank/sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "indexer/format/fields.hpp"
#include "indexer/format/record.hpp"

namespace nonmun::rank {

void DocumentWalk::init(const Xapian::Database& database) {
  // Not the last number: deleted papers leave gaps, and Xapian takes these counts at their word.
  papers_ = database.get_doccount();
  docid_ = 0;
  last_ = database.get_lastdocid();
}

void DocumentWalk::skip_to(Xapian::docid docid, double /*min_weight*/) {
  docid_ = std::max(docid_, docid);
}

void VotesFilter::skip_to(Xapian::docid docid, double /*min_weight*/) {
  for (docid_ = std::max(docid_, docid); docid_ <= last_; ++docid_) {
    const std::int32_t votes = votes_.votes(docid_);
    if (votes != VoteTable::kUnknown && votes >= low_ && votes <= high_) return;
  }
}

Xapian::PostingSource* VotesFilter::clone() const {
  return new VotesFilter(votes_, low_, high_);
}

FoundSource::FoundSource(std::vector<Match> matches, std::string description)
    : description_(std::move(description)) {
  std::sort(matches.begin(), matches.end(),
            [](const Match& a, const Match& b) { return a.docid < b.docid; });
  matches_ = std::make_shared<const std::vector<Match>>(std::move(matches));
}

FoundSource::FoundSource(const FoundSource& other)
    : Xapian::PostingSource(), matches_(other.matches_), description_(other.description_) {}

void FoundSource::init(const Xapian::Database&) {
  next_ = 0;
  double greatest = 0;
  for (const Match& match : *matches_) greatest = std::max(greatest, match.weight);
  set_maxweight(greatest);
}

Xapian::doccount FoundSource::get_termfreq_min() const {
  return get_termfreq_max();
}
Xapian::doccount FoundSource::get_termfreq_est() const {
  return get_termfreq_max();
}
Xapian::doccount FoundSource::get_termfreq_max() const {
  return static_cast<Xapian::doccount>(matches_->size());
}

double FoundSource::get_weight() const {
  return (*matches_)[next_ - 1].weight;
}
void FoundSource::next(double /*min_weight*/) {
  ++next_;
}

void FoundSource::skip_to(Xapian::docid docid, double /*min_weight*/) {
  const auto from = matches_->begin() + static_cast<std::ptrdiff_t>(next_ == 0 ? 0 : next_ - 1);
  const auto found = std::lower_bound(from, matches_->end(), docid,
                                      [](const Match& m, Xapian::docid d) { return m.docid < d; });
  next_ = static_cast<std::size_t>(found - matches_->begin()) + 1;
}

bool FoundSource::at_end() const {
  return next_ > matches_->size();
}
Xapian::docid FoundSource::get_docid() const {
  return (*matches_)[next_ - 1].docid;
}
Xapian::PostingSource* FoundSource::clone() const {
  return new FoundSource(*this);
}
std::string FoundSource::get_description() const {
  return "\"" + description_ + "\"";
}

double Prior::votes(std::int32_t count) const {
  // 1 - k/(v+k) instead of v/(v+k): rounding cannot make it fall while v grows.
  return count <= 0 ? 0 : votes_weight * (1 - kPivot / (count + kPivot));
}

double Prior::recency(std::int64_t day) const {
  if (recency_weight == 0) return 0;
  const auto age = static_cast<double>(std::max<std::int64_t>(0, as_of - day));
  return recency_weight * std::exp2(-age / half_life_days);
}

void PriorSource::init(const Xapian::Database& database) {
  DocumentWalk::init(database);
  day_ = database.valuestream_begin(kSortSlot);
  set_maxweight(scale_ * (prior_.votes(votes_.greatest()) + prior_.recency_weight));
}

double PriorSource::get_weight() const {
  double prior = prior_.votes(votes_.votes(docid_));
  if (prior_.recency_weight != 0) {
    day_.skip_to(docid_);
    prior += prior_.recency(day_of_sort_key(*day_));
  }
  return scale_ * prior;
}

bool PriorSource::check(Xapian::docid docid, double min_weight) {
  skip_to(docid, min_weight);
  return true;
}

Xapian::PostingSource* PriorSource::clone() const {
  return new PriorSource(votes_, prior_, scale_);
}

std::string VotesKeyMaker::operator()(const Xapian::Document& document) const {
  const std::int64_t votes = votes_.votes(document.get_docid());
  return fmt::format("{:010}{}", VoteTable::kGreatest - votes, document.get_value(kSortSlot));
}

}  // namespace nonmun::rank
