#include <fmt/format.h>

#include <array>

#include "indexer/cli/display.hpp"
#include "searcher/nonmun-search/formats.hpp"

namespace nonmun::program {
namespace {

std::string quoted(std::string_view value) {
  const std::string text = cli::display(value);
  if (text.find_first_of(",\"") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  return out + "\"";
}

}  // namespace

std::string csv(std::span<const Citation> papers) {
  std::string out = "rank,id,date,votes,title,authors,url,score\r\n";
  for (const Citation& p : papers) {
    const std::array<std::string, 8> row = {p.rank ? std::to_string(*p.rank) : "",
                                            p.id,
                                            p.date,
                                            p.votes ? std::to_string(*p.votes) : "",
                                            p.title,
                                            fmt::format("{}", fmt::join(p.authors, "; ")),
                                            p.url,
                                            p.score ? fmt::format("{:.4f}", *p.score) : ""};
    for (std::size_t i = 0; i < row.size(); ++i) out += (i == 0 ? "" : ",") + quoted(row[i]);
    out += "\r\n";
  }
  return out;
}

}  // namespace nonmun::program
