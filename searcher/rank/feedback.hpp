#pragma once

#include <xapian.h>

#include <string>
#include <utility>
#include <vector>

namespace nonmun::rank {

/// A term that the best papers of a query have in common.
struct FeedbackTerm {
  std::string term;
  double weight = 0;  ///< share, the weights of all terms sum to 1
};

/// Pseudo-relevance feedback after RM3 (Lavrenko & Croft 2001, Abdul-Jaleel et al. 2004): takes the
/// best papers of `query` for relevant and returns the terms that tell them from the others, by
/// sum over papers of trust * tf / length * idf. Trust falls steeply below the best paper, so that
/// a paper found by its name is not overtaken by those it merely resembles; a small part of it is
/// the same for all, for queries on a topic. Terms of the ranked text only, in two of the papers
/// or more and in less than a fifth of all.
std::vector<FeedbackTerm> feedback_terms(const Xapian::Database& database,
                                         const Xapian::Query& query);

}  // namespace nonmun::rank
