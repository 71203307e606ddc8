#include "searcher/nonmun-search/interactive/screen.hpp"

// What is a function shall not be a macro as well: some have names that C++ uses.
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <langinfo.h>
#include <unistd.h>

#include <array>
#include <clocale>
#include <cstdio>
#include <cwchar>
#include <nonmun/error.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "analyzers/text/utf8.hpp"
#include "indexer/cli/display.hpp"
#include "indexer/cli/translation.hpp"
#include "indexer/system/user_folders.hpp"
#include "searcher/nonmun-search/interactive/terminfo.hpp"

namespace nonmun::program::interactive {
namespace {

constexpr short kMarkColours = 1;
/// Makes a terminal tell pasted text from typed one; those that cannot ignore it.
constexpr std::string_view kPasteOn = "\x1b[?2004h";
constexpr std::string_view kPasteOff = "\x1b[?2004l";

/// ncurses encodes and measures characters as the locale says, and texts are UTF-8 in any.
void use_utf8() {
  std::setlocale(LC_CTYPE, "");
  if (std::string_view(::nl_langinfo(CODESET)) != "UTF-8") std::setlocale(LC_CTYPE, "C.UTF-8");
}

void require_full_screen(int descriptor) {
  const std::string term = cli::display(system::environment("TERM"));
  switch (terminal_capability(descriptor)) {
    case Capability::full_screen:
      return;
    case Capability::line_by_line:
      throw Error(Cause::usage,
                  cli::translated("--interactive needs a terminal with a cursor that can "
                                  "be moved, and {} has none",
                                  term));
    case Capability::unknown:
      throw Error(
          Cause::usage,
          cli::translated("--interactive does not know the terminal {}, which TERM names", term),
          cli::translate("the package ncurses-term has more terminals"));
  }
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

File open_again(int descriptor, const char* mode) {
  return File(::fdopen(::dup(descriptor), mode));
}

attr_t attributes_of(const Look& look, bool colour) {
  attr_t attributes = A_NORMAL;
  if (look.mark) attributes |= colour ? A_BOLD : A_BOLD | A_UNDERLINE;
  if (look.dim) attributes |= A_DIM;
  if (look.strong) attributes |= A_BOLD;
  if (look.selected) attributes |= A_REVERSE;
  return attributes;
}

/// A character with those that are drawn over it.
struct Cell {
  std::array<wchar_t, CCHARW_MAX + 1> characters{};
  std::size_t count = 0;
};

void put(const Cell& cell, attr_t attributes, short colours) {
  if (cell.count == 0) return;
  cchar_t character;
  if (::setcchar(&character, cell.characters.data(), attributes, colours, nullptr) == OK) {
    ::add_wch(&character);
  }
}

/// Draws a line from the cursor on, up to `columns`. The terminal's idea of how wide a character is
/// decides, so that nothing comes into the next line.
void draw_line(const Line& line, int columns, bool colour) {
  int used = 0;
  for (const Run& run : line.runs()) {
    const attr_t attributes = attributes_of(run.look, colour);
    const short colours = colour && run.look.mark ? kMarkColours : short{0};
    Cell cell;
    for (const char32_t c : text::decode_utf8(run.text).value_or(U"?")) {
      const auto wide = static_cast<wchar_t>(c);
      const int width = ::wcwidth(wide);
      if (width == 0) {
        if (cell.count > 0 && cell.count < CCHARW_MAX) cell.characters[cell.count++] = wide;
        continue;
      }
      const int taken = width < 0 ? 1 : width;
      put(cell, attributes, colours);
      cell = {};
      if (used + taken > columns) return;
      used += taken;
      cell.characters[cell.count++] = width < 0 ? L'?' : wide;
    }
    put(cell, attributes, colours);
  }
}

}  // namespace

/// What ncurses has of a terminal.
class Screen::Curses {
 public:
  explicit Curses(int descriptor)
      : input_(open_again(descriptor, "r")), output_(open_again(descriptor, "w")) {
    if (!input_ || !output_) throw Error(Cause::io, cli::translate("cannot open the terminal"));
    screen_ = ::newterm(nullptr, output_.get(), input_.get());
    if (screen_ == nullptr)
      throw Error(Cause::io, cli::translate("ncurses cannot use the terminal"));
  }
  Curses(const Curses&) = delete;
  Curses& operator=(const Curses&) = delete;
  ~Curses() { ::delscreen(screen_); }

 private:
  File input_, output_;
  SCREEN* screen_ = nullptr;
};

Screen::Screen(const Tty& tty, bool colour) : tty_(tty) {
  require_full_screen(tty.descriptor());
  use_utf8();
  curses_ = std::make_unique<Curses>(tty.descriptor());
  // Ctrl-C, Ctrl-Z, Ctrl-S and others are keys.
  ::raw();
  ::noecho();
  ::nonl();
  ::typeahead(-1);  // a frame is drawn whole, also while keys come
  if (colour && ::has_colors() && ::start_color() == OK && ::use_default_colors() == OK) {
    has_colour_ = ::init_pair(kMarkColours, COLOR_YELLOW, -1) == OK;
  }
  can_dim_ = colour && (::termattrs() & A_DIM) != 0;
  resize(tty.size());
  tty_.write(kPasteOn);
}

Screen::~Screen() {
  leave();
}

void Screen::draw(const Frame& frame) {
  const auto lines = static_cast<int>(frame.lines.size());
  ::werase(stdscr);
  for (int y = 0; y < lines && y < getmaxy(stdscr); ++y) {
    ::move(y, 0);
    draw_line(frame.lines[static_cast<std::size_t>(y)], getmaxx(stdscr), has_colour_);
  }
  ::curs_set(frame.has_cursor ? 1 : 0);
  ::move(static_cast<int>(frame.cursor_line), static_cast<int>(frame.cursor_column));
  ::wrefresh(stdscr);
}

void Screen::resize(Size size) {
  ::resizeterm(static_cast<int>(size.lines), static_cast<int>(size.columns));
}

void Screen::forget() {
  ::clearok(stdscr, true);
}

void Screen::leave() {
  if (is_left_) return;
  is_left_ = true;
  if (!tty_.is_ours()) return;
  tty_.write(kPasteOff);
  ::curs_set(1);
  ::endwin();
}

void Screen::enter() {
  if (!is_left_) {
    // Stopped and continued without being asked: the shell has changed the modes.
    ::reset_prog_mode();
  }
  is_left_ = false;
  forget();
  ::wrefresh(stdscr);
  tty_.write(kPasteOn);
}

}  // namespace nonmun::program::interactive
