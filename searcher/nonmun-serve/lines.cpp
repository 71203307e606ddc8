#include "searcher/nonmun-serve/lines.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace nonmun::program {

bool LineReader::fill() {
  std::array<char, 16'384> bytes;
  ssize_t size = 0;
  do {
    size = ::read(descriptor_, bytes.data(), bytes.size());
  } while (size < 0 && errno == EINTR);
  if (size <= 0) return false;
  buffer_.append(bytes.data(), static_cast<std::size_t>(size));
  return true;
}

std::optional<LineReader::Line> LineReader::next() {
  Line line;
  std::size_t searched = 0;
  for (;;) {
    const std::size_t end = buffer_.find('\n', searched);
    if (end != std::string::npos) {
      line.too_long = line.too_long || end > max_bytes_;
      if (!line.too_long) line.text = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      return line;
    }
    if (buffer_.size() > max_bytes_) {
      line.too_long = true;
      buffer_.clear();
    }
    searched = buffer_.size();
    if (fill()) continue;
    if (buffer_.empty() && !line.too_long) return std::nullopt;
    if (!line.too_long) line.text = std::exchange(buffer_, {});
    buffer_.clear();
    return line;
  }
}

}  // namespace nonmun::program
