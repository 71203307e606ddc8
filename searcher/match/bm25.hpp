#pragma once

#include <xapian.h>

#include <cmath>

namespace nonmun::match {

/// BM25 with the parameters of every search: k1 and b of Robertson & Zaragoza 2009, the best of a
/// grid on the judged queries; no query frequency part, no lower limit on document length beyond
/// Xapian's default.
inline Xapian::BM25Weight bm25() {
  return {1.2, 0, 1, 0.75, 0.5};
}

/// What BM25 gives to a term that a text of average length has once: the inverse document
/// frequency, in the form of Xapian, which is never negative.
/// @param papers in the index @param frequency of them that have the term
inline double inverse_document_frequency(double papers, double frequency) {
  const double odds = (papers - frequency + 0.5) / (frequency + 0.5);
  return std::log(odds < 2 ? odds * 0.5 + 1 : odds);
}

}  // namespace nonmun::match
