#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "searcher/match/later_phrases.hpp"
#include "searcher/match/score_arena.hpp"
#include "searcher/match/window.hpp"

namespace nonmun::match {

/// The matches of one window with their scores, ascending and close together: they are gone through
/// several times. Scores are bounds where papers are unsure.
class ScoredWindow {
 public:
  /// Takes the scores out of `scores`, a number for each of the window, and leaves zeros.
  /// @param count of `matched`
  ScoredWindow(std::uint32_t window, const WindowSet& matched, std::size_t count,
               const WindowSet& unsure, double* scores, ScoreArena& arena)
      : window_(window), size_(count) {
    const ScoreArena::Piece piece = arena.take(count);
    std::uint16_t* const locals = locals_ = piece.locals;
    double* const places = scores_ = piece.scores;
    std::size_t end = 0;
    matched.visit([&](std::uint32_t local) { locals[end++] = static_cast<std::uint16_t>(local); });
    for (std::size_t i = 0; i < count; ++i) places[i] = scores[locals[i]];
    for (std::size_t i = 0; i < count; ++i) scores[locals[i]] = 0;
    max_ = max_of(places, count);
    if (max_ > 0)
      best_ = static_cast<std::size_t>(std::find(places, places + count, max_) - places);
    if (unsure.empty()) return;
    for (std::size_t i = 0; i < count; ++i) {
      if (unsure.contains(locals[i])) locals[i] |= kUnsure;
    }
  }

  std::size_t size() const { return size_; }
  std::uint32_t docid(std::size_t i) const { return index::docid_at(window_, locals_[i] & kLocal); }
  double score(std::size_t i) const { return scores_[i]; }
  bool is_unsure(std::size_t i) const { return (locals_[i] & kUnsure) != 0; }
  /// The place of a paper, if it is a match.
  std::optional<std::size_t> find(std::uint32_t docid) const {
    if (index::window_of(docid) != window_) return std::nullopt;
    const std::uint32_t local = index::local_of(docid);
    const std::uint16_t* const begin = locals_;
    const std::uint16_t* const end = begin + size_;
    const std::uint16_t* const at = std::lower_bound(
        begin, end, local, [](std::uint16_t a, std::uint32_t b) { return (a & kLocal) < b; });
    if (at == end || (*at & kLocal) != local) return std::nullopt;
    return static_cast<std::size_t>(at - begin);
  }

  /// The highest score, as it was at first.
  double max() const { return max_; }
  /// The first place that had it; nothing when all scores are 0.
  std::optional<std::size_t> best() const { return best_; }

  /// The highest score of those that are not unsure, or less where `least` is no less.
  double max_sure(double least) const {
    if (max_ <= least) return 0;
    double max = 0;
    for (std::size_t i = 0; i < size(); ++i) {
      if (scores_[i] > max && !is_unsure(i)) max = scores_[i];
    }
    return max;
  }

  /// Of an unsure paper, with the exact score, which may be lower.
  void set_exact(std::size_t i, double score) {
    scores_[i] = score;
    locals_[i] &= static_cast<std::uint16_t>(~kUnsure);
  }
  /// A mark for those that go through the matches.
  void mark(std::size_t i) { locals_[i] |= kMarked; }
  bool is_marked(std::size_t i) const { return (locals_[i] & kMarked) != 0; }

  LaterPhrases later;  ///< of the unsure papers

 private:
  static constexpr std::uint16_t kUnsure = 1 << 15;
  static constexpr std::uint16_t kMarked = 1 << 14;
  static constexpr std::uint16_t kLocal = kMarked - 1;
  static_assert(index::kWindowSize - 1 <= kLocal);

  /// 0 of no numbers. In four lanes, so that one comparison need not wait for the other.
  static double max_of(const double* numbers, std::size_t count) {
    std::array<double, 4> max{};
    std::size_t i = 0;
    for (; i + max.size() <= count; i += max.size()) {
      for (std::size_t lane = 0; lane < max.size(); ++lane) {
        max[lane] = std::max(max[lane], numbers[i + lane]);
      }
    }
    for (; i < count; ++i) max[0] = std::max(max[0], numbers[i]);
    return *std::max_element(max.begin(), max.end());
  }

  std::uint32_t window_;
  std::size_t size_;
  std::uint16_t* locals_ = nullptr;  // with marks
  double* scores_ = nullptr;
  double max_ = 0;
  std::optional<std::size_t> best_;
};

}  // namespace nonmun::match
