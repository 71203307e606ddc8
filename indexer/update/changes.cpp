#include "indexer/update/changes.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "indexer/reader/reader.hpp"
#include "indexer/system/hash.hpp"
#include "indexer/system/interrupt.hpp"

namespace nonmun {
namespace {

namespace fs = std::filesystem;

bool is_below(const std::string& path, const std::string& folder) {
  return path == folder || (path.size() > folder.size() && path.starts_with(folder) &&
                            (folder.back() == '/' || path[folder.size()] == '/'));
}

/// Known sources below the given ones that are no longer there.
std::vector<std::string> vanished(const UpdateOptions& options,
                                  const std::map<std::string, SourceState>& known,
                                  const std::vector<SourceFile>& files) {
  std::set<std::string> present;
  for (const SourceFile& file : files) present.insert(file.path);
  std::vector<std::string> gone;
  for (const std::string& source : options.sources) {
    if (source == "-") continue;
    const std::string root = fs::weakly_canonical(source).string();
    for (const auto& [path, state] : known) {
      if (is_below(path, root) && !present.contains(path)) gone.push_back(path);
    }
  }
  return gone;
}

class SourceReader {
 public:
  SourceReader(const UpdateOptions& options, UpdateReport& report, SourceChanges& changes)
      : options_(options), report_(report), changes_(changes) {}

  /// The source's new state, unless it cannot be read.
  SourceState read(const SourceFile& file, const SourceState* known) {
    const std::string content = read_source(file, options_.interrupted);
    SourceState state;
    state.path = file.path == "-" ? "stdin" : file.path;
    state.hash = xxh3_hex(content);
    if (known != nullptr && known->hash == state.hash) {
      changes_.unchanged_papers += known->papers;
      for (const RejectedEntry& r : known->rejects) reject(state.path, r.line, r.reason);
      return *known;
    }
    Contribution contribution = read_digest(state.path, content);
    for (const std::string& warning : contribution.warnings) warn(warning);
    if (!contribution.votes.empty()) {
      warn(state.path + ": " + std::to_string(contribution.votes.size()) +
           " votes-only lines skipped; give them to `nonmun-index votes`");
    }
    for (const Reject& r : contribution.rejects) {
      state.rejects.push_back({r.line, r.reason});
      reject(state.path, r.line, r.reason);
    }
    if (!contribution.is_digest) ++report_.skipped_files;
    state.papers = contribution.entries.size();
    for (Entry& entry : contribution.entries) {
      std::string id = entry.paper.id;
      changes_.listings[std::move(id)].push_back({state.path, std::move(entry.paper)});
    }
    if (known != nullptr) changes_.replaced.push_back(state.path);
    return state;
  }

  void reject(const std::string& file, std::uint64_t line, const std::string& reason) {
    ++report_.rejected;
    report_.rejects.push_back({file, line, reason});
    warn(file + ":" + std::to_string(line) + ": " + reason);
  }

 private:
  void warn(const std::string& line) {
    if (options_.warning) options_.warning(line);
  }

  const UpdateOptions& options_;
  UpdateReport& report_;
  SourceChanges& changes_;
};

}  // namespace

SourceChanges read_sources(const UpdateOptions& options, const std::vector<SourceState>& known,
                           UpdateReport& report) {
  SourceChanges changes;
  SourceReader reader(options, report, changes);
  std::map<std::string, SourceState> states;
  for (const SourceState& source : known) states[source.path] = source;

  const std::vector<SourceFile> files = list_sources(options.sources);
  if (options.prune) {
    for (const std::string& path : vanished(options, states, files)) {
      states.erase(path);
      changes.replaced.push_back(path);
    }
  }
  std::uint64_t done = 0;
  for (const SourceFile& file : files) {
    throw_if_interrupted(options.interrupted);
    if (options.progress) options.progress({"read", done++, files.size()});
    const auto old = states.find(file.path == "-" ? "stdin" : file.path);
    try {
      SourceState state = reader.read(file, old == states.end() ? nullptr : &old->second);
      states[state.path] = std::move(state);
    } catch (const Error& error) {
      // One unreadable file of a folder must not keep the others from being searched. What it
      // said before stays in force.
      const std::vector<std::string>& given = options.sources;
      const bool given_itself =
          std::any_of(given.begin(), given.end(), [&](const std::string& source) {
            std::error_code ignored;
            return source == file.path || fs::equivalent(source, file.path, ignored);
          });
      if (error.code() != ErrorCode::io || given_itself) throw;
      reader.reject(file.path, 1, error.what());
    }
  }
  if (options.progress) options.progress({"read", files.size(), files.size()});
  for (auto& [path, state] : states) {
    // A file that is no digest and says nothing need not be remembered.
    if (state.papers > 0 || !state.rejects.empty()) changes.sources.push_back(std::move(state));
  }
  std::sort(changes.replaced.begin(), changes.replaced.end());
  return changes;
}

}  // namespace nonmun
