#include <fmt/format.h>

#include <array>
#include <nonmun/update.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/nonmun-index/commands.hpp"
#include "indexer/nonmun-index/common.hpp"

namespace nonmun::program {
namespace {

constexpr std::array kSourcesOptions = {kIndexOption, kJsonOption, cli::kHelpOption};

int sources(const cli::Arguments& arguments) {
  no_words(arguments);
  const std::vector<SourceInfo> all = index_sources(index_of(arguments));
  if (arguments.has("json")) {
    Json list = Json::array();
    for (const SourceInfo& s : all) {
      list.push_back({{"name", s.name}, {"papers", s.papers}, {"rejected", s.rejected}});
    }
    fmt::print("{}", dump({{"schema", kSchema}, {"sources", std::move(list)}}));
    return 0;
  }
  for (const SourceInfo& s : all) {
    fmt::print("{:8} papers  {:6} rejected  {}\n", s.papers, s.rejected, cli::display(s.name));
  }
  return 0;
}

}  // namespace

Command sources_command() {
  return {"sources",
          "list the sources the index knows",
          "[OPTION...]",
          "Lists every source of the index with the number of its papers and of its\n"
          "rejected entries. A percent sign and bytes that are not UTF-8 are shown as %XX.",
          "  nonmun-index sources\n"
          "  nonmun-index sources --json | jq -r '.sources[].name'",
          kSourcesOptions,
          sources};
}

}  // namespace nonmun::program
