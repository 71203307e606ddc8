#include <algorithm>
#include <nonmun/update.hpp>
#include <set>

#include "indexer/derive/derived.hpp"
#include "indexer/index/database.hpp"
#include "indexer/index/derived.hpp"
#include "indexer/publish/generations.hpp"
#include "indexer/publish/lock.hpp"
#include "indexer/publish/staging.hpp"
#include "indexer/system/files.hpp"
#include "indexer/update/gates.hpp"
#include "indexer/update/linked.hpp"
#include "indexer/update/shards.hpp"
#include "indexer/update/upgrade.hpp"
#include "indexer/update/votes.hpp"
#include "indexer/update/written_source.hpp"

namespace nonmun::update {
namespace {

/// Where the next generation comes from.
struct Plan {
  index::IndexPaths index;
  Start start;
  const Base* base = nullptr;  ///< whose database is continued; null when it is built from nothing
  std::vector<std::string> problems{};  ///< what could not be cleaned up, and has been told
};

Plan open(Run& run, const index::IndexPaths& index) {
  run.begin("open");
  std::vector<std::string> problems;
  if (!run.options().dry_run) problems = publish::clean(index);
  for (const std::string& problem : problems) run.warn(problem);
  return {index, open_base(run, index), nullptr, std::move(problems)};
}

void describe(const SourceChanges& sources, index::Manifest& manifest) {
  manifest.sources = sources.sources.size();
  manifest.rejected = 0;
  for (const index::SourceState& source : sources.sources)
    manifest.rejected += source.all_rejected();
}

void check_losses(Run& run, const Plan& plan, const PaperChanges& papers) {
  if (!plan.start.base) return;
  const Base& before = *plan.start.base;
  check_drop(
      run, before.manifest.documents,
      plan.base != nullptr ? papers.removed + papers.emptied : count_lost_papers(before, papers));
}

void write_votes(const publish::Staging& staging, const Plan& plan, const PaperChanges& papers,
                 const WrittenDatabase& written) {
  const bool carried = plan.base == nullptr && plan.start.base;
  const index::VoteTable votes =
      next_votes(plan.base != nullptr ? plan.base->votes : index::VoteTable(),
                 carried ? refreshed_votes(*plan.start.base) : RefreshedVotes(), papers, written);
  system::write_file(staging.folder() + "/" + index::kVotesFile, votes.encode());
}

/// The papers that were written, ascending. @pre the new ones have their numbers
std::vector<Xapian::docid> written_papers(const PaperChanges& papers, bool with_moved) {
  std::vector<Xapian::docid> docids;
  for (const PaperChange& change : papers.papers) {
    if (with_moved || !change.moved) docids.push_back(change.docid);
  }
  std::sort(docids.begin(), docids.end());
  return docids;
}

/// What the steps after writing have to know of it.
struct Written {
  std::uint64_t documents = 0;
  std::uint64_t compacted_bytes = 0;
  std::optional<derive::Predecessor> before;                   ///< whose tables may be taken over
  std::optional<std::vector<Xapian::docid>> changed_in_place;  ///< see check_generation()
};

void derive_tables(Run& run, const publish::Staging& staging,
                   const std::optional<derive::Predecessor>& before) {
  const std::string folder = staging.folder() + "/" + index::kDerivedFolder;
  const auto check = [&] { run.check_interrupted(); };
  index::with_xapian("reading " + staging.database(), [&] {
    const Xapian::Database db = index::open_database(staging.database());
    run.begin("derive");
    derive::write_derived_tables(db, folder, before, check);
    run.begin("similarity");
    derive::write_similarity_tables(db, folder, check);
  });
}

void publish(Run& run, const Plan& plan, publish::Staging& staging, const index::Manifest& manifest,
             const std::optional<index::Pointer>& previous) {
  run.begin("publish");
  for (const std::string& problem : staging.publish(manifest, previous)) {
    // What the run could not remove when it began is told once.
    if (std::find(plan.problems.begin(), plan.problems.end(), problem) == plan.problems.end()) {
      run.warn(problem);
    }
  }
  run.report().generation = manifest.generation;
  run.report().published = true;
}

/// Writes the papers and their votes. What a run holds of them goes with the arguments: deriving
/// tables needs the memory.
Written write_papers(Run& run, const publish::Staging& staging, const Plan& plan,
                     PaperChanges papers, const ListingStore store) {
  const WrittenDatabase database = write_database(run, staging, plan.base, papers, store);
  run.report().documents = database.documents;
  write_votes(staging, plan, papers, database);
  Written written{database.documents, database.compacted_bytes, {}, {}};
  const std::string postings = std::string(index::kDerivedFolder) + "/" + index::kPostingsFile;
  if (plan.base != nullptr && plan.base->manifest.files.contains(postings)) {
    // The base was verified before it was copied.
    written.before = {plan.base->folder + "/" + index::kDerivedFolder,
                      written_papers(papers, false)};
  }
  if (database.in_place) written.changed_in_place = written_papers(papers, true);
  return written;
}

/// Other papers than before: a new database.
void publish_papers(Run& run, const Plan& plan, SourceChanges& sources, PaperChanges& papers) {
  check_space(plan.index, space_needed(plan.base));
  publish::Staging staging(plan.index);
  index::Manifest manifest;
  const Written written =
      write_papers(run, staging, plan, std::move(papers), std::move(sources.store));
  manifest.documents = written.documents;
  manifest.compacted_bytes = written.compacted_bytes;
  index::write_sources(staging.folder(), sources.sources);
  derive_tables(run, staging, written.before);
  run.begin("verify");
  describe(sources, manifest);
  staging.seal(manifest);
  check_generation(run, staging, written.changed_in_place);
  publish(run, plan, staging, manifest, plan.start.previous);
}

/// The same papers, other facts about their sources: so that the next run need not read them again.
void publish_sources(Run& run, const Plan& plan, const SourceChanges& sources) {
  static const std::set<std::string> kReplaced = {index::kSourcesFile, index::kRejectsFile};
  const Base& base = *plan.base;
  publish::Staging staging(plan.index);
  link_files(staging, base, kReplaced);
  index::write_sources(staging.folder(), sources.sources);
  run.begin("verify");
  index::Manifest manifest = base.manifest;
  describe(sources, manifest);
  staging.seal(manifest);
  check_linked_files(base, manifest, kReplaced);
  publish(run, plan, staging, manifest, index::read_published(plan.index)->previous);
}

/// Sources that did not change count listings, and a paper may have several.
void count_unchanged(UpdateReport& report) {
  report.unchanged = std::min(report.unchanged, report.documents - report.added - report.changed);
}

void publish_changes(Run& run, const Plan& plan, SourceChanges& sources, PaperChanges& papers) {
  UpdateReport& report = run.report();
  if (plan.base == nullptr || !papers.papers.empty()) {
    publish_papers(run, plan, sources, papers);
  } else {
    report.documents = plan.base->manifest.documents;
    if (sources.sources != plan.base->sources) publish_sources(run, plan, sources);
  }
  count_unchanged(report);
}

/// What publish_changes() would do, for the report of a dry run.
void foresee(Run& run, const Plan& plan, const SourceChanges& sources, const PaperChanges& papers) {
  UpdateReport& report = run.report();
  report.documents = papers.added;
  if (plan.base != nullptr) report.documents += plan.base->manifest.documents - papers.removed;
  report.would_publish =
      plan.base == nullptr || !papers.papers.empty() || sources.sources != plan.base->sources;
  for (const PaperChange& change : papers.papers) {
    if (change.moved) continue;
    report.differences.push_back({change.deleted()    ? Difference::removed
                                  : change.docid == 0 ? Difference::added
                                                      : Difference::changed,
                                  change.id});
  }
  count_unchanged(report);
  report.compared = true;
  if (!papers.papers.empty()) run.gate([&] { check_space(plan.index, space_needed(plan.base)); });
  run.throw_refusals();
}

/// Reads the sources, against what the index knows of them.
SourceChanges read(Run& run, const Plan& plan) {
  const UpdateOptions& options = run.options();
  const Base* old = plan.start.base && !options.rebuild ? &*plan.start.base : nullptr;
  run.begin("read");
  SourceChanges sources = read_sources(run, plan.index,
                                       plan.base != nullptr ? plan.base->sources
                                       : old != nullptr ? sources_to_upgrade(*old, options.sources)
                                                        : index::Sources());
  run.gate([&] { check_sources(run, sources); });
  if (old != nullptr && !old->current) add_stored_listings(run, *old, options.sources, sources);
  if (options.rebuild && plan.start.base) {
    run.gate([&] { check_rebuild(options, plan.start.base->sources, sources); });
    keep_written_sources(run, *plan.start.base, sources);
  }
  return sources;
}

/// Compares what was read with the index. The list of what was read is freed.
PaperChanges compare(Run& run, const Plan& plan, SourceChanges& sources) {
  PaperChanges papers = compare_papers(run, sources, plan.base);
  sources.listings = std::vector<FreshListing>();  // one that is cleared keeps its memory
  UpdateReport& report = run.report();
  report.added = papers.added;
  report.changed = papers.changed;
  report.removed = papers.removed;
  report.unchanged = papers.unchanged + papers.moved + sources.unchanged_papers;
  return papers;
}

/// The steps of indexer/README.md.
void update(const UpdateOptions& options, UpdateReport& report) {
  Run run(options, report, "wait");
  const index::IndexPaths index(options.index);
  std::optional<publish::IndexLock> lock;
  if (!options.dry_run) lock.emplace(index, options.wait_seconds, options.interrupted);
  Plan plan = open(run, index);
  if (!options.rebuild && plan.start.base && plan.start.base->current)
    plan.base = &*plan.start.base;
  SourceChanges sources = read(run, plan);
  PaperChanges papers = compare(run, plan, sources);
  run.gate([&] { check_pipe(run, papers); });
  run.gate([&] { check_losses(run, plan, papers); });
  if (options.dry_run) {
    foresee(run, plan, sources, papers);
  } else {
    publish_changes(run, plan, sources, papers);
    if (options.shards == 0) return;
    run.begin("shards");
    publish_shards(run, index, options.shards);
  }
}

void commit_and_publish(const UpdateOptions& options, const WrittenChanges& written,
                        UpdateReport& report) {
  Run run(options, report, "wait");
  const index::IndexPaths index(options.index);
  // No index is created to remove papers from it.
  if (!written.has_papers() && !index::read_pointer(index)) return;
  const publish::IndexLock lock(index, options.wait_seconds, options.interrupted);
  Plan plan = open(run, index);
  const Base* const start = plan.start.base ? &*plan.start.base : nullptr;
  if (start == nullptr && !written.has_papers()) return;
  if (start != nullptr && start->current) plan.base = start;
  run.begin("read");
  SourceChanges sources = apply(run, index, start, written);
  PaperChanges papers = compare(run, plan, sources);
  check_losses(run, plan, papers);
  publish_changes(run, plan, sources, papers);
}

void forget_and_publish(const UpdateOptions& options, const std::vector<std::string>& names,
                        UpdateReport& report) {
  Run run(options, report, "wait");
  const index::IndexPaths index(options.index);
  if (!index::read_pointer(index)) throw index::no_index(index);
  const publish::IndexLock lock(index, options.wait_seconds, options.interrupted);
  Plan plan = open(run, index);
  if (!plan.start.base) throw index::no_index(index);
  plan.base = &*plan.start.base;
  run.begin("read");
  SourceChanges sources = forget(run, index, plan.base->sources, names);
  PaperChanges papers = compare(run, plan, sources);
  publish_changes(run, plan, sources, papers);
}

template <class Function>
void run_with_report(const UpdateOptions& options, UpdateReport& report, Function function) {
  report = {};
  system::with_files(options.index, function);
  for (const PhaseTime& phase : report.phases) report.seconds += phase.seconds;
}

}  // namespace

void commit(const UpdateOptions& options, const WrittenChanges& written, UpdateReport& report) {
  run_with_report(options, report, [&] { commit_and_publish(options, written, report); });
}

}  // namespace nonmun::update

namespace nonmun {

void update_index(const UpdateOptions& options, UpdateReport& report) {
  update::run_with_report(options, report, [&] { update::update(options, report); });
}

UpdateReport update_index(const UpdateOptions& options) {
  UpdateReport report;
  update_index(options, report);
  return report;
}

void forget_sources(const UpdateOptions& options, const std::vector<std::string>& names,
                    UpdateReport& report) {
  UpdateOptions forgetting = options;
  forgetting.rebuild = false;
  forgetting.upgrade = false;
  forgetting.dry_run = false;
  update::run_with_report(options, report,
                          [&] { update::forget_and_publish(forgetting, names, report); });
}

}  // namespace nonmun
