#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "indexer/index/postings.hpp"

namespace nonmun::match {

/// Memory for the scores of one search after the other: to ask the system for it anew would cost a
/// broad search a tenth of its time.
class ScoreArena {
 public:
  struct Piece {
    std::uint16_t* locals = nullptr;
    double* scores = nullptr;
  };

  /// Room for so many scores, with whatever values, until clear().
  /// @param count up to index::kWindowSize
  Piece take(std::size_t count) {
    if (used_ == 0 || left_ < count) {
      if (used_ == blocks_.size()) blocks_.push_back(std::make_unique_for_overwrite<Block>());
      left_ = kBlock;
      ++used_;
    }
    Block& block = *blocks_[used_ - 1];
    const std::size_t begin = kBlock - left_;
    left_ -= count;
    return {block.locals + begin, block.scores + begin};
  }

  /// Nothing that was taken is used any more.
  void clear() {
    used_ = 0;
    if (blocks_.size() > kKept) blocks_.resize(kKept);
  }

 private:
  static constexpr std::size_t kBlock = index::kWindowSize;
  /// Blocks that are kept: 2.6 MB, for 262,144 matches.
  static constexpr std::size_t kKept = 64;

  struct Block {
    std::uint16_t locals[kBlock];
    double scores[kBlock];
  };

  std::vector<std::unique_ptr<Block>> blocks_;
  std::size_t used_ = 0;  ///< blocks
  std::size_t left_ = 0;  ///< scores in the last of those
};

}  // namespace nonmun::match
