// Prints the hash that an index's pointer holds of a manifest, so that a test can forge an index
// of another version.

#include <cstdio>
#include <exception>

#include "indexer/system/hash.hpp"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  try {
    std::printf("%s\n", nonmun::system::xxh3_hex_of_file(argv[1]).c_str());
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
