#include "searcher/nonmun-search/open_index.hpp"

#include <fmt/format.h>

#include <sstream>
#include <vector>

#include "indexer/cli/display.hpp"
#include "indexer/cli/index_folders.hpp"
#include "indexer/cli/log.hpp"
#include "indexer/cli/program.hpp"
#include "indexer/cli/translation.hpp"
#include "searcher/nonmun-search/library_texts.hpp"

namespace nonmun::program {
namespace {

constexpr double kMaxTimeout = 3600;

}  // namespace

std::string index_names(const cli::Arguments& arguments) {
  return fmt::format("{}", fmt::join(cli::index_folders(arguments), "\n"));
}

Index open_index(const std::string& names, const cli::Arguments& arguments) {
  const double timeout =
      arguments.real("remote-timeout", kRemoteTimeoutSeconds, 0.001, kMaxTimeout);
  std::vector<std::string> folders;
  std::istringstream lines(names);
  for (std::string line; std::getline(lines, line);) folders.push_back(line);
  if (folders.empty()) folders.emplace_back();
  return Index::open_all(folders, timeout);
}

int finish(const Index& index, int code) {
  const std::vector<FailedShard> failed = index.failed_shards();
  for (const FailedShard& it : failed) {
    cli::log(cli::Priority::warning,
             cli::translated("the papers of {} are missing: {}", cli::display(it.index),
                             cli::display(library_text(it.error))));
  }
  return failed.empty() ? code : cli::kPartial;
}

}  // namespace nonmun::program
