#pragma once

#include "searcher/match/contest_memory.hpp"
#include "searcher/match/length_norms.hpp"
#include "searcher/match/score_arena.hpp"

namespace nonmun::match {

/// What window matchers keep for the next search of the same postings. For one thread at a time.
struct WindowMemory {
  explicit WindowMemory(const index::PostingTable& table) : norms(table) {}

  LengthNorms norms;
  ScoreArena scores;
  ContestMemory contest;
};

}  // namespace nonmun::match
