#include "searcher/nonmun-search/interactive/bindings.hpp"

#include <algorithm>
#include <utility>

#include "indexer/cli/terminal.hpp"
#include "indexer/cli/translation.hpp"

namespace nonmun::program::interactive {
namespace {

constexpr std::array kBindings = {
    Binding{Command::choose,
            {Code::enter},
            "Enter",
            "print the id of the paper, or of all marked ones, and leave"},
    Binding{Command::back, {Code::escape}, "Esc", "go back; from the query: leave"},
    Binding{Command::leave, {ctrl('c'), ctrl('g')}, "Ctrl-C, Ctrl-G", "leave"},
    Binding{Command::mark_down,
            {Code::tab},
            "Tab",
            "mark the paper, or unmark it, and go to the next one"},
    Binding{Command::mark_up, {Code::back_tab}, "Shift-Tab", "the same, but go to the one before"},
    Binding{Command::up, {Code::up, ctrl('p'), ctrl('k')}, "Up, Ctrl-P, Ctrl-K", "previous paper"},
    Binding{
        Command::down, {Code::down, ctrl('n'), ctrl('j')}, "Down, Ctrl-N, Ctrl-J", "next paper"},
    Binding{Command::page_up, {Code::page_up}, "PgUp", "a screen of papers up"},
    Binding{Command::page_down, {Code::page_down}, "PgDn", "a screen of papers down"},
    Binding{Command::first, {Code::home}, "Home", "first paper"},
    Binding{Command::last, {Code::end}, "End", "last paper"},
    Binding{Command::preview_up, {Code::shift_up}, "Shift-Up", "scroll the preview up"},
    Binding{Command::preview_down, {Code::shift_down}, "Shift-Down", "scroll the preview down"},
    Binding{Command::preview_page_up,
            {Code::shift_page_up},
            "Alt-V, Shift-PgUp",
            "scroll it a screen up"},
    Binding{Command::preview_page_down,
            {ctrl('v'), Code::shift_page_down},
            "Ctrl-V, Shift-PgDn",
            "scroll it a screen down"},
    Binding{Command::read, {ctrl('r')}, "Ctrl-R", "read the paper on the whole screen, and back"},
    Binding{Command::similar, {ctrl('s')}, "Ctrl-S", "papers similar to the paper; Esc goes back"},
    Binding{Command::order, {ctrl('t')}, "Ctrl-T", "next order: relevance, date, votes, trending"},
    Binding{Command::facets,
            {ctrl('f')},
            "Ctrl-F",
            "months, authors, sections and methods; Enter adds one to the query"},
    Binding{Command::open, {ctrl('o')}, "Ctrl-O", "open the page of the paper in a browser"},
    Binding{Command::copy,
            {ctrl('y')},
            "Ctrl-Y",
            "copy BibTeX of the paper, or of all marked ones, to the clipboard"},
    Binding{Command::left, {Code::left}, "Left", "a character to the left"},
    Binding{Command::right,
            {Code::right},
            "Right",
            "a character to the right, or at the end take what is suggested"},
    Binding{Command::word_left, {Code::word_left}, "Ctrl-Left, Alt-B", "a word to the left"},
    Binding{Command::word_right, {Code::word_right}, "Ctrl-Right, Alt-F", "a word to the right"},
    Binding{Command::line_start, {ctrl('a')}, "Ctrl-A", "to the start of the query"},
    Binding{Command::line_end,
            {ctrl('e')},
            "Ctrl-E",
            "to the end of the query, or from there take what is suggested"},
    Binding{Command::backspace,
            {Code::backspace},
            "Backspace, Ctrl-H",
            "delete the character or syllable before the cursor"},
    Binding{Command::remove,
            {Code::remove, ctrl('d')},
            "Delete, Ctrl-D",
            "delete the one at the cursor"},
    Binding{Command::delete_word,
            {ctrl('w'), Code::delete_word},
            "Ctrl-W, Alt-Backspace",
            "delete the word before the cursor"},
    Binding{Command::clear, {ctrl('u')}, "Ctrl-U", "delete the whole query"},
    Binding{Command::help, {Code::f1}, "F1, ?", "this list; ? while the query is empty"},
    Binding{Command::redraw, {ctrl('l')}, "Ctrl-L", "draw the screen again"},
    Binding{Command::suspend, {ctrl('z')}, "Ctrl-Z", "suspend; fg in the shell comes back"},
};

}  // namespace

std::span<const Binding> bindings() {
  return kBindings;
}

Command command_of(const Key& key) {
  if (key.code == Code::text || key.code == Code::paste) return Command::insert;
  const auto* const found =
      std::find_if(kBindings.begin(), kBindings.end(), [&](const Binding& binding) {
        return std::find(binding.codes.begin(), binding.codes.end(), key.code) !=
               binding.codes.end();
      });
  return found == kBindings.end() ? Command::none : found->command;
}

std::vector<std::string> key_help(std::size_t columns) {
  constexpr std::size_t kKeysColumns = 25;
  constexpr std::size_t kMinColumns = 60;
  constexpr std::size_t kIndent = 2;
  const bool beside = columns >= kMinColumns;
  const std::size_t indent = beside ? kKeysColumns : kIndent;
  std::vector<std::string> lines;
  for (const Binding& binding : kBindings) {
    std::string keys(binding.keys);
    if (beside) {
      keys.resize(indent, ' ');
    } else {
      lines.push_back(std::exchange(keys, std::string(indent, ' ')));
    }
    const std::size_t width = columns - std::min(columns, indent);
    for (const std::string& line :
         cli::wrap({cli::translate(binding.help), {}}, width, cli::Style::plain())) {
      lines.push_back(std::exchange(keys, std::string(indent, ' ')) + line);
    }
  }
  return lines;
}

}  // namespace nonmun::program::interactive
