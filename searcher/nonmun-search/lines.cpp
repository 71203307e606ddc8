#include "searcher/nonmun-search/lines.hpp"

#include <algorithm>

#include "indexer/cli/display.hpp"
#include "indexer/cli/translation.hpp"

namespace nonmun::program {

std::size_t text_width(std::size_t columns) {
  constexpr std::size_t kMinWidth = 20;
  constexpr std::size_t kMaxWidth = 110;
  return std::clamp(columns, kMinWidth, kMaxWidth);
}

void add_lines(std::string& out, const cli::MarkedText& text, std::size_t width,
               const cli::Style& style, std::string_view base, std::size_t indent) {
  for (const std::string& line : cli::wrap(text, width - indent, style, base)) {
    out += std::string(indent, ' ') + line + "\n";
  }
}

void add_address(std::string& out, const std::string& url, std::size_t width,
                 const cli::Style& style) {
  std::string line;
  add_lines(line, {url, {}}, std::max(width, cli::columns(url) + kIndent), style, style.dim);
  if (!line.empty()) line.pop_back();
  const std::string indent(kIndent, ' ');
  out += indent + cli::link(line.substr(std::min(indent.size(), line.size())), url, style) + "\n";
}

std::string thousands(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string papers_text(std::uint64_t number) {
  return cli::translated_plural("{} paper", "{} papers", number, number);
}

std::string votes_text(const std::optional<std::int64_t>& votes) {
  if (!votes) return cli::translate("votes unknown");
  return cli::translated_plural("{} vote", "{} votes", static_cast<std::uint64_t>(*votes), *votes);
}

std::string cut(std::string_view text, std::size_t columns) {
  std::string out;
  std::size_t used = 0;
  cli::for_each_shown(text, [&](const cli::Shown& shown) {
    used += shown.columns;
    if (used <= columns) out += shown.bytes;
  });
  return out;
}

}  // namespace nonmun::program
