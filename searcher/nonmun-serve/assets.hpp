#pragma once

#include <span>
#include <string_view>

namespace nonmun::program {

/// A file that the server has within itself: each file of page/ but its README is one, served
/// under its name, index.html as /.
struct Asset {
  std::string_view path;
  std::string_view media_type;
  std::string_view content;
};

std::span<const Asset> assets();

}  // namespace nonmun::program
