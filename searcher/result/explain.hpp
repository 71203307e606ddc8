#pragma once

#include <nonmun/results.hpp>
#include <string>
#include <vector>

#include "searcher/match/matcher.hpp"
#include "searcher/plan/plan.hpp"

namespace nonmun::result {

/// One component of the relevance. Those of a plan sum to it.
struct Component {
  std::string what;
  plan::Node node;  ///< with the weight of all nodes above it
};

std::vector<Component> components(const plan::Node& plan);

/// For each document, the components that score in it, with their exact BM25.
/// @param shown the plan as people read it
std::vector<std::vector<ScoreComponent>> explain(const plan::Node& plan, const plan::Node& shown,
                                                 const std::vector<match::Document>& documents,
                                                 match::Matcher& matcher);

}  // namespace nonmun::result
