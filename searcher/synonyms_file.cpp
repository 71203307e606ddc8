#include "searcher/synonyms_file.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <map>
#include <mutex>
#include <nonmun/error.hpp>
#include <optional>
#include <utility>

#include "indexer/system/files.hpp"
#include "indexer/system/user_folders.hpp"

namespace nonmun {
namespace {

constexpr std::uint64_t kMaxBytes = 4U << 20U;

std::shared_ptr<const plan::SynonymGroups> with(const std::string& text) {
  auto groups = std::make_shared<plan::SynonymGroups>(plan::SynonymGroups::proper_names());
  groups->add(text);
  return groups;
}

struct Entry {
  system::FileStamp stamp;
  std::shared_ptr<const plan::SynonymGroups> groups;
};

}  // namespace

std::shared_ptr<const plan::SynonymGroups> read_synonyms(const std::string& path) {
  static const std::shared_ptr<const plan::SynonymGroups> kNone = with("");
  const std::string file = path.empty() ? system::user_config_file("synonyms.txt") : path;
  const std::optional<system::FileStamp> stamp = system::stamp_of(file);
  if (!stamp) {
    if (path.empty()) return kNone;
    throw Error(ErrorCode::io, fmt::format("cannot read {}", file));
  }
  if (stamp->size > kMaxBytes) {
    throw Error(ErrorCode::io, fmt::format("{} has more than 4 MiB: no file of synonyms", file));
  }
  static std::mutex mutex;
  static std::map<std::string, Entry> cache;
  const std::lock_guard lock(mutex);
  Entry& entry = cache[file];
  if (!entry.groups || entry.stamp != *stamp) entry = {*stamp, with(system::read_file(file))};
  return entry.groups;
}

}  // namespace nonmun
