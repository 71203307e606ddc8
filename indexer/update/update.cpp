#include <algorithm>
#include <nonmun/update.hpp>

#include "indexer/derive/derived.hpp"
#include "indexer/index/database.hpp"
#include "indexer/publish/generations.hpp"
#include "indexer/publish/lock.hpp"
#include "indexer/publish/staging.hpp"
#include "indexer/system/files.hpp"
#include "indexer/update/gates.hpp"
#include "indexer/update/votes.hpp"

namespace nonmun {
namespace {

void count(const SourceChanges& sources, const PaperChanges& papers, UpdateReport& report) {
  report.added = papers.added;
  report.changed = papers.changed;
  report.removed = papers.removed;
  report.unchanged = papers.unchanged + sources.unchanged_papers;
}

Manifest describe(const SourceChanges& sources, const WrittenDatabase& written) {
  Manifest manifest;
  manifest.sources = sources.sources;
  for (const SourceState& source : sources.sources) manifest.rejected += source.rejects.size();
  manifest.documents = written.documents;
  return manifest;
}

void derive_tables(const Staging& staging) {
  with_xapian("learning from " + staging.database(), [&] {
    const Xapian::Database db = open_database(staging.database());
    write_learnt_tables(db, staging.folder() + "/" + kLearntFolder);
  });
}

void write_votes(const Staging& staging, const VoteTable& votes) {
  write_file(staging.folder() + "/" + kVotesFile, votes.encode());
}

/// The steps of indexer/README.md.
void update(const UpdateOptions& options, UpdateReport& report) {
  Run run(options, report, "wait");
  const IndexPaths index(options.index);
  const IndexLock lock(index, options.wait_seconds, options.interrupted);
  run.begin("open");
  clean(index);
  const Start start = open_base(run, index);
  const Base* base = start.base && !options.rebuild ? &*start.base : nullptr;
  run.begin("read");
  SourceChanges sources =
      read_sources(run, base ? base->manifest.sources : Sources{}, index.generations());
  check_sources(run, sources);
  PaperChanges papers = compare_papers(run, sources, base);
  count(sources, papers, report);
  if (base != nullptr && papers.papers.empty()) {
    report.documents = base->manifest.documents;
    return;
  }
  Staging staging(index);
  const WrittenDatabase written = write_database(run, staging, base, papers, sources.store);
  report.documents = written.documents;
  if (start.base) check_drop(run, *start.base, written.documents);
  write_votes(staging,
              next_votes(base ? base->votes : VoteTable(),
                         start.base && !base ? refreshed_votes(*start.base) : RefreshedVotes(),
                         papers, written));
  run.begin("learn");
  derive_tables(staging);
  run.begin("verify");
  Manifest manifest = describe(sources, written);
  staging.seal(manifest);
  check_generation(run, staging);
  run.begin("publish");
  staging.publish(manifest, start.previous);
  report.generation = manifest.generation;
  report.published = true;
}

}  // namespace

void update_index(const UpdateOptions& options, UpdateReport& report) {
  report = {};
  with_files(options.index, [&] { update(options, report); });
  // Sources that did not change count listings, and a paper may have several.
  report.unchanged = std::min(report.unchanged, report.documents - report.added - report.changed);
  for (const PhaseTime& phase : report.phases) report.seconds += phase.seconds;
}

UpdateReport update_index(const UpdateOptions& options) {
  UpdateReport report;
  update_index(options, report);
  return report;
}

}  // namespace nonmun
