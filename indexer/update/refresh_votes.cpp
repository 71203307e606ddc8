#include <algorithm>
#include <chrono>
#include <filesystem>
#include <limits>
#include <nonmun/update.hpp>
#include <unordered_map>
#include <unordered_set>

#include "indexer/index/database.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/paper/record.hpp"
#include "indexer/publish/generations.hpp"
#include "indexer/publish/lock.hpp"
#include "indexer/publish/staging.hpp"
#include "indexer/reader/reader.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/interrupt.hpp"
#include "indexer/update/base.hpp"

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

using GivenVotes = std::unordered_map<std::string, VoteUpdate>;

GivenVotes read_votes(const VotesOptions& options, VotesReport& report) {
  const std::vector<SourceFile> files = list_sources({options.source});
  GivenVotes given;
  for (const SourceFile& file : files) {
    throw_if_interrupted(options.interrupted);
    const Contribution contribution =
        read_digest(file.path == "-" ? "stdin" : file.path, read_source(file, options.interrupted));
    for (const Reject& r : contribution.rejects) {
      ++report.rejected;
      report.rejects.push_back(r);
    }
    for (VoteUpdate& update : vote_updates(contribution)) {
      std::string id = update.id;
      const auto [at, fresh] = given.try_emplace(std::move(id), update);
      // Of two counts for one paper the newer reading wins, else the later line.
      if (!fresh && update.votes_at >= at->second.votes_at) at->second = std::move(update);
    }
  }
  if (given.empty()) {
    throw Error(Cause::no_papers, "no vote count found in " + options.source,
                "give JSONL lines such as {\"schema\":1,\"id\":\"2402.10893\",\"votes\":57}");
  }
  return given;
}

/// The new generation shares the old one's files: what is damaged there must not get a new hash
/// here, under which it would pass for intact.
void check_undamaged(const std::string& folder, const Manifest& old, const Manifest& fresh) {
  for (const auto& [name, state] : old.files) {
    if (name == kVotesFile) continue;
    const auto found = fresh.files.find(name);
    if (found == fresh.files.end() || found->second != state) {
      throw damaged_index(folder + "/" + name + " has changed");
    }
  }
}

/// Sets one refreshed count. @return whether the table has another count in force now.
bool set_votes(VoteTable::Row& row, const VoteUpdate& update) {
  const std::int64_t read_at = update.votes_at.value_or(0);
  const bool older = row.refreshed && row.read_at > 0 && read_at > 0 && read_at < row.read_at;
  const VoteTable::Row fresh{static_cast<std::int32_t>(update.votes), row.digest, read_at, true};
  if (older || row == fresh) return false;
  if (row.refreshed && row.votes == fresh.votes) {
    // Worth remembering with the next change, not worth a generation of its own.
    row.read_at = std::max(row.read_at, read_at);
    return false;
  }
  row = fresh;
  return true;
}

void set_all_votes(const Base& base, VoteTable& table, const GivenVotes& given,
                   VotesReport& report) {
  std::unordered_set<std::string_view> unknown;
  for (const auto& [id, update] : given) unknown.insert(id);
  with_xapian("reading " + base.folder, [&] {
    const Xapian::Database db = open_database(base.database());
    // One pass over all ids: far quicker than looking up each given one.
    for (auto v = db.valuestream_begin(kSortSlot); v != db.valuestream_end(kSortSlot); ++v) {
      const auto found = given.find(std::string(id_of_sort_key(*v)));
      if (found == given.end()) continue;
      unknown.erase(found->first);
      ++(set_votes(table.at(v.get_docid()), found->second) ? report.changed : report.unchanged);
    }
  });
  report.unknown.assign(unknown.begin(), unknown.end());
  std::sort(report.unknown.begin(), report.unknown.end());
}

/// The recipe of an update with other steps: only the vote table is written, all else is linked.
void refresh(const VotesOptions& options, VotesReport& report) {
  const IndexPaths index(options.index);
  if (!read_pointer(index)) throw no_index(index);
  const GivenVotes given = read_votes(options, report);
  const IndexLock lock(index, options.wait_seconds, options.interrupted);
  clean(index);
  const std::optional<Published> published = read_published(index);
  if (!published) throw no_index(index);
  const Base base = read_base(index, published->now, Verify::quick);
  report.generation = published->now.generation;
  VoteTable table = base.votes;
  set_all_votes(base, table, given, report);
  throw_if_interrupted(options.interrupted);
  if (report.changed == 0) return;
  Staging staging(index);
  link_tree(base.database(), staging.database());
  link_tree(base.folder + "/" + kLearntFolder, staging.folder() + "/" + kLearntFolder);
  write_file(staging.folder() + "/" + kVotesFile, table.encode());
  Manifest manifest = base.manifest;
  staging.seal(manifest);
  throw_if_interrupted(options.interrupted);
  check_undamaged(base.folder, base.manifest, manifest);
  staging.publish(manifest, published->previous);
  report.generation = manifest.generation;
  report.published = true;
}

}  // namespace

VotesReport refresh_votes(const VotesOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  VotesReport report;
  with_files(options.index, [&] { refresh(options, report); });
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace nonmun
