#include "searcher/match/xapian_query.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <chrono>
#include <random>
#include <set>

#include "indexer/index/fields.hpp"

namespace nonmun::match {
namespace {

/// A database with a document a day, and what days it has.
class DateQuery : public testing::Test {
 protected:
  DateQuery() : db_(std::string(), Xapian::DB_BACKEND_INMEMORY) {
    const std::string prefix(index::field(index::FieldId::date).prefix);
    using namespace std::chrono;
    const sys_days first = year{2022} / 11 / 20;
    for (int i = 0; i < 900; ++i) {
      if (i % 7 == 3 || (i > 300 && i < 420)) continue;  // days without papers
      const year_month_day day{first + days(i)};
      const int number = static_cast<int>(day.year()) * 10000 +
                         static_cast<int>(static_cast<unsigned>(day.month())) * 100 +
                         static_cast<int>(static_cast<unsigned>(day.day()));
      Xapian::Document document;
      const std::string digits = std::to_string(number);
      for (const std::size_t n : {4, 6, 8}) {
        document.add_boolean_term(prefix + digits.substr(0, n));
      }
      document.set_data(digits);
      db_.add_document(document);
      days_.push_back(number);
    }
  }

  std::set<std::int64_t> found(const query::Range& range) {
    Xapian::Enquire enquire(db_);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(date_query(range, db_));
    std::set<std::int64_t> result;
    const Xapian::MSet matches = enquire.get_mset(0, db_.get_doccount());
    for (auto m = matches.begin(); m != matches.end(); ++m) {
      result.insert(std::stoll(m.get_document().get_data()));
    }
    return result;
  }

  std::set<std::int64_t> expected(const query::Range& range) const {
    std::set<std::int64_t> result;
    for (const std::int64_t day : days_) {
      if (range.low <= day && day <= range.high) result.insert(day);
    }
    return result;
  }

  Xapian::WritableDatabase db_;
  std::vector<std::int64_t> days_;
};

TEST_F(DateQuery, RandomRangesAgreeWithBruteForce) {
  std::mt19937 random(17);
  const auto below = [&](unsigned n) { return static_cast<std::int64_t>(random() % n); };
  const auto bound = [&] {
    const std::int64_t year = 2021 + below(6);
    switch (below(4)) {
      case 0:
        return year * 10000 + 101;
      case 1:
        return year * 10000 + 1231;
      case 2:
        return year * 10000 + (1 + below(12)) * 100 + (random() % 2 ? 1 : 31);
      default:
        return year * 10000 + (1 + below(12)) * 100 + 1 + below(31);
    }
  };
  for (int i = 0; i < 3000; ++i) {
    const query::Range range{bound(), bound()};
    ASSERT_EQ(found(range), expected(range)) << range.low << ".." << range.high;
  }
}

TEST_F(DateQuery, OpenRanges) {
  for (const query::Range& range :
       {query::Range{0, 99991231}, query::Range{20240101, 99991231}, query::Range{0, 20231231},
        query::Range{0, 0}, query::Range{99990101, 99991231}, query::Range{20230615, 20230615}}) {
    EXPECT_EQ(found(range), expected(range)) << range.low << ".." << range.high;
  }
}

TEST_F(DateQuery, OpenRangesStaySmall) {
  // An operand for each year up to 9999 once took seconds.
  for (const query::Range& range :
       {query::Range{0, 99991231}, query::Range{20240201, 99991231}, query::Range{0, 20240229}}) {
    const Xapian::Query query = date_query(range, db_);
    EXPECT_LE(std::distance(query.get_terms_begin(), query.get_terms_end()), 60);
  }
}

TEST(DateQueryEmpty, NoPapers) {
  const Xapian::WritableDatabase db(std::string(), Xapian::DB_BACKEND_INMEMORY);
  EXPECT_NO_THROW(date_query({0, 99991231}, db));
}

}  // namespace
}  // namespace nonmun::match
