#include "indexer/system/hash.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <memory>
#include <vector>

#include "indexer/system/files.hpp"

namespace nonmun::system {
namespace {

std::string hex(XXH128_hash_t hash) {
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace

std::string xxh3_hex(std::string_view bytes) {
  return hex(XXH3_128bits(bytes.data(), bytes.size()));
}

std::string xxh3_hex_of_file(const std::string& path) {
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                       &XXH3_freeState);
  XXH3_128bits_reset(state.get());
  const File file = File::open_for_reading(path);
  std::vector<char> buffer(1 << 18);
  while (const std::size_t n = file.read(buffer.data(), buffer.size())) {
    XXH3_128bits_update(state.get(), buffer.data(), n);
  }
  return hex(XXH3_128bits_digest(state.get()));
}

std::uint64_t xxh3_64(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace nonmun::system
