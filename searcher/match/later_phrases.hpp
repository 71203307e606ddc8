#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "indexer/index/forward.hpp"
#include "searcher/match/phrase_words.hpp"

namespace nonmun::match {

/// The phrases that were added to the scores of one window's papers without being looked for, so
/// that they can be looked for in those few papers where it matters.
class LaterPhrases {
 public:
  void clear();
  /// A phrase is going to be added to papers in ascending order. `words` must outlive the object.
  void begin(PhraseWords& words) { phrases_.push_back({&words, additions_.size()}); }
  /// A paper's score was raised by `bonus` for it.
  /// @param is_known the paper has the phrase; else it may have
  void add(std::uint32_t local, double before, double bonus, bool is_known) {
    additions_.push_back({before, bonus, static_cast<std::uint16_t>(local), is_known});
  }

  /// The score of a paper with those of the phrases that it holds, added in the same order; nothing
  /// when other things were added to it since.
  /// @param score with all of them
  std::optional<double> exact(std::uint32_t local, double score,
                              const index::ForwardRecord& record) const;

 private:
  struct Phrase {
    PhraseWords* words = nullptr;
    std::size_t begin = 0;  ///< its first addition
  };
  struct Addition {
    double before = 0;
    double bonus = 0;
    std::uint16_t local = 0;
    bool is_known = false;
  };

  const Addition* find(std::size_t phrase, std::uint32_t local) const;

  std::vector<Phrase> phrases_;
  std::vector<Addition> additions_;  // phrase after phrase, ascending within each
};

}  // namespace nonmun::match
