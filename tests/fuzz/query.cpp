#include <nonmun/error.hpp>

#include "searcher/query/parser.hpp"
#include "tests/fuzz/fuzz.hpp"

void nonmun::fuzz::run(std::string_view input) {
  query::Reading reading;
  query::parse(input, reading);  // every text is a query
  reading.strict = true;
  try {
    query::parse(input, reading);
  } catch (const Error& error) {
    require(error.cause() == Cause::query_syntax, "a strict reading refuses the query");
    require(error.column() > 0 && error.column() <= input.size() + 1, "the column is in the query");
    require(error.what()[0] != '\0', "an error has a message");
  }
}
