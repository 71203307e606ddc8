#pragma once

#include <xapian.h>

namespace nonmun::match {

/// BM25 with the parameters of every search: k1 and b of Robertson & Zaragoza 2009, the best of a
/// grid on the judged queries; no query frequency part, no lower limit on document length beyond
/// Xapian's default.
inline Xapian::BM25Weight bm25() {
  return {1.2, 0, 1, 0.75, 0.5};
}

}  // namespace nonmun::match
