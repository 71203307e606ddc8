#include <nonmun/error.hpp>

#include "searcher/query/parser.hpp"
#include "tests/fuzz/fuzz.hpp"

void nonmun::fuzz::run(std::string_view input) {
  try {
    query::parse(input);
  } catch (const Error& error) {
    require(error.code() == ErrorCode::usage, "a bad query is an error of usage");
    require(error.what()[0] != '\0', "an error has a message");
  }
}
