#pragma once

#include <string_view>

#include "searcher/query/ast.hpp"

namespace nonmun::query {

/// Parses the query language:
///
///   query    := clause (OR clause)*
///   clause   := sequence (AND sequence)*
///   sequence := (word | "phrase" | field:value | (query) | -x | NOT x)+
///
/// What stands side by side binds tightest, so that Korean words written apart stay together. AND,
/// OR and NOT are operators only in capitals. A word with a colon that names no field is text.
///
/// @throws Error(usage) with the column, for a bad field value, an unclosed quote or parenthesis,
///         a dangling operator, or an empty query.
Node parse(std::string_view text);

/// The words between the white space of a text, without any syntax.
Node words(std::string_view text);

/// Parses the value of a date field: YYYY, YYYY-MM, YYYY-MM-DD, or a range of them with "..".
/// @throws Error(usage)
Range parse_date_range(std::string_view value);

}  // namespace nonmun::query
