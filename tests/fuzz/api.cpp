#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/reading.hpp"

void nonmun::fuzz::run(std::string_view input) {
  read_and_check("digest.json", input);
}
