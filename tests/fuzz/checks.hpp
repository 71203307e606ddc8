#pragma once

#include <nonmun/search.hpp>

#include "analyzers/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace nonmun::fuzz {

inline void check_snippet(const Snippet& snippet) {
  require(text::decode_utf8(snippet.text).has_value(), "a snippet is UTF-8");
  std::size_t end = 0;
  for (const auto& [first, last] : snippet.marks) {
    require(first >= end && first < last, "marks are in order and disjoint");
    end = last;
  }
  require(end <= text::count_code_points(snippet.text), "marks are in the text");
}

}  // namespace nonmun::fuzz
