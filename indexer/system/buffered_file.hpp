#pragma once

#include <cstdint>
#include <string>

#include "indexer/system/files.hpp"

namespace nonmun::system {

/// A file that is written from its beginning to its end, a megabyte at a time.
class BufferedFile {
 public:
  /// Creates or empties the file. @throws Error(io)
  explicit BufferedFile(const std::string& path) : file_(File::open_for_writing(path)) {}

  /// What has yet to be written, to be appended to; then call spill().
  std::string& tail() { return tail_; }
  /// Bytes of the file so far, with the tail.
  std::uint64_t size() const { return written_ + tail_.size(); }
  /// Writes the tail when it is long. @throws Error(io)
  void spill();
  /// Writes the rest and waits until everything is on the disk. @throws Error(io)
  void finish();

 private:
  void flush();

  File file_;
  std::string tail_;
  std::uint64_t written_ = 0;
};

}  // namespace nonmun::system
