#include "indexer/update/known_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace nonmun::update {
namespace {

namespace fs = std::filesystem;

/// Lines about vanished sources; one for each folder, so more means a whole tree is gone.
constexpr std::size_t kMaxLines = 20;

bool is_gone(const std::string& path) {
  std::error_code error;
  return fs::symlink_status(path, error).type() == fs::file_type::not_found;
}

}  // namespace

KnownSources by_name(index::Sources sources) {
  KnownSources known;
  for (index::SourceState& source : sources) {
    std::string name = source.name;
    known[std::move(name)] = std::move(source);
  }
  return known;
}

index::Sources in_order(KnownSources known) {
  index::Sources sources;
  sources.reserve(known.size());
  for (auto& [name, state] : known) sources.push_back(std::move(state));
  return sources;
}

bool is_below(const std::string& name, const std::string& folder) {
  return name == folder || (name.size() > folder.size() && name.starts_with(folder) &&
                            (folder.back() == '/' || name[folder.size()] == '/'));
}

std::vector<std::string> names_below(const KnownSources& known, const std::string& root) {
  std::vector<std::string> names;
  for (auto at = known.lower_bound(root); at != known.end() && at->first.starts_with(root); ++at) {
    if (is_below(at->first, root)) names.push_back(at->first);
  }
  return names;
}

bool is_missing_root(const KnownSources& known, const std::string& root,
                     const std::set<std::string>& present, bool prune) {
  const std::vector<std::string> names = names_below(known, root);
  const bool had_papers = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return known.at(name).papers > 0;
  });
  if (!had_papers) return false;
  if (!prune) {
    return std::none_of(present.begin(), present.end(),
                        [&](const std::string& name) { return is_below(name, root); });
  }
  return std::none_of(names.begin(), names.end(),
                      [&](const std::string& name) { return present.contains(name); });
}

void report_gone(const Run& run, KnownSources& known, const std::vector<std::string>& roots) {
  struct Count {
    std::uint64_t sources = 0, papers = 0;
  };
  std::map<std::string, Count> folders;
  for (auto& [name, state] : known) {
    const bool given =
        std::any_of(roots.begin(), roots.end(),
                    [&source = name](const std::string& root) { return is_below(source, root); });
    if (given || state.is_pipe()) continue;
    const bool gone = is_gone(name);
    if (gone && !state.gone) {
      Count& count = folders[fs::path(name).parent_path().string()];
      ++count.sources;
      count.papers += state.papers;
    }
    state.gone = gone;
  }
  std::size_t lines = 0;
  for (const auto& [folder, count] : folders) {
    if (++lines > kMaxLines) {
      run.warn(fmt::format("known sources in {} more folders have vanished",
                           folders.size() - kMaxLines));
      return;
    }
    run.warn(fmt::format(
        "{} known source{} in {} {} vanished; {} paper{} stay{} until the source is forgotten",
        count.sources, count.sources == 1 ? "" : "s", index::escape_name(folder),
        count.sources == 1 ? "has" : "have", count.papers, count.papers == 1 ? "" : "s",
        count.papers == 1 ? "s" : ""));
  }
}

}  // namespace nonmun::update
