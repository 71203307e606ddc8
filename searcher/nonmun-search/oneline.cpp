#include <fmt/format.h>

#include <algorithm>

#include "indexer/cli/display.hpp"
#include "searcher/nonmun-search/formats.hpp"
#include "searcher/nonmun-search/lines.hpp"

namespace nonmun::program {
namespace {

std::string votes_column(const Citation& paper) {
  return paper.votes ? std::to_string(*paper.votes) : "-";
}

}  // namespace

std::string oneline(std::span<const Citation> papers, std::optional<std::size_t> width) {
  std::size_t id_columns = 0;
  std::size_t votes_columns = 0;
  for (const Citation& paper : papers) {
    id_columns = std::max(id_columns, cli::columns(paper.id));
    votes_columns = std::max(votes_columns, votes_column(paper).size());
  }
  std::string out;
  for (const Citation& paper : papers) {
    std::string line =
        fmt::format("{}{}  {}  {:>{}}  {}", cli::display(paper.id),
                    std::string(id_columns - cli::columns(paper.id), ' '), paper.date,
                    votes_column(paper), votes_columns, cli::display(paper.title));
    if (width && cli::columns(line) > *width && *width > 1) line = cut(line, *width - 1) + "…";
    out += line + "\n";
  }
  return out;
}

}  // namespace nonmun::program
