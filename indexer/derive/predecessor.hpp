#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace nonmun::derive {

/// The derived tables of the generation that an update continues. What did not change is taken over
/// from them; the result is the same, byte for byte, as from the database alone.
struct Predecessor {
  std::string folder;                  ///< of the tables, which are verified and of this format
  std::vector<std::uint32_t> changed;  ///< ascending: papers added, deleted or with other terms
};

}  // namespace nonmun::derive
