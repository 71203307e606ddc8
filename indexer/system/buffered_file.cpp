#include "indexer/system/buffered_file.hpp"

namespace nonmun::system {
namespace {

constexpr std::size_t kLong = 1 << 20;

}  // namespace

void BufferedFile::spill() {
  if (tail_.size() >= kLong) flush();
}

void BufferedFile::finish() {
  flush();
  file_.sync();
}

void BufferedFile::flush() {
  file_.write(tail_);
  written_ += tail_.size();
  tail_.clear();
}

}  // namespace nonmun::system
