#include "indexer/update/new_database.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <thread>

#include "indexer/index/stored_papers.hpp"
#include "indexer/index/votes.hpp"
#include "indexer/update/amount.hpp"
#include "indexer/update/compaction.hpp"
#include "indexer/update/dictionary.hpp"
#include "indexer/update/document.hpp"
#include "indexer/update/threads.hpp"

namespace nonmun::update {
namespace {

namespace fs = std::filesystem;

/// Compaction does not join the pieces of postings that it gets from the parts: at 100,000 papers
/// 8, 13 and 25 parts take 15, 21 and 31 % more bytes of postings than one, while 25 take 2 to 5 %
/// less CPU than 8.
constexpr std::size_t kParts = 8;
constexpr std::size_t kMinPapersPerPart = 512;
constexpr std::size_t kMaxPapersPerPart = 8192;
/// Compaction has all parts open at once, with six descriptors each; a process often has 1,024.
constexpr std::size_t kMaxParts = 64;

/// Written between commits, by each thread. The maps of pending postings take about 25 times the
/// memory of the text, and are slower the larger they are. It does not depend on the number of
/// threads, so that the result cannot.
constexpr Amount kCommitEvery{256, 512 << 10};

/// Bounds the memory of pending postings on machines of many cores.
constexpr std::size_t kMaxThreads = 16;

/// Between two pauses: often enough for a progress bar, and for whoever interrupts.
constexpr Amount kPauseEvery{64, 256 << 10};

std::size_t rounded_up(std::size_t dividend, std::size_t divisor) {
  return (dividend + divisor - 1) / divisor;
}

class NewDatabase {
 public:
  NewDatabase(Run& run, const std::string& work, PaperChanges& changes, const ListingStore& store)
      : run_(run),
        work_(work),
        changes_(changes),
        store_(store),
        dictionary_(make_dictionary(changes, store)),
        prepared_(dictionary_),
        per_part_(papers_per_part(changes.papers.size())),
        parts_(std::max<std::size_t>(1, rounded_up(changes.papers.size(), per_part_))),
        votes_(changes.papers.size(), index::VoteTable::kUnknown) {}

  void write() {
    fs::create_directory(work_);
    const std::size_t jobs = run_.options().jobs > 0
                                 ? run_.options().jobs
                                 : std::max(1U, std::thread::hardware_concurrency());
    const auto tell = [&] {
      run_.check_interrupted();
      run_.progress("index", done_, changes_.papers.size());
    };
    run_in_threads(
        std::min({jobs, parts_, kMaxThreads}), [&](const Pause& pause) { write_parts(pause); },
        tell);
    tell();
  }

  /// All parts, as one database.
  Xapian::Database written() const {
    Xapian::Database all;
    for (std::size_t part = 0; part < parts_; ++part) {
      all.add_database(Xapian::Database(folder_of(part)));
    }
    return all;
  }

  std::vector<std::int32_t> votes() && { return std::move(votes_); }

 private:
  std::string folder_of(std::size_t part) const { return work_ + "/" + std::to_string(part); }

  void write_parts(const Pause& pause) {
    DocumentBuilder builder(prepared_);
    for (std::size_t part = next_++; part < parts_; part = next_++) {
      write_part(part, builder, pause);
    }
  }

  void write_part(std::size_t part, DocumentBuilder& builder, const Pause& pause) {
    const std::string folder = folder_of(part);
    fs::create_directory(folder);  // Xapian would ignore the umask
    // Nobody reads the work folder after a crash; what compaction makes of it is synced.
    Xapian::WritableDatabase db(folder, Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
    if (part == 0 && !dictionary_.empty()) {
      db.set_metadata(std::string(index::kDictionaryKey), dictionary_);
    }
    std::vector<PaperChange>& papers = changes_.papers;
    const std::size_t end = std::min(papers.size(), (part + 1) * per_part_);
    Amount uncommitted;
    Amount unpaused;
    for (std::size_t i = part * per_part_; i < end; ++i) {
      const BuiltDocument built = builder.build(changes_.record(papers[i], store_));
      papers[i].docid = static_cast<Xapian::docid>(i + 1);
      db.replace_document(papers[i].docid, built.document);
      votes_[i] = built.votes;
      ++done_;
      const Amount paper{1, changes_.bytes(papers[i])};
      if ((uncommitted += paper).reaches(kCommitEvery)) {
        db.commit();
        uncommitted = {};
      }
      if ((unpaused += paper).reaches(kPauseEvery)) {
        pause();
        unpaused = {};
      }
    }
    db.commit();
    pause();
  }

  Run& run_;
  const std::string& work_;
  PaperChanges& changes_;
  const ListingStore& store_;
  const std::string dictionary_;
  const paper::RecordDictionary prepared_;
  const std::size_t per_part_;
  const std::size_t parts_;
  std::vector<std::int32_t> votes_;
  std::atomic<std::size_t> next_{0};  // part to write
  std::atomic<std::uint64_t> done_{0};
};

}  // namespace

std::size_t papers_per_part(std::size_t papers) {
  return std::max(std::clamp(rounded_up(papers, kParts), kMinPapersPerPart, kMaxPapersPerPart),
                  rounded_up(papers, kMaxParts));
}

std::vector<std::int32_t> write_new_database(Run& run, const std::string& work,
                                             const std::string& to, PaperChanges& changes,
                                             const ListingStore& store) {
  run.begin("index");
  NewDatabase database(run, work, changes, store);
  database.write();
  run.begin("compact");
  Xapian::Database written = database.written();
  compact(run, written, to);
  return std::move(database).votes();
}

}  // namespace nonmun::update
