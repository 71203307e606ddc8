#include "searcher/nonmun-search/formats.hpp"

#include <fmt/format.h>

#include <array>

#include "indexer/cli/translation.hpp"
#include "searcher/nonmun-search/format_template.hpp"

namespace nonmun::program {

std::optional<std::string> chosen_format(const cli::Arguments& arguments) {
  constexpr std::array kFormats = {"json",     "jsonl",  "oneline", "format",
                                   "markdown", "bibtex", "csv",     "atom"};
  std::string first;
  for (const char* format : kFormats) {
    if (!arguments.has(format)) continue;
    if (!first.empty()) {
      throw Error(Cause::usage, cli::translated("--{} and --{} exclude each other", first, format),
                  cli::translate("choose one format"));
    }
    first = format;
  }
  if (first == "format") FormatTemplate(arguments.text("format"));
  if (first.empty()) return std::nullopt;
  return first;
}

std::optional<std::string> formatted(std::span<const Citation> papers,
                                     const cli::Arguments& arguments,
                                     std::optional<std::size_t> width) {
  chosen_format(arguments);
  if (arguments.has("oneline")) return oneline(papers, width);
  if (arguments.has("csv")) return csv(papers);
  if (arguments.has("markdown")) return markdown(papers);
  if (arguments.has("bibtex")) return bibtex(papers);
  if (!arguments.has("format")) return std::nullopt;
  const FormatTemplate format(arguments.text("format"));
  std::string text;
  for (const Citation& paper : papers) text += format.fill(paper) + "\n";
  return text;
}

}  // namespace nonmun::program
