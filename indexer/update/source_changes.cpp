#include "indexer/update/source_changes.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "indexer/reader/reader.hpp"
#include "indexer/system/hash.hpp"

namespace nonmun {
namespace {

namespace fs = std::filesystem;

/// Bytes of encoded listings that are held in memory.
constexpr std::size_t kListingMemory = std::size_t{64} << 20;

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
  // Nobody knows what is in a folder that could not be listed.
  const auto is_hidden = [&](const std::string& path) {
    return std::any_of(files.begin(), files.end(), [&](const SourceFile& file) {
      return file.folder && is_below(path, file.path);
    });
  };
  for (const std::string& source : options.sources) {
    if (source == "-") continue;
    const std::string root = fs::weakly_canonical(source).string();
    for (const auto& [path, state] : known) {
      if (is_below(path, root) && !present.contains(path) && !is_hidden(path)) gone.push_back(path);
    }
  }
  return gone;
}

class SourceReader {
 public:
  SourceReader(Run& run, SourceChanges& changes) : run_(run), changes_(changes) {}

  /// The source's new state, unless it cannot be read.
  SourceState read(const SourceFile& file, const SourceState* known) {
    const std::string content =
        read_source(file, run_.options().interrupted, run_.options().max_file_size);
    SourceState state;
    state.path = file.path == "-" ? "stdin" : file.path;
    state.hash = xxh3_hex(content);
    if (known != nullptr && known->hash == state.hash) {
      changes_.unchanged_papers += known->papers;
      for (const Reject& r : known->rejects) reject(r);
      return *known;
    }
    Contribution contribution = read_digest(state.path, content, run_.options().interrupted);
    for (const std::string& warning : contribution.warnings) run_.warn(warning);
    if (!contribution.votes.empty()) {
      const std::size_t lines = contribution.votes.size();
      run_.warn(state.path + ": skipped " + std::to_string(lines) + " votes-only line" +
                (lines == 1 ? "" : "s") + ", which only a refresh of votes reads");
    }
    for (const Reject& r : contribution.rejects) reject(r);
    state.rejects = std::move(contribution.rejects);
    if (!contribution.is_digest) ++run_.report().skipped_files;
    state.papers = contribution.entries.size();
    for (const Entry& entry : contribution.entries) {
      changes_.listings.push_back(
          {entry.paper.id, changes_.store.add(encode(Listing{state.path, entry.paper}))});
    }
    if (known != nullptr) changes_.replaced.push_back(state.path);
    return state;
  }

  void reject(const Reject& r) {
    ++run_.report().rejected;
    run_.report().rejects.push_back(r);
    run_.warn(r.file + ":" + std::to_string(r.line) + ": " + r.reason);
  }

 private:
  Run& run_;
  SourceChanges& changes_;
};

bool is_given_itself(const std::vector<std::string>& sources, const SourceFile& file) {
  return std::any_of(sources.begin(), sources.end(), [&](const std::string& source) {
    std::error_code ignored;
    return source == file.path || fs::equivalent(source, file.path, ignored);
  });
}

}  // namespace

SourceChanges read_sources(Run& run, const Sources& known, const std::string& folder) {
  const UpdateOptions& options = run.options();
  SourceChanges changes{ListingStore(folder, kListingMemory)};
  SourceReader reader(run, changes);
  std::map<std::string, SourceState> states;
  for (const SourceState& source : known) states[source.path] = source;

  const std::vector<SourceFile> files = list_sources(options.sources, options.interrupted);
  if (options.prune) {
    for (const std::string& path : vanished(options, states, files)) {
      states.erase(path);
      changes.replaced.push_back(path);
    }
  }
  std::uint64_t done = 0;
  for (const SourceFile& file : files) {
    run.check_interrupted();
    run.progress("read", done++, files.size());
    const auto old = states.find(file.path == "-" ? "stdin" : file.path);
    try {
      SourceState state = reader.read(file, old == states.end() ? nullptr : &old->second);
      states[state.path] = std::move(state);
    } catch (const Error& error) {
      // One unreadable file of a folder must not keep the others from being searched. What it
      // said before stays in force.
      if (error.code() != ErrorCode::io || is_given_itself(options.sources, file)) throw;
      reader.reject({file.path, 1, error.what()});
    }
  }
  run.progress("read", files.size(), files.size());
  for (auto& [path, state] : states) {
    // A file that is no digest and says nothing need not be remembered.
    if (state.papers > 0 || !state.rejects.empty()) changes.sources.push_back(std::move(state));
  }
  std::sort(changes.replaced.begin(), changes.replaced.end());
  std::stable_sort(changes.listings.begin(), changes.listings.end(),
                   [](const FreshListing& a, const FreshListing& b) { return a.id < b.id; });
  return changes;
}

}  // namespace nonmun
