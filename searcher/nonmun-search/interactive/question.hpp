#pragma once

#include <cstdint>
#include <nonmun/search.hpp>
#include <optional>
#include <string>

namespace nonmun::program::interactive {

/// What is asked of the index aside, while keys are being typed.
struct Question {
  enum class Kind : std::uint8_t {
    list,    ///< the first papers of a query, or of those similar to one
    more,    ///< those that follow
    facets,  ///< counts over a query
    paper,   ///< all of one paper
  };
  static constexpr std::size_t kKinds = 4;

  Kind kind = Kind::list;
  std::uint64_t number = 0;  ///< higher than that of any before
  std::string query;         ///< of `paper`: whose words are marked
  std::string id;  ///< of the paper; of a list: the one that others are similar to, if any
  SearchOptions options;
};

struct Answer {
  Question::Kind kind = Question::Kind::list;
  std::uint64_t number = 0;  ///< of the question
  Results results;
  std::string completion;  ///< of a list: the query with its last word completed; empty: none
  std::optional<PaperDetails> paper;
  std::string error;  ///< why there is no answer
};

}  // namespace nonmun::program::interactive
