#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "analyzers/analyzer.hpp"
#include "searcher/plan/plan.hpp"
#include "searcher/plan/vocabulary.hpp"
#include "searcher/query/ast.hpp"

namespace nonmun::plan {

/// What a whole query names. Its papers come first, whatever their score.
struct Pin {
  enum class Kind : std::uint8_t { id, title, name, author };
  Kind kind;
  Node papers;  ///< finds them; no score
};

constexpr std::string_view name_of(Pin::Kind kind) {
  switch (kind) {
    case Pin::Kind::id:
      return "id";
    case Pin::Kind::title:
      return "title";
    case Pin::Kind::name:
      return "name";
    case Pin::Kind::author:
      break;
  }
  return "author";
}

/// The papers whose ids are in a query, but not those that it excludes.
std::optional<Pin> pinned_ids(const query::Node& query);

/// The papers whose title is `text`, whatever its punctuation means as a query.
std::optional<Pin> pinned_title(std::string_view text, const TermStatistics& vocabulary);

/// The papers whose title begins with the name that the query is ("Mamba", "mamba는"), or else
/// those of the author that it is ("Tri Dao", "Dao, Tri"). Only a query of bare words names
/// something.
std::optional<Pin> pinned_name(const query::Node& query, Analyzer& analyzer,
                               const TermStatistics& vocabulary);

}  // namespace nonmun::plan
