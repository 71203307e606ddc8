#pragma once

#include <string>

namespace nonmun::fuzz {

struct SmallIndex {
  std::string folder;
  std::string generation;
};

/// An index of a few papers, made by the first call and removed at the end of the program.
const SmallIndex& small_index();

}  // namespace nonmun::fuzz
