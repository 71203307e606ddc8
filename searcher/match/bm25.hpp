#pragma once

#include <xapian.h>

#include <cmath>

namespace nonmun::match {

/// The parameters of every search: k1 and b of Robertson & Zaragoza 2009, the best of a grid on the
/// judged queries; no query frequency part, no lower limit on document length beyond Xapian's
/// default.
inline constexpr double kK1 = 1.2;
inline constexpr double kB = 0.75;
inline constexpr double kMinLength = 0.5;  ///< of a document, over the average

inline Xapian::BM25Weight bm25() {
  return {kK1, 0, 1, kB, kMinLength};
}

/// What BM25 gives to a term that a text of average length has once: the inverse document
/// frequency, in the form of Xapian, which is never negative.
/// @param papers in the index @param frequency of them that have the term
inline double inverse_document_frequency(double papers, double frequency) {
  const double odds = (papers - frequency + 0.5) / (frequency + 0.5);
  return std::log(odds < 2 ? odds * 0.5 + 1 : odds);
}

/// What a term can add to a score: times wdf / (length norm + wdf), which is below 1. See
/// LengthNorms.
inline double term_weight(double papers, double frequency, double factor) {
  return inverse_document_frequency(papers, frequency) * factor * (kK1 + 1);
}

}  // namespace nonmun::match
