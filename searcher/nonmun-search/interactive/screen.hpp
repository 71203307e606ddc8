#pragma once

#include <memory>

#include "searcher/nonmun-search/interactive/frame.hpp"
#include "searcher/nonmun-search/interactive/tty.hpp"

namespace nonmun::program::interactive {

/// The screen of a terminal, drawn by ncurses. What it showed before comes back at the end, however
/// that comes about. One at a time.
class Screen {
 public:
  /// @param colour whether there may be any
  /// @throws Error(usage) when nothing is known of the terminal, or it cannot move its cursor
  Screen(const Tty& tty, bool colour);
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
  ~Screen();

  /// Whether dim text looks different, and may.
  bool can_dim() const { return can_dim_; }

  void draw(const Frame& frame);
  void resize(Size size);
  /// Draws all of the next frame, whatever the terminal shows.
  void forget();

  /// Gives the terminal back, to the shell or another program.
  void leave();
  /// Takes it again.
  void enter();

 private:
  class Curses;

  const Tty& tty_;
  std::unique_ptr<Curses> curses_;
  bool has_colour_ = false;
  bool can_dim_ = false;
  bool is_left_ = false;
};

}  // namespace nonmun::program::interactive
