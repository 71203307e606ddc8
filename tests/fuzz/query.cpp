#include <nonmun/error.hpp>

#include "searcher/query/parser.hpp"
#include "searcher/query/query_text.hpp"
#include "tests/fuzz/fuzz.hpp"

void nonmun::fuzz::run(std::string_view input) {
  query::Reading reading;
  const query::Query query = query::parse(input, reading);  // every text is a query
  const std::string text = query::to_text(query.node);
  require(query::to_text(query::parse(text, reading).node) == text, "the canonical text is stable");
  reading.strict = true;
  try {
    query::parse(input, reading);
  } catch (const Error& error) {
    require(error.cause() == Cause::query_syntax, "a strict reading refuses the query");
    require(error.column() > 0 && error.column() <= input.size() + 1, "the column is in the query");
    require(error.what()[0] != '\0', "an error has a message");
  }
}
