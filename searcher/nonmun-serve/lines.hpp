#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace nonmun::program {

/// Lines of a descriptor, of bounded length.
class LineReader {
 public:
  struct Line {
    std::string text;       ///< without its end
    bool too_long = false;  ///< then the text is missing
  };

  LineReader(int descriptor, std::size_t max_bytes)
      : descriptor_(descriptor), max_bytes_(max_bytes) {}

  /// The next line, also a last one without an end; nothing at the end of the input, or when it can
  /// no longer be read.
  std::optional<Line> next();

 private:
  bool fill();

  const int descriptor_;
  const std::size_t max_bytes_;
  std::string buffer_;
};

}  // namespace nonmun::program
