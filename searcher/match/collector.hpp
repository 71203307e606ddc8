#pragma once

#include <xapian.h>

#include <vector>

namespace nonmun::match {

/// A document that a Xapian query found.
struct Found {
  Xapian::docid docid = 0;
  double weight = 0;
};

/// Every match of the query of `enquire`, in ascending order, each scored once and none ranked.
std::vector<Found> collect(Xapian::Enquire& enquire, const Xapian::Database& database);

}  // namespace nonmun::match
