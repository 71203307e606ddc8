#pragma once

#include <cstddef>
#include <cstdint>

namespace nonmun::update {

/// A number of papers, and of bytes of their text.
struct Amount {
  std::size_t papers = 0;
  std::uint64_t bytes = 0;

  Amount& operator+=(const Amount& other) {
    papers += other.papers;
    bytes += other.bytes;
    return *this;
  }
  bool reaches(const Amount& limit) const { return papers >= limit.papers || bytes >= limit.bytes; }
};

}  // namespace nonmun::update
