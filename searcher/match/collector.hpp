#pragma once

#include <xapian.h>

#include <functional>
#include <vector>

namespace nonmun::match {

/// Called now and then during a long search; ends it by an exception.
using Checkpoint = std::function<void()>;

/// A document that a Xapian query found.
struct Found {
  Xapian::docid docid = 0;
  double weight = 0;
};

/// Every match of the query of `enquire`, in ascending order, each scored once and none ranked.
/// @param check may be empty
std::vector<Found> collect(Xapian::Enquire& enquire, const Xapian::Database& database,
                           const Checkpoint& check);

}  // namespace nonmun::match
