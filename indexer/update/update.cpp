#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <future>
#include <nonmun/update.hpp>
#include <thread>

#include "indexer/derive/derived.hpp"
#include "indexer/index/database.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/publish/lock.hpp"
#include "indexer/publish/publish.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/interrupt.hpp"
#include "indexer/update/changes.hpp"
#include "indexer/update/document.hpp"
#include "indexer/update/phases.hpp"

namespace nonmun {
namespace {

namespace fs = std::filesystem;

/// Papers analyzed together by one thread: enough to make the hand-over cheap, few enough to keep
/// the memory of waiting documents small.
constexpr std::size_t kBatch = 128;

/// Papers between commits. Xapian's own 10,000 cost 1.8 times the CPU and 130 MB more at 8,000
/// papers: its maps of pending postings outgrow the processor's caches.
constexpr std::size_t kCommitEvery = 1024;

/// One paper's next state.
struct PaperChange {
  Xapian::docid docid = 0;  ///< 0: a new paper
  Record record;            ///< no listings: the paper goes; emptied once written
  bool goes = false;
  std::string id{};  ///< id and votes are known once written
  std::int32_t digest_votes = VoteTable::kUnknown;

  /// Frees what only writing needs: the text of all papers is most of a full build's memory.
  void written() {
    goes = record.listings.empty();
    if (!goes) {
      const Paper paper = record.paper();
      id = paper.id;
      digest_votes = static_cast<std::int32_t>(paper.votes.value_or(VoteTable::kUnknown));
    }
    record = {};
  }
};

/// The published generation that an update starts from.
struct Base {
  Manifest manifest;
  VoteTable votes;
};

/// Ends a compaction between two tables when the run is interrupted.
class CompactTables : public Xapian::Compactor {
 public:
  explicit CompactTables(const std::atomic<bool>* interrupted) : interrupted_(interrupted) {}
  void set_status(const std::string&, const std::string&) override {
    throw_if_interrupted(interrupted_);
  }

 private:
  const std::atomic<bool>* interrupted_;
};

class Update {
 public:
  Update(const UpdateOptions& options, UpdateReport& report)
      : options_(options),
        report_(report),
        phase_(report.phases, "wait"),
        index_(options.index),
        lock_(index_, options.wait_seconds, options.interrupted) {}

  void run() {
    phase_.begin("open");
    clean(index_);
    load_base();
    const bool start_over = options_.rebuild || !base_;
    begin("read");
    SourceChanges changes = read_sources(
        options_, start_over ? std::vector<SourceState>{} : base_->manifest.sources, report_);
    refuse_useless_input(changes);
    collect(changes, start_over);
    report_.unchanged += changes.unchanged_papers;
    if (changed_.empty() && base_ && !options_.rebuild) {
      report_.documents = base_->manifest.documents;
    } else {
      build(changes, start_over);
    }
    // Sources that did not change count listings, and a paper may have several.
    report_.unchanged =
        std::min(report_.unchanged, report_.documents - report_.added - report_.changed);
  }

 private:
  void progress(const char* phase, std::uint64_t done, std::uint64_t total) const {
    if (options_.progress) options_.progress({phase, done, total});
  }

  void begin(const char* phase) {
    throw_if_interrupted(options_.interrupted);
    phase_.begin(phase);
    progress(phase, 0, 0);
  }

  std::string base_folder() const { return index_.generation(base_->manifest.generation); }

  void load_base() {
    std::optional<Published> published;
    try {
      published = read_published(index_);
      if (!published) return mind_lost_generation();
      const std::string folder = index_.generation(published->now.generation);
      Base base;
      base.manifest = read_manifest(index_, published->now);
      report_.generation = report_.previous = published->now.generation;
      // A rebuild takes the votes from it here and now, an update reads it again in build().
      verify_generation(folder, base.manifest, options_.rebuild ? Verify::full : Verify::quick);
      base.votes = VoteTable::decode(read_file(folder + "/" + kVotesFile));
      base_ = std::move(base);
      previous_ = published->now;
    } catch (const Error& error) {
      // A rebuild is the remedy for an index that cannot be read; only its refreshed votes are
      // lost with it, and that is said.
      if (!options_.rebuild) throw;
      if (options_.warning) {
        options_.warning(std::string("refreshed votes cannot be carried over: ") + error.what());
      }
      if (!published) return mind_lost_generation();
      if (published->previous && is_readable(*published->previous)) previous_ = published->previous;
    }
  }

  bool is_readable(const Pointer& pointer) const {
    try {
      read_manifest(index_, pointer);
      return true;
    } catch (const Error&) {
      return false;
    }
  }

  /// Without `current`, the newest generation may be all that is left of an index; or a run was
  /// killed before it published its first.
  void mind_lost_generation() {
    const std::optional<Published> sound = sound_generations(index_);
    if (!sound) return;
    previous_ = sound->now;
    if (options_.warning) {
      options_.warning(index_.current() + " is lost; `nonmun-index rollback` restores generation " +
                       previous_->generation);
    }
  }

  void refuse_useless_input(const SourceChanges& changes) const {
    if (options_.strict && report_.rejected > 0) {
      throw Error(ErrorCode::bad_input,
                  fmt::format("{} entries were rejected and --strict was given; nothing was "
                              "published",
                              report_.rejected),
                  "mend the entries named above, or run without --strict");
    }
    if (changes.listings.empty() && changes.unchanged_papers == 0 && changes.replaced.empty()) {
      throw Error(ErrorCode::bad_input,
                  fmt::format("no paper found in {}; nothing was published",
                              fmt::join(options_.sources, ", ")),
                  "a digest is a Markdown file with a \"## Daily Papers (YYYY-MM-DD)\" heading, "
                  "or JSONL; see nonmun-index --help");
    }
  }

  /// Compares new listings with the stored ones and keeps what differs.
  void collect(SourceChanges& changes, bool start_over) {
    if (start_over) {
      for (auto& [id, listings] : changes.listings) {
        changed_.push_back({0, {sorted(std::move(listings))}});
      }
      report_.added = changed_.size();
      return;
    }
    with_xapian("reading " + base_folder(), [&] {
      const Xapian::Database db = open_database(base_folder() + "/" + kDatabaseFolder);
      std::map<std::string, Xapian::docid> affected;
      const std::string id_prefix(field("id").prefix);
      for (const auto& [id, listings] : changes.listings) {
        const auto posting = db.postlist_begin(id_prefix + id);
        affected[id] = posting == db.postlist_end(id_prefix + id) ? 0 : *posting;
      }
      for (const std::string& source : changes.replaced) {
        const std::string term = source_term(source);
        for (auto p = db.postlist_begin(term); p != db.postlist_end(term); ++p) {
          const std::string key =
              db.get_document(*p, Xapian::DOC_ASSUME_VALID).get_value(kSortSlot);
          affected[std::string(id_of_sort_key(key))] = *p;
        }
      }
      for (const auto& [id, docid] : affected) {
        throw_if_interrupted(options_.interrupted);
        collect_paper(db, id, docid, changes);
      }
    });
  }

  void collect_paper(const Xapian::Database& db, const std::string& id, Xapian::docid docid,
                     SourceChanges& changes) {
    std::vector<Listing> fresh;
    if (const auto found = changes.listings.find(id); found != changes.listings.end()) {
      fresh = std::move(found->second);
    }
    if (docid == 0) {
      changed_.push_back({0, {sorted(std::move(fresh))}});
      ++report_.added;
      return;
    }
    const Xapian::Document document = db.get_document(docid, Xapian::DOC_ASSUME_VALID);
    const std::string old_key = document.get_value(kContentSlot);
    if (!fresh.empty() && content_key({fresh}) == old_key) {
      ++report_.unchanged;
      return;
    }
    for (Listing& listing : decode_record(document.get_data()).listings) {
      const bool is_void =
          std::binary_search(changes.replaced.begin(), changes.replaced.end(), listing.source);
      if (!is_void) fresh.push_back(std::move(listing));
    }
    Record record{sorted(std::move(fresh))};
    if (record.listings.empty()) {
      ++report_.removed;
    } else if (content_key(record) == old_key) {
      ++report_.unchanged;
      return;
    } else {
      ++report_.changed;
    }
    changed_.push_back({docid, std::move(record)});
  }

  static std::vector<Listing> sorted(std::vector<Listing> listings) {
    std::stable_sort(listings.begin(), listings.end(),
                     [](const Listing& a, const Listing& b) { return a.source < b.source; });
    return listings;
  }

  void build(const SourceChanges& changes, bool start_over) {
    Staging staging(index_);
    // Damage must not be copied into a generation with fresh hashes; below kVerifyAllBelow it was
    // looked for when the generation was opened.
    if (!start_over && base_->manifest.bytes() >= kVerifyAllBelow) {
      verify_generation(base_folder(), base_->manifest, Verify::full);
    }
    Manifest manifest;
    manifest.sources = changes.sources;
    for (const SourceState& source : changes.sources) manifest.rejected += source.rejects.size();
    Xapian::docid last_docid = 0;
    with_xapian("writing " + staging.folder(), [&] {
      if (!start_over) {
        begin("copy");
        fs::create_directory(staging.work());
        copy_database(staging.work());
      }
      begin("index");
      // Nobody reads the work folder after a crash; what compaction makes of it is synced.
      Xapian::WritableDatabase db(
          staging.work(), (start_over ? Xapian::DB_CREATE : Xapian::DB_OPEN) | Xapian::DB_NO_SYNC);
      if (!start_over) require_tables(db, staging.work());
      write(db);
      db.commit();
      begin("compact");
      CompactTables compactor(options_.interrupted);
      // Renumbering would move every row of the vote table.
      db.compact(staging.database(), Xapian::DBCOMPACT_NO_RENUMBER, 0, compactor);
      last_docid = db.get_lastdocid();
      manifest.documents = db.get_doccount();
      db.close();
      fs::remove_all(staging.work());
    });
    report_.documents = manifest.documents;
    refuse_drop();
    write_votes(staging, last_docid, start_over);
    begin("learn");
    with_xapian("learning from " + staging.database(), [&] {
      const Xapian::Database db = open_database(staging.database());
      write_learnt_tables(db, staging.folder() + "/" + kLearntFolder);
    });
    begin("verify");
    staging.seal(manifest);
    verify(staging);
    begin("publish");
    staging.publish(manifest, previous_);
    report_.generation = manifest.generation;
    report_.published = true;
  }

  void copy_database(const std::string& to) const {
    const std::string from = base_folder() + "/" + kDatabaseFolder;
    for (const fs::directory_entry& entry : fs::directory_iterator(from)) {
      throw_if_interrupted(options_.interrupted);
      copy_file(entry.path().string(), to + "/" + entry.path().filename().string());
    }
  }

  /// Analyzes in all threads, writes in this one, in an order that does not depend on the threads.
  void write(Xapian::WritableDatabase& db) {
    const std::size_t jobs =
        options_.jobs > 0 ? options_.jobs : std::max(1U, std::thread::hardware_concurrency());
    using Documents = std::vector<Xapian::Document>;
    const auto analyze = [this](std::size_t from, std::size_t to) {
      DocumentBuilder builder;
      Documents documents;
      for (std::size_t i = from; i < to; ++i) {
        const Record& record = changed_[i].record;
        documents.push_back(record.listings.empty() ? Xapian::Document() : builder.build(record));
      }
      return documents;
    };
    std::vector<std::future<Documents>> waiting;
    std::size_t begun = 0;
    for (std::size_t from = 0; from < changed_.size(); from += kBatch) {
      throw_if_interrupted(options_.interrupted);
      while (waiting.size() <= from / kBatch + jobs && begun < changed_.size()) {
        const std::size_t to = std::min(begun + kBatch, changed_.size());
        waiting.push_back(std::async(std::launch::async, analyze, begun, to));
        begun = to;
      }
      const Documents documents = waiting[from / kBatch].get();
      for (std::size_t i = 0; i < documents.size(); ++i) {
        PaperChange& change = changed_[from + i];
        if (change.record.listings.empty()) {
          db.delete_document(change.docid);
        } else if (change.docid == 0) {
          change.docid = db.add_document(documents[i]);
        } else {
          db.replace_document(change.docid, documents[i]);
        }
        change.written();
      }
      if ((from + kBatch) % kCommitEvery == 0) db.commit();
      progress("index", from + documents.size(), changed_.size());
    }
  }

  void refuse_drop() const {
    if (!base_ || report_.documents >= base_->manifest.documents) return;
    const double before = static_cast<double>(base_->manifest.documents);
    const double drop = 100.0 * (before - static_cast<double>(report_.documents)) / before;
    if (drop <= options_.max_drop_percent) return;
    throw Error(
        ErrorCode::bad_input,
        fmt::format("the index would shrink from {} to {} papers ({:.1f} % less, {:g} % "
                    "allowed); nothing was published",
                    base_->manifest.documents, report_.documents, drop, options_.max_drop_percent),
        "if that is meant, allow it with --max-drop PERCENT");
  }

  /// Digest votes of changed papers, all others as they were; refreshed counts win until the
  /// digest's own number changes.
  void write_votes(const Staging& staging, Xapian::docid last_docid, bool start_over) const {
    VoteTable table(last_docid);
    std::map<std::string, VoteTable::Row> carried;
    if (base_ && !start_over) {
      table = base_->votes;
      table.resize(last_docid);
    } else if (base_) {
      carried = refreshed_votes();
    }
    for (const PaperChange& change : changed_) {
      VoteTable::Row& row = table.at(change.docid);
      if (change.goes) {
        row = {};
        continue;
      }
      if (const auto old = carried.find(change.id); old != carried.end()) row = old->second;
      const std::int32_t digest = change.digest_votes;
      if (!row.refreshed || row.digest != digest) row = {digest, digest, 0, false};
    }
    write_file(staging.folder() + "/" + kVotesFile, table.encode());
  }

  std::map<std::string, VoteTable::Row> refreshed_votes() const {
    std::map<std::string, VoteTable::Row> rows;
    with_xapian("reading " + base_folder(), [&] {
      const Xapian::Database db = open_database(base_folder() + "/" + kDatabaseFolder);
      for (auto v = db.valuestream_begin(kSortSlot); v != db.valuestream_end(kSortSlot); ++v) {
        const VoteTable::Row& row = base_->votes.at(v.get_docid());
        if (row.refreshed) rows[std::string(id_of_sort_key(*v))] = row;
      }
    });
    return rows;
  }

  void verify(const Staging& staging) const {
    with_xapian("verifying " + staging.database(), [&] {
      if (Xapian::Database::check(staging.database(), 0, nullptr) != 0) {
        throw Error(ErrorCode::io,
                    staging.database() + " failed Xapian's check; nothing was published",
                    "the disk or the memory of this machine may be faulty; run again");
      }
    });
    if (!options_.gate) return;
    const std::vector<std::string> complaints = options_.gate(staging.folder());
    if (complaints.empty()) return;
    throw Error(ErrorCode::bad_input,
                fmt::format("the new index failed its canary queries; nothing was published\n  {}",
                            fmt::join(complaints, "\n  ")),
                "if the sources are right, mend the canary file");
  }

  const UpdateOptions& options_;
  UpdateReport& report_;
  PhaseClock phase_;
  IndexPaths index_;
  IndexLock lock_;
  std::optional<Base> base_;
  std::optional<Pointer> previous_;  ///< what a rollback will restore after publishing
  std::vector<PaperChange> changed_;
};

}  // namespace

void update_index(const UpdateOptions& options, UpdateReport& report) {
  report = {};
  with_files(options.index, [&] { Update(options, report).run(); });
  for (const PhaseTime& phase : report.phases) report.seconds += phase.seconds;
}

UpdateReport update_index(const UpdateOptions& options) {
  UpdateReport report;
  update_index(options, report);
  return report;
}

}  // namespace nonmun
