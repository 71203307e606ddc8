#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "searcher/match/matcher.hpp"

namespace nonmun::rank {

inline constexpr std::size_t kFeedbackPapers = 10;

/// Pseudo-relevance feedback after RM3 (Lavrenko & Croft 2001, Abdul-Jaleel et al. 2004): takes the
/// best papers of a query for relevant and returns the terms that tell them from the others, by
/// sum over papers of trust * tf / length * idf, with their shares of all weight. Trust falls
/// steeply below the best paper, so that a paper found by its name is not overtaken by those it
/// merely resembles; a small part of it is the same for all, for queries on a topic. Terms of the
/// ranked text only, in two of the papers or more and in less than a fifth of all.
/// @param best the best kFeedbackPapers of the query
std::vector<std::pair<std::string, double>> feedback_terms(const Xapian::Database& database,
                                                           const match::Matches& best);

}  // namespace nonmun::rank
