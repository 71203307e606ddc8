#include "indexer/system/memory.hpp"

#include <stdlib.h>  // defines __GLIBC__

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace nonmun::system {

void release_free_memory() {
#if defined(__GLIBC__)
  ::malloc_trim(0);
#endif
}

}  // namespace nonmun::system
