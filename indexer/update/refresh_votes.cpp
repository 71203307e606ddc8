#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <nonmun/update.hpp>
#include <set>
#include <utility>
#include <vector>

#include "indexer/index/database.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/index/source_table.hpp"
#include "indexer/paper/record.hpp"
#include "indexer/publish/generations.hpp"
#include "indexer/publish/lock.hpp"
#include "indexer/publish/staging.hpp"
#include "indexer/reader/reader.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/interrupt.hpp"
#include "indexer/update/base.hpp"
#include "indexer/update/linked.hpp"
#include "indexer/update/votes.hpp"

namespace nonmun::update {
namespace {

/// One count for each paper, in the order of ids.
using GivenVotes = std::vector<reader::VoteUpdate>;

/// Of two counts for one paper the newer reading wins, else the later one.
GivenVotes one_for_each(std::vector<reader::VoteUpdate> all) {
  const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
  if (!std::is_sorted(all.begin(), all.end(), by_id)) {
    std::stable_sort(all.begin(), all.end(), by_id);
  }
  GivenVotes given;
  given.reserve(all.size());
  for (reader::VoteUpdate& update : all) {
    if (given.empty() || given.back().id != update.id) {
      given.push_back(std::move(update));
    } else if (update.votes_at >= given.back().votes_at) {
      given.back() = std::move(update);
    }
  }
  return given;
}

GivenVotes read_votes(const VotesOptions& options, VotesReport& report) {
  const std::vector<reader::SourceFile> files =
      reader::list_sources({options.source}, options.interrupted);
  std::vector<reader::VoteUpdate> all;
  for (const reader::SourceFile& file : files) {
    system::throw_if_interrupted(options.interrupted);
    const std::string content =
        reader::read_source(file, options.interrupted, options.max_file_size);
    const reader::Contribution contribution = reader::read_digest(
        file.path == "-" ? "stdin" : index::escape_name(file.path), content, options.interrupted);
    report.rejected += contribution.rejected;
    if (options.detail) {
      options.detail(fmt::format("{}: vote counts {}, rejected {}", contribution.file,
                                 contribution.votes.size(), contribution.rejected));
    }
    for (const Reject& r : contribution.rejects) report.rejects.push_back(r);
    std::vector<reader::VoteUpdate> updates = reader::vote_updates(contribution);
    std::move(updates.begin(), updates.end(), std::back_inserter(all));
  }
  if (all.empty()) {
    throw Error(Cause::no_papers, "no vote count found in " + options.source,
                "give JSONL lines such as {\"schema\":1,\"id\":\"2402.10893\",\"votes\":57}");
  }
  return one_for_each(std::move(all));
}

/// Sets one refreshed count. @return whether the table has another count in force now.
bool set_votes(index::VoteTable::Row& row, const reader::VoteUpdate& update) {
  const std::int64_t read_at = update.votes_at.value_or(0);
  const bool older = row.refreshed && row.read_at > 0 && read_at > 0 && read_at < row.read_at;
  const index::VoteTable::Row fresh{static_cast<std::int32_t>(update.votes), row.digest, read_at,
                                    true};
  if (older || row == fresh) return false;
  if (row.refreshed && row.votes == fresh.votes) {
    // Worth remembering with the next change, not worth a generation of its own.
    row.read_at = std::max(row.read_at, read_at);
    return false;
  }
  row = fresh;
  return true;
}

void set_all_votes(const Base& base, index::VoteTable& table, const GivenVotes& given,
                   VotesReport& report) {
  std::vector<bool> known(given.size());
  std::size_t next = 0;
  const auto is_next = [&](std::string_view id) {
    return next < given.size() && given[next].id == id;
  };
  // One pass over all ids: far quicker than looking up each given one. Many papers stand in the
  // order of their ids.
  for_ids(base, [&](Xapian::docid document, std::string_view id) {
    if (!is_next(id)) {
      const auto at = std::lower_bound(
          given.begin(), given.end(), id,
          [](const reader::VoteUpdate& update, std::string_view of) { return update.id < of; });
      next = static_cast<std::size_t>(at - given.begin());
      if (!is_next(id)) return;
    }
    known[next] = true;
    ++(set_votes(table.at(document), given[next]) ? report.changed : report.unchanged);
    ++next;
  });
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (!known[i]) report.unknown.push_back(given[i].id);
  }
}

/// The recipe of an update with other steps: only the vote table is written, all else is linked.
void refresh(const VotesOptions& options, VotesReport& report) {
  static const std::set<std::string> kReplaced = {index::kVotesFile};
  const index::IndexPaths index(options.index);
  if (!index::read_pointer(index)) throw index::no_index(index);
  const GivenVotes given = read_votes(options, report);
  const publish::IndexLock lock(index, options.wait_seconds, options.interrupted);
  const std::vector<std::string> problems = publish::clean(index);
  const auto warn = [&](const std::string& problem) {
    if (options.warning) options.warning(problem);
  };
  for (const std::string& problem : problems) warn(problem);
  const std::optional<index::Published> published = index::read_published(index);
  if (!published) throw index::no_index(index);
  const Base base = read_base(index, published->now, index::Verify::quick);
  report.generation = published->now.generation;
  index::VoteTable table = base.votes;
  set_all_votes(base, table, given, report);
  system::throw_if_interrupted(options.interrupted);
  if (report.changed == 0) return;
  publish::Staging staging(index);
  link_files(staging, base, kReplaced);
  system::write_file(staging.folder() + "/" + index::kVotesFile, table.encode());
  index::Manifest manifest = base.manifest;
  staging.seal(manifest);
  system::throw_if_interrupted(options.interrupted);
  check_linked_files(base, manifest, kReplaced);
  for (const std::string& problem : staging.publish(manifest, published->previous)) {
    // What could not be removed before has been named.
    if (std::find(problems.begin(), problems.end(), problem) == problems.end()) warn(problem);
  }
  report.generation = manifest.generation;
  report.published = true;
}

}  // namespace
}  // namespace nonmun::update

namespace nonmun {

VotesReport refresh_votes(const VotesOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  VotesReport report;
  system::with_files(options.index, [&] { update::refresh(options, report); });
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

std::vector<RefreshedVote> exported_votes(const std::string& directory) {
  const index::IndexPaths index(directory);
  return index::with_published(index, [&](const index::Published& published) {
    const update::Base base = update::read_any_base(index, published.now, index::Verify::quick);
    std::vector<RefreshedVote> votes;
    for (const auto& [id, row] : refreshed_votes(base))
      votes.push_back({id, row.votes, row.read_at});
    return votes;
  });
}

}  // namespace nonmun
