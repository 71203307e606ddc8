#include "searcher/nonmun-search/interactive/terminfo.hpp"

// Alone in this file, for term.h defines names such as `lines` and `columns` as macros.
#include <curses.h>
#include <term.h>

#include <string>

namespace nonmun::program::interactive {

Capability terminal_capability(int descriptor) {
  // newterm() would say no more than that something is wrong, and leak memory.
  int error = 0;
  if (::setupterm(nullptr, descriptor, &error) != OK) return Capability::unknown;
  std::string name = "cup";
  const bool can_move = ::tigetstr(name.data()) != nullptr;
  ::del_curterm(cur_term);
  return can_move ? Capability::full_screen : Capability::line_by_line;
}

}  // namespace nonmun::program::interactive
