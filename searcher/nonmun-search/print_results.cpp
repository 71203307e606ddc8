#include "searcher/nonmun-search/print_results.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <nonmun/search.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/cli/log.hpp"
#include "indexer/cli/pager.hpp"
#include "indexer/cli/translation.hpp"
#include "searcher/nonmun-search/commands.hpp"
#include "searcher/nonmun-search/formats.hpp"
#include "searcher/nonmun-search/library_texts.hpp"
#include "searcher/nonmun-search/text_output.hpp"

namespace nonmun::program {
namespace {

bool is_terminal() {
  return ::isatty(STDOUT_FILENO) != 0;
}

bool use_colour(const cli::Arguments& arguments) {
  const std::string when = arguments.text("color", "auto");
  if (when != "auto") return when == "always";
  const char* no_color = std::getenv("NO_COLOR");
  return is_capable_terminal() && (no_color == nullptr || *no_color == '\0');
}

}  // namespace

bool is_capable_terminal() {
  const char* term = std::getenv("TERM");
  return is_terminal() && term != nullptr && std::strcmp(term, "dumb") != 0;
}

bool prints_text(const cli::Arguments& arguments) {
  return !chosen_format(arguments);
}

void require_text_to_group(const cli::Arguments& arguments) {
  const std::optional<std::string> format = chosen_format(arguments);
  if (format && arguments.has("group-by")) {
    throw Error(Cause::usage, cli::translated("--group-by groups text, not --{}", *format));
  }
}

cli::Style style_of(const cli::Arguments& arguments) {
  if (!use_colour(arguments)) return cli::Style::plain();
  cli::Style style = cli::Style::colour();
  style.links = is_terminal();
  return style;
}

void show_text(const std::string& text, const cli::Arguments& arguments) {
  if (is_terminal() && !arguments.has("no-pager")) {
    cli::page(text);
  } else {
    cli::print(text);
  }
}

std::optional<std::size_t> terminal_columns() {
  if (!is_terminal()) return std::nullopt;
  return cli::terminal_width();
}

int print_results(const Results& results, const cli::Arguments& arguments, const Layout& layout) {
  const int code = results.found == 0 ? 1 : 0;
  if (arguments.has("json")) {
    cli::print(cli::display_json(to_json(results)) + "\n");
    return code;
  }
  if (arguments.has("jsonl")) {
    std::string lines;
    for (const Hit& hit : results.hits) lines += cli::display_json(to_json(hit)) + "\n";
    cli::print(lines);
    return code;
  }
  const auto text = formatted(citations(results.hits), arguments, terminal_columns());
  // Text shows some of the notes itself.
  std::vector<std::string> notes = text ? results.notes : other_notes(results);
  for (std::string& note : notes) note = library_text(note);
  if (!notes.empty()) {
    cli::log(cli::Priority::warning, fmt::format("{}: {}", kName, fmt::join(notes, "; ")));
  }
  if (text) {
    cli::print(*text);
  } else {
    show_text(text_of(results, cli::terminal_width(), style_of(arguments), layout), arguments);
  }
  return code;
}

}  // namespace nonmun::program
