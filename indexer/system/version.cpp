#include <nonmun/version.hpp>

namespace nonmun {

const char* version() noexcept {
  return NONMUN_VERSION;
}

}  // namespace nonmun
