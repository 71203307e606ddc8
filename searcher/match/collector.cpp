#include "searcher/match/collector.hpp"

namespace nonmun::match {
namespace {

class Collector : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double weight) override {
    found.push_back({document.get_docid(), weight});
  }
  std::vector<Found> found;
};

}  // namespace

std::vector<Found> collect(Xapian::Enquire& enquire, const Xapian::Database& database) {
  Collector collector;
  enquire.add_matchspy(&collector);
  // Every match is weighed: with fewer to check, Xapian turns parts of the query into others on the
  // way. It goes through documents by number.
  enquire.get_mset(0, 1, database.get_doccount());
  enquire.clear_matchspies();
  return std::move(collector.found);
}

}  // namespace nonmun::match
