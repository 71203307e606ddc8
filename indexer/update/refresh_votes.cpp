#include <algorithm>
#include <chrono>
#include <filesystem>
#include <limits>
#include <nonmun/update.hpp>
#include <unordered_map>

#include "indexer/index/database.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/paper/record.hpp"
#include "indexer/publish/lock.hpp"
#include "indexer/publish/publish.hpp"
#include "indexer/reader/reader.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/interrupt.hpp"

namespace nonmun {
namespace {

namespace fs = std::filesystem;

/// The same files under another name cost nothing; where links are not possible they are copied.
void link_tree(const std::string& from, const std::string& to) {
  if (!fs::exists(from)) return;
  fs::create_directories(to);
  for (const fs::directory_entry& entry : fs::directory_iterator(from)) {
    const fs::path target = fs::path(to) / entry.path().filename();
    std::error_code error;
    fs::create_hard_link(entry.path(), target, error);
    if (error) copy_file(entry.path().string(), target.string());
  }
}

using Wanted = std::unordered_map<std::string, VoteUpdate>;

Wanted read_votes(const VotesOptions& options, VotesReport& report) {
  const std::vector<SourceFile> files = list_sources({options.source});
  Wanted wanted;
  for (const SourceFile& file : files) {
    throw_if_interrupted(options.interrupted);
    const Contribution contribution =
        read_digest(file.path == "-" ? "stdin" : file.path, read_source(file, options.interrupted));
    for (const Reject& r : contribution.rejects) {
      ++report.rejected;
      report.rejects.push_back({r.file, r.line, r.reason});
    }
    for (VoteUpdate& update : vote_updates(contribution)) {
      std::string id = update.id;
      const auto [at, fresh] = wanted.try_emplace(std::move(id), update);
      // Of two counts for one paper the newer reading wins, else the later line.
      if (!fresh && update.votes_at >= at->second.votes_at) at->second = std::move(update);
    }
  }
  if (wanted.empty()) {
    throw Error(ErrorCode::bad_input, "no vote count found in " + options.source,
                "give JSONL lines such as {\"schema\":1,\"id\":\"2402.10893\",\"votes\":57}");
  }
  return wanted;
}

/// The new generation shares the old one's files: what is damaged there must not get a new hash
/// here, under which it would pass for sound.
void refuse_damaged(const std::string& folder, const Manifest& old, const Manifest& fresh) {
  for (const auto& [name, state] : old.files) {
    if (name == kVotesFile) continue;
    const auto found = fresh.files.find(name);
    if (found == fresh.files.end() || found->second != state) {
      throw damaged_index(folder + "/" + name + " has changed");
    }
  }
}

VotesReport refresh(const VotesOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  const IndexPaths index(options.index);
  if (!read_pointer(index)) throw no_index(index);
  VotesReport report;
  Wanted wanted = read_votes(options, report);

  const IndexLock lock(index, options.wait_seconds, options.interrupted);
  clean(index);
  const std::optional<Published> published = read_published(index);
  if (!published) throw no_index(index);
  const Manifest old = read_manifest(index, published->now);
  const std::string folder = index.generation(old.generation);
  verify_generation(folder, old, Verify::quick);
  VoteTable table = VoteTable::decode(read_file(folder + "/" + kVotesFile));
  with_xapian("reading " + folder, [&] {
    const Xapian::Database db = open_database(folder + "/" + kDatabaseFolder);
    // One pass over all ids: far quicker than looking up each wanted one.
    for (auto v = db.valuestream_begin(kSortSlot); v != db.valuestream_end(kSortSlot); ++v) {
      const auto found = wanted.find(std::string(id_of_sort_key(*v)));
      if (found == wanted.end()) continue;
      const VoteUpdate& update = found->second;
      VoteTable::Row& row = table.at(v.get_docid());
      const std::int64_t read_at = update.votes_at.value_or(0);
      const bool older = row.refreshed && row.read_at > 0 && read_at > 0 && read_at < row.read_at;
      const VoteTable::Row fresh{static_cast<std::int32_t>(update.votes), row.digest, read_at,
                                 true};
      if (older || row == fresh) {
        ++report.unchanged;
      } else if (row.refreshed && row.votes == fresh.votes) {
        // Worth remembering with the next change, not worth a generation of its own.
        row.read_at = std::max(row.read_at, read_at);
        ++report.unchanged;
      } else {
        row = fresh;
        ++report.changed;
      }
      wanted.erase(found);
    }
  });
  throw_if_interrupted(options.interrupted);
  for (const auto& [id, update] : wanted) report.unknown.push_back(id);
  std::sort(report.unknown.begin(), report.unknown.end());

  report.generation = old.generation;
  if (report.changed > 0) {
    Staging staging(index);
    link_tree(folder + "/" + kDatabaseFolder, staging.database());
    link_tree(folder + "/" + kLearntFolder, staging.folder() + "/" + kLearntFolder);
    write_file(staging.folder() + "/" + kVotesFile, table.encode());
    Manifest manifest = old;
    staging.seal(manifest);
    throw_if_interrupted(options.interrupted);
    refuse_damaged(folder, old, manifest);
    staging.publish(manifest, published->previous);
    report.generation = manifest.generation;
    report.published = true;
  }
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace

VotesReport refresh_votes(const VotesOptions& options) {
  return with_files(options.index, [&] { return refresh(options); });
}

}  // namespace nonmun
