#include <fmt/format.h>

#include <algorithm>

#include "indexer/cli/display.hpp"
#include "indexer/cli/terminal.hpp"
#include "indexer/cli/translation.hpp"
#include "searcher/nonmun-search/formats.hpp"
#include "searcher/nonmun-search/lines.hpp"

namespace nonmun::program {
namespace {

/// An address between the parentheses of a link.
std::string link_target(std::string_view url) {
  std::string out;
  for (const char c : url) {
    if (c == '(' || c == ')' || c == '\\' || c == '<' || c == '>') {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string markdown_escaped(std::string_view text) {
  constexpr std::string_view kMarkup = "\\`*_[]<>#|~$!&";
  std::string out;
  for (const char c : cli::display(text)) {
    if (kMarkup.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string markdown(std::span<const Citation> papers) {
  constexpr std::size_t kAuthors = 4;
  std::string out;
  for (const Citation& p : papers) {
    const std::string title = markdown_escaped(p.title);
    out += cli::is_web_address(p.url) ? fmt::format("- [{}]({})", title, link_target(p.url))
                                      : fmt::format("- {}", title);
    std::string facts;
    const std::size_t shown = std::min(p.authors.size(), kAuthors);
    for (std::size_t i = 0; i < shown; ++i) {
      facts += (i == 0 ? "" : ", ") + markdown_escaped(p.authors[i]);
    }
    if (shown < p.authors.size())
      facts += cli::translated(" and {} more", p.authors.size() - shown);
    if (!facts.empty()) facts += " · ";
    // The line ends with a backslash, which breaks it in CommonMark.
    out += fmt::format("\\\n  {}{} · {}\n", facts, p.date, votes_text(p.votes));
    if (!p.snippet.empty()) out += fmt::format("\n  > {}\n\n", markdown_escaped(p.snippet));
  }
  return out;
}

}  // namespace nonmun::program
