#include "indexer/update/shards.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "indexer/derive/shard_tables.hpp"
#include "indexer/index/database.hpp"
#include "indexer/index/derived.hpp"
#include "indexer/index/manifest.hpp"
#include "indexer/index/source_table.hpp"
#include "indexer/index/stored_papers.hpp"
#include "indexer/publish/generations.hpp"
#include "indexer/publish/staging.hpp"
#include "indexer/system/files.hpp"
#include "indexer/update/amount.hpp"
#include "indexer/update/base.hpp"
#include "indexer/update/compaction.hpp"
#include "indexer/update/gates.hpp"
#include "indexer/update/linked.hpp"
#include "indexer/update/threads.hpp"

namespace nonmun::update {
namespace {

namespace fs = std::filesystem;
using Files = std::map<std::string, index::FileState>;

constexpr Xapian::doccount kCommitEvery = 512;
constexpr std::size_t kPauseEvery = 64;
constexpr std::size_t kMaxThreads = 16;

std::string folder_of_shards(const index::IndexPaths& index) {
  return index.root + "/shards";
}

/// What a shard has published; nothing when that cannot be read, for it is made again then.
struct Old {
  index::Pointer pointer;
  index::Manifest manifest;
};
std::optional<Old> published_shard(const index::IndexPaths& shard) {
  try {
    const std::optional<index::Pointer> pointer = index::read_pointer(shard);
    if (!pointer) return std::nullopt;
    return Old{*pointer, index::read_manifest(shard, *pointer)};
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// One shard on the way to its next generation.
class ShardJob {
 public:
  ShardJob(const index::IndexPaths& shard, const Base& whole, const index::ShardOf& of)
      : shard_(shard),
        whole_(whole),
        of_(of),
        cut_{of.number, of.total},
        old_(published_shard(shard)) {}

  bool is_due() const { return !old_ || old_->manifest.shard != of_; }

  /// Other votes or facts about sources over the papers that the shard has.
  bool has_same_papers() const {
    if (!old_ || !old_->manifest.shard) return false;
    const index::ShardOf& before = *old_->manifest.shard;
    return before.database == of_.database && before.number == of_.number &&
           before.total == of_.total;
  }

  /// Writes and seals the generation.
  void build(const Run& run, const Pause& pause) {
    fs::create_directories(shard_.root);
    staging_.emplace(shard_);
    fs::create_directory(derived());
    manifest_.shard = of_;
    manifest_.documents = 0;
    if (has_same_papers()) {
      link_papers();
    } else {
      write_papers(run, pause);
    }
    for (const char* name : {index::kSourcesFile, index::kRejectsFile}) {
      link(whole_.folder, whole_.manifest.files, name);
    }
    manifest_.sources = whole_.manifest.sources;
    manifest_.rejected = whole_.manifest.rejected;
    write_votes();
    staging_->seal(manifest_);
    check_links();
  }

  /// @return what could not be removed
  std::vector<std::string> publish() {
    return staging_->publish(manifest_, old_ ? std::optional(old_->pointer) : std::nullopt);
  }

 private:
  std::string derived() const { return staging_->folder() + "/" + index::kDerivedFolder; }

  /// @param files of the manifest of that generation
  void link(const std::string& folder, const Files& files, const std::string& name) {
    link_file(folder + "/" + name, staging_->folder() + "/" + name);
    linked_.insert_or_assign(name, files.at(name));
  }

  void link_papers() {
    static const std::set<std::string> kReplaced = {index::kVotesFile, index::kSourcesFile,
                                                    index::kRejectsFile};
    for (const auto& [name, state] : old_->manifest.files) {
      if (!kReplaced.contains(name)) {
        link(shard_.generation(old_->pointer.generation), old_->manifest.files, name);
      }
    }
    manifest_.database = old_->manifest.database;
    manifest_.compacted_bytes = old_->manifest.compacted_bytes;
  }

  void write_papers(const Run& run, const Pause& pause) {
    for (const auto& [name, state] : whole_.manifest.files) {
      const fs::path path(name);
      const bool is_table = path.parent_path() == index::kDerivedFolder;
      if (is_table && !derive::shard_table_names().contains(path.filename().string())) {
        link(whole_.folder, whole_.manifest.files, name);
      }
    }
    index::with_xapian("writing " + staging_->database(), [&] {
      copy_documents(run, pause);
      manifest_.compacted_bytes = bytes_of(staging_->database());
      const Xapian::Database database = index::open_database(staging_->database());
      derive::write_shard_tables(whole_.folder + "/" + index::kDerivedFolder, database, cut_,
                                 derived(), pause);
    });
  }

  void copy_documents(const Run& run, const Pause& pause) {
    const Xapian::Database whole = index::open_database(whole_.database());
    fs::create_directory(staging_->work());  // Xapian would ignore the umask
    Xapian::WritableDatabase copy(staging_->work(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
    const std::string dictionary = index::record_dictionary(whole);
    if (!dictionary.empty()) copy.set_metadata(std::string(index::kDictionaryKey), dictionary);
    std::size_t copied = 0;
    const auto end = whole.postlist_end("");
    for (auto at = whole.postlist_begin(""); at != end; ++at) {
      if (!cut_.has(*at)) continue;
      copy.replace_document(cut_.in_shard(*at), whole.get_document(*at, Xapian::DOC_ASSUME_VALID));
      if (++copied % kCommitEvery == 0) copy.commit();
      if (copied % kPauseEvery == 0) pause();
    }
    copy.commit();
    pause();
    compact(run, copy, staging_->database());
  }

  void write_votes() {
    index::with_xapian("reading " + staging_->database(), [&] {
      const Xapian::Database database = index::open_database(staging_->database());
      manifest_.documents = database.get_doccount();
      index::VoteTable votes(database.get_lastdocid());
      for (std::uint32_t docid = 1; docid <= votes.last_docid(); ++docid) {
        votes.at(docid) = whole_.votes.at(cut_.of_whole(docid));
      }
      system::write_file(staging_->folder() + "/" + index::kVotesFile, votes.encode());
    });
  }

  /// What is damaged must not get a new hash, under which it would pass for intact.
  void check_links() const {
    for (const auto& [name, state] : linked_) {
      if (manifest_.files.at(name) != state) {
        throw index::damaged_index(name + " of " + whole_.folder + " has changed");
      }
    }
  }

  index::IndexPaths shard_;
  const Base& whole_;
  index::ShardOf of_;
  derive::ShardCut cut_;
  std::optional<Old> old_;
  std::optional<publish::Staging> staging_;
  index::Manifest manifest_;
  Files linked_;  ///< with the hashes that they must have
};

/// Removes shards that an earlier run with more of them has left. Never what is no shard.
void remove_beyond(Run& run, const index::IndexPaths& index, unsigned total) {
  if (!fs::exists(folder_of_shards(index))) return;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_of_shards(index))) {
    const std::string name = entry.path().filename().string();
    unsigned number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error != std::errc() || end != name.data() + name.size() || number <= total) continue;
    const index::IndexPaths shard(entry.path().string());
    const std::optional<Old> old = published_shard(shard);
    if (!old || !old->manifest.shard) continue;
    system::remove_tree(shard.current());  // first: no part of it is an index then
    system::remove_tree(shard.root);
    run.detail(shard.root + " was removed");
  }
}

}  // namespace

void publish_shards(Run& run, const index::IndexPaths& index, unsigned total) {
  const std::optional<index::Pointer> pointer = index::read_pointer(index);
  if (!pointer) return;
  const Base whole = read_base(index, *pointer, index::Verify::quick);
  std::vector<std::unique_ptr<ShardJob>> jobs;
  for (std::uint32_t number = 1; number <= total; ++number) {
    const index::IndexPaths shard(folder_of_shards(index) + "/" + std::to_string(number));
    auto job = std::make_unique<ShardJob>(
        shard, whole,
        index::ShardOf{whole.manifest.generation, whole.manifest.sequence, whole.manifest.database,
                       number, total});
    if (!job->is_due()) continue;
    fs::create_directories(shard.root);
    for (const std::string& problem : publish::clean(shard)) run.warn(problem);
    jobs.push_back(std::move(job));
  }
  if (std::any_of(jobs.begin(), jobs.end(),
                  [](const auto& job) { return !job->has_same_papers(); }))
    check_space(index, whole.manifest.bytes());
  std::atomic<std::size_t> next{0};
  const std::size_t threads = run.options().jobs > 0
                                  ? run.options().jobs
                                  : std::max(1U, std::thread::hardware_concurrency());
  run_in_threads(
      std::min({threads, jobs.size(), kMaxThreads}),
      [&](const Pause& pause) {
        for (std::size_t i = next++; i < jobs.size(); i = next++) jobs[i]->build(run, pause);
      },
      [&] {
        run.check_interrupted();
        run.progress("shards", std::min<std::size_t>(next, jobs.size()), jobs.size());
      });
  for (const auto& job : jobs) {
    for (const std::string& problem : job->publish()) run.warn(problem);
    ++run.report().published_shards;
  }
  remove_beyond(run, index, total);
}

}  // namespace nonmun::update
