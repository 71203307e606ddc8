#pragma once

#include <csignal>
#include <vector>

namespace nonmun::program::interactive {

/// Signals as something to wait for beside keys: none of them ends or stops the program by itself
/// as long as the object exists. One at a time.
class Signals {
 public:
  Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;
  ~Signals();

  /// Becomes readable when a signal has come.
  int descriptor() const { return ends_[0]; }
  /// Those that have come since the last call.
  std::vector<int> take();
  /// Stops the program, and those that the shell runs together with it, until it is continued.
  void stop();

  /// Whether it is one that ends a program.
  static bool ends(int signal);

 private:
  struct Old {
    int signal;
    struct sigaction action;
  };

  int ends_[2] = {-1, -1};
  std::vector<Old> old_;
};

}  // namespace nonmun::program::interactive
