#include "searcher/match/collector.hpp"

namespace nonmun::match {
namespace {

constexpr std::size_t kDocumentsBetweenChecks = 1024;

class Collector : public Xapian::MatchSpy {
 public:
  explicit Collector(const Checkpoint& check) : check_(check) {}

  void operator()(const Xapian::Document& document, double weight) override {
    if (check_ && found.size() % kDocumentsBetweenChecks == 0) check_();
    found.push_back({document.get_docid(), weight});
  }
  std::vector<Found> found;

 private:
  const Checkpoint& check_;
};

}  // namespace

std::vector<Found> collect(Xapian::Enquire& enquire, const Xapian::Database& database,
                           const Checkpoint& check) {
  if (check) check();
  Collector collector(check);
  enquire.add_matchspy(&collector);
  // Every match is weighed: with fewer to check, Xapian turns parts of the query into others on the
  // way. It goes through documents by number.
  enquire.get_mset(0, 1, database.get_doccount());
  enquire.clear_matchspies();
  return std::move(collector.found);
}

}  // namespace nonmun::match
