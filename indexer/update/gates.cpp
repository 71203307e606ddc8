#include "indexer/update/gates.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "indexer/index/database.hpp"
#include "indexer/system/files.hpp"
#include "indexer/update/known_sources.hpp"

namespace nonmun::update {

void check_sources(Run& run, const SourceChanges& changes) {
  const std::uint64_t rejected = run.report().rejected;
  if (run.options().strict && rejected > 0) {
    throw Error(Cause::rejects,
                fmt::format("{} {} rejected: nothing was published", rejected,
                            rejected == 1 ? "entry" : "entries"),
                "fix the rejected entries");
  }
  const bool nothing =
      changes.listings.empty() && changes.unchanged_papers == 0 && changes.replaced.empty();
  // Of missing roots more is said at the end of the run.
  if (nothing && run.report().missing.empty()) {
    throw Error(Cause::no_papers,
                fmt::format("no paper found in {}; nothing was published",
                            fmt::join(run.options().sources, ", ")),
                "a digest is a Markdown file with a \"## Daily Papers (YYYY-MM-DD)\" heading, "
                "or JSONL");
  }
}

void check_rebuild(const UpdateOptions& options, const index::Sources& known,
                   const SourceChanges& changes) {
  const KnownSources known_by_name = by_name(known);
  std::set<std::string> present;
  for (const index::SourceState& source : changes.sources) present.insert(source.name);
  for (const std::string& given : options.sources) {
    if (given == "-" || !is_missing_root(known_by_name, system::lexical_path(given), present, true))
      continue;
    throw Error(ErrorCode::bad_input,
                fmt::format("none of the known files of {} is left; nothing was published", given),
                "see that it is mounted; forget it if it is gone");
  }
}

void check_drop(Run& run, std::uint64_t before, std::uint64_t lost) {
  if (lost == 0) return;
  const double drop = 100.0 * static_cast<double>(lost) / static_cast<double>(before);
  const double allowed = run.options().max_drop_percent;
  if (drop <= allowed) return;
  throw Error(Cause::drop,
              fmt::format("{} of {} papers would go or lose their text ({:.1f} %, {:g} % allowed); "
                          "nothing was published",
                          lost, before, drop, allowed),
              "if that is intended, allow a larger drop");
}

void check_pipe(Run& run, const PaperChanges& papers) {
  if (papers.removed_by_pipe == 0 || !run.options().source_name.empty()) return;
  throw Error(Cause::pipe,
              fmt::format("standard input would replace what an earlier pipe gave, and {} papers "
                          "would go; nothing was published",
                          papers.removed_by_pipe),
              "name the pipe: pipes of one name replace each other");
}

std::uint64_t space_needed(const Base* base) {
  return base == nullptr ? 0 : base->manifest.database_bytes();
}

void check_space(const index::IndexPaths& index, std::uint64_t needed) {
  std::error_code error;
  const std::filesystem::space_info space = std::filesystem::space(index.root, error);
  if (error || space.available >= needed) return;
  const auto megabytes = [](std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; };
  throw Error(Cause::disk_full,
              fmt::format("No space left for a new generation in {}: it needs at least "
                          "{:.1f} MB, {:.1f} MB are free",
                          index.root, megabytes(needed), megabytes(space.available)),
              "free some space and run again; the old index is unharmed");
}

namespace {

Error failed_check(const std::string& database) {
  return {Cause::damaged, database + " failed Xapian's check; nothing was published",
          "the disk or the memory of this machine may be faulty; run again"};
}

/// Papers whose lists of terms may share a block with that of a paper, by their distance: a block
/// of 8 KB holds about seven lists.
constexpr Xapian::docid kNear = 16;

/// Reads the lists of terms of some papers, and of those near them.
bool are_terms_intact(const Xapian::Database& database, const std::vector<Xapian::docid>& papers) {
  auto near = papers.begin();
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    const Xapian::docid docid = *at;
    while (near != papers.end() && *near + kNear < docid) ++near;
    if (near == papers.end()) return true;
    if (docid + kNear < *near) continue;
    Xapian::termcount length = 0;
    for (auto t = database.termlist_begin(docid); t != database.termlist_end(docid); ++t) {
      length += t.get_wdf();
    }
    if (length != at.get_doclength()) return false;
  }
  return true;
}

/// Xapian's check reads most of all the lists of terms, papers after papers. Where a verified
/// database was changed in place, all but those near the changes are as they were.
bool is_intact(const std::string& database, const std::vector<Xapian::docid>& changed) {
  for (const char* table : {"/postlist", "/docdata"}) {
    if (std::filesystem::exists(database + table + ".glass") &&
        Xapian::Database::check(database + table, 0, nullptr) != 0) {
      return false;
    }
  }
  return are_terms_intact(index::open_database(database), changed);
}

}  // namespace

void check_generation(Run& run, const publish::Staging& staging,
                      const std::optional<std::vector<Xapian::docid>>& changed_in_place) {
  const std::string database = staging.database();
  index::with_xapian("verifying " + database, [&] {
    const bool intact = changed_in_place ? is_intact(database, *changed_in_place)
                                         : Xapian::Database::check(database, 0, nullptr) == 0;
    if (!intact) throw failed_check(database);
  });
  if (!run.options().gate) return;
  const std::vector<std::string> complaints = run.options().gate(staging.folder());
  if (complaints.empty()) return;
  throw Error(Cause::gate, "the new index failed its canary queries; nothing was published",
              complaints, "if the sources are right, fix the queries");
}

}  // namespace nonmun::update
