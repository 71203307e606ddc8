#pragma once

#include <string>
#include <string_view>

#include "indexer/index/derived.hpp"
#include "searcher/plan/plan.hpp"

namespace nonmun::plan {

/// Turns terms into words that people know: the commonest form of a stem ("diffusion" for
/// "diffus"), without the prefixes of the index.
class Surfaces {
 public:
  /// `derived` must outlive it.
  explicit Surfaces(const index::DerivedTables& derived) : derived_(derived) {}

  std::string of(std::string_view term) const;
  /// Of each word of a text, which are separated by spaces and have no prefixes.
  std::string of_words(std::string_view text) const;
  /// A plan to be shown, which finds nothing.
  Node of(Node root) const;

 private:
  const index::DerivedTables& derived_;
};

}  // namespace nonmun::plan
