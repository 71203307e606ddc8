#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace nonmun::match {

/// A match that may be among the first.
struct Contender {
  double bound = 0;          ///< of its score
  std::uint32_t window = 0;  ///< its place among the windows
  std::uint32_t place = 0;   ///< in the window
};

/// Memory for the contenders of one search after the other, as ScoreArena is for scores.
struct ContestMemory {
  std::vector<Contender> waiting;  ///< whose scores have not been worked out
  std::vector<Contender> chosen;   ///< out of those, to be worked out now

  /// Forgets those of the search before.
  void clear() {
    // Contenders whose room is kept: 4 MB.
    constexpr std::size_t kKept = 1U << 18;
    for (std::vector<Contender>* const list : {&waiting, &chosen}) {
      list->clear();
      if (list->capacity() > kKept) list->shrink_to_fit();
    }
  }
};

}  // namespace nonmun::match
