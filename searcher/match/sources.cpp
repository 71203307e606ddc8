#include "searcher/match/sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "indexer/index/fields.hpp"
#include "indexer/paper/record.hpp"

namespace nonmun::rank {

void VotesFilter::init(const Xapian::Database& database) {
  // Not the last number: deleted papers leave gaps, and Xapian takes these counts at their word.
  papers_ = database.get_doccount();
  docid_ = 0;
  last_ = database.get_lastdocid();
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

std::string VotesKeyMaker::operator()(const Xapian::Document& document) const {
  const std::int64_t votes = votes_.votes(document.get_docid());
  return fmt::format("{:010}{}", VoteTable::kGreatest - votes, document.get_value(kSortSlot));
}

}  // namespace nonmun::rank
