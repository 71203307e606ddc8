#include "indexer/update/source_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

#include "indexer/reader/reader.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"
#include "indexer/update/known_sources.hpp"

namespace nonmun::update {
namespace {

namespace fs = std::filesystem;

bool is_blank(std::string_view content) {
  return content.find_first_not_of(" \t\r\n\xEF\xBB\xBF") == std::string_view::npos;
}

class SourceReader {
 public:
  SourceReader(Run& run, SourceChanges& changes) : run_(run), changes_(changes) {}

  /// The source's new state, unless it cannot be read.
  index::SourceState read(const reader::SourceFile& file, const std::string& name,
                          const index::SourceState* known) {
    const std::string content =
        reader::read_source(file, run_.options().interrupted, run_.options().max_file_size);
    index::SourceState state;
    state.name = name;
    state.hash = system::xxh3_hex(content);
    if (known != nullptr && known->hash == state.hash) {
      changes_.unchanged_papers += known->papers;
      run_.detail(fmt::format("{}: unchanged", index::escape_name(name)));
      return keep(*known);
    }
    const reader::Contribution contribution =
        reader::read_digest(index::escape_name(name), content, run_.options().interrupted);
    const bool says_nothing =
        !contribution.is_digest || is_blank(content) || !contribution.rejects.empty();
    if (known != nullptr && known->papers > 0 && contribution.entries.empty() && says_nothing) {
      run_.warn(fmt::format("{}: not a digest any more; its {} papers are kept",
                            index::escape_name(name), known->papers));
      changes_.unchanged_papers += known->papers;
      return keep(*known);
    }
    for (const reader::Warning& warning : contribution.warnings) {
      run_.warn(fmt::format("{}:{}: {}", contribution.file, warning.line, warning.message));
    }
    if (!contribution.votes.empty()) {
      run_.warn(fmt::format("{}: {} votes-only lines skipped; they are for a refresh of votes",
                            index::escape_name(name), contribution.votes.size()));
    }
    add_rejects(contribution, state);
    if (!contribution.is_digest) ++run_.report().skipped_files;
    state.papers = contribution.entries.size();
    run_.detail(contribution.is_digest
                    ? fmt::format("{}: papers {}, rejected {}", index::escape_name(name),
                                  state.papers, state.rejected)
                    : fmt::format("{}: not a digest", index::escape_name(name)));
    for (const reader::Entry& entry : contribution.entries) {
      changes_.listings.push_back({entry.paper.id, changes_.store.add(paper::encode(paper::Listing{
                                                       name, entry.paper, entry.line}))});
    }
    if (known != nullptr) changes_.replaced.push_back(name);
    return state;
  }

  /// The state of a source that cannot be read: what it said before stays in force. Why it cannot
  /// be read is told once.
  index::SourceState keep_unread(const std::string& name, const index::SourceState* known,
                                 const Error& error) {
    const Reject r{index::escape_name(name), 1, error.what()};
    index::SourceState state;
    if (known != nullptr) state = *known;
    state.name = name;
    UpdateReport& report = run_.report();
    ++report.rejected;
    if (state.unreadable == r.reason) {
      ++report.rejected_before;
      report.rejects.push_back(r);
    } else {
      explain(r);
    }
    state.unreadable = r.reason;
    return state;
  }

 private:
  void explain(const Reject& r) {
    run_.report().rejects.push_back(r);
    run_.warn(fmt::format("{}:{}: {}", r.file, r.line, r.reason));
  }

  /// A source as it was. What it was rejected for has been told before.
  index::SourceState keep(const index::SourceState& known) {
    UpdateReport& report = run_.report();
    report.rejected += known.rejected;
    report.rejected_before += known.rejected;
    for (const Reject& r : known.rejects) {
      report.rejects.push_back({index::escape_name(r.file), r.line, r.reason});
    }
    index::SourceState state = known;
    state.gone = false;
    state.unreadable.clear();
    return state;
  }

  void add_rejects(const reader::Contribution& contribution, index::SourceState& state) {
    state.rejected = contribution.rejected;
    run_.report().rejected += contribution.rejected;
    for (const Reject& r : contribution.rejects) {
      if (state.rejects.size() == index::kMaxStoredRejects) break;
      state.rejects.push_back({state.name, r.line, r.reason});
      explain(r);
    }
    if (contribution.unexplained > 0) {
      run_.warn(fmt::format("{}: {} more entries rejected", index::escape_name(state.name),
                            contribution.unexplained));
    }
  }

  Run& run_;
  SourceChanges& changes_;
};

/// The roots of a run: what the user gave, by the name that sources below it have.
class Roots {
 public:
  Roots(Run& run, const KnownSources& known) : run_(run) {
    for (const std::string& given : run.options().sources) {
      const std::string name = given == "-" ? given : system::lexical_path(given);
      std::error_code error;
      if (given != "-" && !fs::exists(name, error) && is_missing_root(known, name, {}, false)) {
        add_missing(known, name);
      } else {
        names_.push_back(name);
      }
    }
  }

  const std::vector<std::string>& to_list() const { return names_; }

  /// All, also the missing ones.
  std::vector<std::string> all() const {
    std::vector<std::string> names = names_;
    names.insert(names.end(), missing_.begin(), missing_.end());
    return names;
  }

  void look_for_missing(const KnownSources& known, const std::set<std::string>& present) {
    for (const std::string& root : names_) {
      if (is_missing_root(known, root, present, run_.options().prune)) add_missing(known, root);
    }
  }

  /// What is no longer there is not unreadable.
  void forget_unreadable(KnownSources& known, const std::set<std::string>& present) const {
    for (const std::string& root : names_) {
      for (const std::string& name : names_below(known, root)) {
        if (!present.contains(name)) known.at(name).unreadable.clear();
      }
    }
  }

  /// Known sources below the roots that are no longer there, in order. What is below a missing root
  /// stays.
  std::vector<std::string> vanished(const KnownSources& known,
                                    const std::set<std::string>& present) const {
    std::set<std::string> gone;
    for (const std::string& root : names_) {
      for (const std::string& name : names_below(known, root)) {
        const bool is_safe = std::any_of(missing_.begin(), missing_.end(),
                                         [&](const auto& m) { return is_below(name, m); });
        if (!is_safe && !present.contains(name)) gone.insert(name);
      }
    }
    return {gone.begin(), gone.end()};
  }

 private:
  void add_missing(const KnownSources& known, const std::string& root) {
    MissingSource missing{index::escape_name(root), 0, 0};
    for (const std::string& name : names_below(known, root)) {
      ++missing.files;
      missing.papers += known.at(name).papers;
    }
    missing_.push_back(root);
    run_.report().missing.push_back(std::move(missing));
  }

  Run& run_;
  std::vector<std::string> names_;
  std::vector<std::string> missing_;
};

/// The name of a source; all pipes of a run have one.
std::string name_of(const UpdateOptions& options, const reader::SourceFile& file) {
  std::error_code error;
  const bool is_pipe = file.path == "-" || (file.given && !fs::is_regular_file(file.path, error));
  if (!is_pipe) return file.path;
  return options.source_name.empty() ? kUnnamedPipe : options.source_name;
}

}  // namespace

bool SourceChanges::is_void(const std::string& source) const {
  return std::binary_search(replaced.begin(), replaced.end(), source);
}

void SourceChanges::sort_listings() {
  // Listings are stored as they are read, so this is a stable sort without a second array.
  std::sort(listings.begin(), listings.end(), [](const FreshListing& a, const FreshListing& b) {
    return std::tie(a.id, a.place.offset) < std::tie(b.id, b.place.offset);
  });
}

SourceChanges read_sources(Run& run, const index::IndexPaths& index,
                           const index::Sources& known_sources) {
  const UpdateOptions& options = run.options();
  // A dry run leaves the index alone, and there may be none yet.
  SourceChanges changes{
      ListingStore(options.dry_run ? fs::temp_directory_path().string() : index.generations(),
                   options.memory_bytes)};
  KnownSources known = by_name(known_sources);

  Roots roots(run, known);
  std::vector<std::string> not_sources = options.not_sources;
  not_sources.push_back(index.root);
  const std::vector<reader::SourceFile> files =
      reader::list_sources(roots.to_list(), options.interrupted, not_sources);
  std::set<std::string> present;
  for (const reader::SourceFile& file : files) {
    present.insert(file.path);
    if (!file.folder) continue;
    // Nobody knows what is in a folder that could not be listed.
    for (std::string& name : names_below(known, file.path)) present.insert(std::move(name));
  }
  roots.look_for_missing(known, present);
  if (options.prune) {
    for (const std::string& name : roots.vanished(known, present)) {
      known.erase(name);
      changes.replaced.push_back(name);
    }
  }
  report_gone(run, known, roots.all());
  roots.forget_unreadable(known, present);

  SourceReader reader(run, changes);
  std::uint64_t done = 0;
  for (const reader::SourceFile& file : files) {
    run.check_interrupted();
    run.progress("read", done++, files.size());
    const std::string name = name_of(options, file);
    const auto old = known.find(name);
    const index::SourceState* const before = old == known.end() ? nullptr : &old->second;
    try {
      known[name] = reader.read(file, name, before);
    } catch (const Error& error) {
      // One unreadable file of a folder must not keep the others from being searched.
      if (error.code() != ErrorCode::io || file.given) throw;
      known[name] = reader.keep_unread(name, before, error);
    }
  }
  run.progress("read", files.size(), files.size());
  for (auto& [name, state] : known) {
    // A file that is not a digest and says nothing need not be remembered.
    if (state.papers > 0 || state.all_rejected() > 0) changes.sources.push_back(std::move(state));
  }
  std::sort(changes.replaced.begin(), changes.replaced.end());
  changes.sort_listings();
  return changes;
}

SourceChanges forget(const Run& run, const index::IndexPaths& index, const index::Sources& known,
                     const std::vector<std::string>& names) {
  SourceChanges changes{ListingStore(index.generations(), run.options().memory_bytes)};
  std::set<std::string> forgotten;
  for (const std::string& name : names) {
    const std::string path = system::lexical_path(name);
    const std::size_t before = forgotten.size();
    for (const index::SourceState& source : known) {
      const bool meant = source.is_pipe() ? source.name == name : is_below(source.name, path);
      if (meant) forgotten.insert(source.name);
    }
    if (forgotten.size() == before) {
      throw Error(ErrorCode::bad_input, "the index has no source " + index::escape_name(name));
    }
  }
  for (const index::SourceState& source : known) {
    if (!forgotten.contains(source.name)) changes.sources.push_back(source);
  }
  changes.replaced.assign(forgotten.begin(), forgotten.end());
  return changes;
}

}  // namespace nonmun::update
