#pragma once

#include <string>
#include <vector>

#include "searcher/plan/plan.hpp"

namespace nonmun::plan {

/// What a word or phrase of the query contributes to the query's place in the space of similarity.
struct SimilarityWord {
  /// Terms that count as one: their vectors are averaged.
  struct Group {
    double weight = 1;
    std::vector<std::string> terms;
  };
  std::string word;  ///< for people
  std::vector<Group> groups;
};

/// The words of a plan with what else they may be written as. Neither conditions on fields, nor
/// what is excluded, nor what stands for words that are in the list already: pairs of neighbours
/// and exact spellings.
std::vector<SimilarityWord> similarity_words(const Node& plan);

}  // namespace nonmun::plan
