#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/nonmun-search/interactive/keys.hpp"

/// Which key does what: the one table for the program, its help and its manual page.
namespace nonmun::program::interactive {

enum class Command : std::uint8_t {
  none,
  insert,
  choose,
  back,
  leave,
  mark_down,
  mark_up,
  up,
  down,
  page_up,
  page_down,
  first,
  last,
  preview_up,
  preview_down,
  preview_page_up,
  preview_page_down,
  read,
  similar,
  order,
  facets,
  open,
  copy,
  left,
  right,
  word_left,
  word_right,
  line_start,
  line_end,
  backspace,
  remove,
  delete_word,
  clear,
  help,
  redraw,
  suspend,
};

struct Binding {
  static constexpr std::size_t kMaxCodes = 3;

  Command command;
  /// What calls it; the rest is Code::text, which calls nothing.
  std::array<Code, kMaxCodes> codes;
  std::string_view keys;  ///< as people call them
  std::string_view help;
};

/// All bindings, in the order of help.
std::span<const Binding> bindings();

/// What a key does; text is inserted.
Command command_of(const Key& key);

/// The table as lines of at most so many columns: keys, and what they do beside them or, where that
/// does not fit, below.
std::vector<std::string> key_help(std::size_t columns);

}  // namespace nonmun::program::interactive
