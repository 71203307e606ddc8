#include "searcher/match/sources.hpp"

#include <algorithm>
#include <utility>

namespace nonmun::match {

void VotesFilter::init(const Xapian::Database& database) {
  // Not the last number: deleted papers leave gaps, and Xapian takes these counts at their word.
  papers_ = database.get_doccount();
  docid_ = 0;
  last_ = database.get_lastdocid();
}

void VotesFilter::skip_to(Xapian::docid docid, double /*min_weight*/) {
  for (docid_ = std::max(docid_, docid); docid_ <= last_; ++docid_) {
    const std::int32_t votes = votes_.votes(docid_);
    if (votes != index::VoteTable::kUnknown && votes >= low_ && votes <= high_) return;
  }
}

Xapian::PostingSource* VotesFilter::clone() const {
  return new VotesFilter(votes_, low_, high_);
}

FoundSource::FoundSource(std::vector<Found> found, std::string description)
    : description_(std::move(description)) {
  std::sort(found.begin(), found.end(),
            [](const Found& a, const Found& b) { return a.docid < b.docid; });
  found_ = std::make_shared<const std::vector<Found>>(std::move(found));
}

FoundSource::FoundSource(const FoundSource& other)
    : Xapian::PostingSource(), found_(other.found_), description_(other.description_) {}

void FoundSource::init(const Xapian::Database&) {
  next_ = 0;
  double max = 0;
  for (const Found& f : *found_) max = std::max(max, f.weight);
  set_maxweight(max);
}

Xapian::doccount FoundSource::get_termfreq_min() const {
  return get_termfreq_max();
}
Xapian::doccount FoundSource::get_termfreq_est() const {
  return get_termfreq_max();
}
Xapian::doccount FoundSource::get_termfreq_max() const {
  return static_cast<Xapian::doccount>(found_->size());
}

double FoundSource::get_weight() const {
  return (*found_)[next_ - 1].weight;
}
void FoundSource::next(double /*min_weight*/) {
  ++next_;
}

void FoundSource::skip_to(Xapian::docid docid, double /*min_weight*/) {
  const auto from = found_->begin() + static_cast<std::ptrdiff_t>(next_ == 0 ? 0 : next_ - 1);
  const auto at = std::lower_bound(from, found_->end(), docid,
                                   [](const Found& f, Xapian::docid d) { return f.docid < d; });
  next_ = static_cast<std::size_t>(at - found_->begin()) + 1;
}

bool FoundSource::at_end() const {
  return next_ > found_->size();
}
Xapian::docid FoundSource::get_docid() const {
  return (*found_)[next_ - 1].docid;
}
Xapian::PostingSource* FoundSource::clone() const {
  return new FoundSource(*this);
}
std::string FoundSource::get_description() const {
  return "\"" + description_ + "\"";
}

}  // namespace nonmun::match
