#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/paper/day.hpp"
#include "searcher/query/ast.hpp"

namespace nonmun::query {

/// How a query is read.
struct Reading {
  /// Whether a text that does not follow the grammar is an error.
  bool strict = false;
  /// The day that relative times count from.
  paper::Day today = paper::Day::of(1970, 1, 1).value();
  /// Whether the index has a paper with this id. An id that it lacks is text, unless it is in an
  /// address.
  std::function<bool(std::string_view)> has_paper = [](std::string_view) { return true; };
};

/// A query that was read.
struct Query {
  Node node;
  /// What was assumed, for the user; each once.
  std::vector<std::string> notes;
};

/// Parses the query language:
///
///   query    := clause (OR clause)*
///   clause   := sequence (AND sequence)*
///   sequence := item+
///   item     := word | prefix* | id | "phrase" | "phrase"~n | word NEAR/n word | field:value
///             | (query) | +item | -item | NOT item
///
/// What stands side by side binds tightest, so that Korean words written apart stay together. AND,
/// OR and NOT are operators only in capitals; &&, || and ! are the same. A word with a colon that
/// names no field is text. Every text is a query: what has no place in the grammar is text too, and
/// noted. An empty query gives an empty node.
///
/// @throws Error(query_syntax) with the column, where a strict reading would have to assume
///         something.
Query parse(std::string_view text, const Reading& reading);

/// The tree of a lenient reading.
Node parse(std::string_view text);

/// The words between the white space of a text, without any syntax.
Node words(std::string_view text);

}  // namespace nonmun::query
