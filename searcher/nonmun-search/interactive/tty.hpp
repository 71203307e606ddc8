#pragma once

#include <termios.h>

#include <string_view>

#include "searcher/nonmun-search/interactive/layout.hpp"

namespace nonmun::program::interactive {

/// The terminal that controls the program, whatever its standard input and output are. Its modes
/// are at the end what they were at the beginning.
class Tty {
 public:
  /// @throws Error(usage) when there is none, or $TERM says that it only prints lines
  Tty();
  Tty(const Tty&) = delete;
  Tty& operator=(const Tty&) = delete;
  ~Tty();

  int descriptor() const { return descriptor_; }
  /// Whether it is the program's, and not the shell's or another job's. Setting its modes would
  /// stop a program in the background.
  bool is_ours() const;
  Size size() const;
  /// Writes bytes, or as many as it takes.
  void write(std::string_view bytes) const;

 private:
  int descriptor_;
  termios modes_ = {};
};

}  // namespace nonmun::program::interactive
