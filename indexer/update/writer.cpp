#include "indexer/update/writer.hpp"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <future>
#include <system_error>
#include <thread>

#include "indexer/index/database.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/system/files.hpp"
#include "indexer/update/amount.hpp"
#include "indexer/update/compaction.hpp"
#include "indexer/update/dictionary.hpp"
#include "indexer/update/document.hpp"
#include "indexer/update/new_database.hpp"

namespace nonmun::update {
namespace {

namespace fs = std::filesystem;

/// Analyzed together by one thread: enough to make the hand-over cheap, little enough to keep the
/// memory of waiting documents small, also when papers are long.
constexpr Amount kBatch{64, 256 << 10};

/// Written between commits. Xapian's own 10,000 papers cost 1.8 times the CPU and 130 MB more at
/// 8,000 papers: its maps of pending postings outgrow the processor's caches. They take about 25
/// times the memory of the text.
constexpr Amount kCommitEvery{1024, 2 << 20};

using Documents = std::vector<BuiltDocument>;

/// Damage must not be copied into a generation with fresh hashes; below kVerifyAllBelow it was
/// looked for when the generation was opened.
void verify_before_copy(const Base& base) {
  if (base.manifest.bytes() < index::kVerifyAllBelow) return;
  index::verify_generation(base.folder, base.manifest, index::Verify::full);
}

void copy_database(const Run& run, const Base& base, const std::string& to) {
  for (const fs::directory_entry& entry : fs::directory_iterator(base.database())) {
    run.check_interrupted();
    system::copy_file(entry.path().string(), to + "/" + entry.path().filename().string());
  }
}

/// Writes the new lines of a paper. Xapian leaves the terms of a document alone that was read from
/// the same database and got no other ones.
void write_moved(Xapian::WritableDatabase& db, Xapian::docid docid, const Xapian::Document& moved) {
  Xapian::Document document = db.get_document(docid);
  document.set_data(moved.get_data());
  document.add_value(index::kContentSlot, moved.get_value(index::kContentSlot));
  db.replace_document(docid, document);
}

void write_paper(Xapian::WritableDatabase& db, PaperChange& change,
                 const Xapian::Document& document) {
  if (change.deleted()) {
    db.delete_document(change.docid);
  } else if (change.docid == 0) {
    change.docid = db.add_document(document);
  } else if (change.moved) {
    write_moved(db, change.docid, document);
  } else {
    db.replace_document(change.docid, document);
  }
}

/// Starts a thread, or leaves the work to the one that waits for it when there can be no more.
template <class Work>
std::future<Documents> start(const Work& work, std::size_t from, std::size_t to) {
  try {
    return std::async(std::launch::async, work, from, to);
  } catch (const std::system_error&) {
    return std::async(std::launch::deferred, work, from, to);
  }
}

/// How much the batch is that begins with a paper; at least that paper.
Amount next_batch(const PaperChanges& changes, std::size_t from) {
  Amount amount;
  while (from + amount.papers < changes.papers.size() && !amount.reaches(kBatch)) {
    amount += {1, changes.bytes(changes.papers[from + amount.papers])};
  }
  return amount;
}

struct Batch {
  Amount amount;
  std::future<Documents> documents;
};

/// Analyzes in all threads, writes in this one, in an order that does not depend on the threads.
std::vector<std::int32_t> write_papers(const Run& run, Xapian::WritableDatabase& db,
                                       const std::string& folder, PaperChanges& changes,
                                       const ListingStore& store) {
  std::vector<PaperChange>& papers = changes.papers;
  const std::size_t jobs = run.options().jobs > 0
                               ? run.options().jobs
                               : std::max(1U, std::thread::hardware_concurrency());
  const paper::RecordDictionary dictionary = record_dictionary(db, changes, store);
  const auto analyze = [&](std::size_t from, std::size_t to) {
    DocumentBuilder builder(dictionary);
    Documents documents;
    for (std::size_t i = from; i < to; ++i) {
      if (papers[i].deleted()) {
        documents.push_back({{}, index::VoteTable::kUnknown});
        continue;
      }
      const paper::EncodedRecord record = changes.record(papers[i], store);
      documents.push_back(papers[i].moved ? builder.build_moved(record) : builder.build(record));
    }
    return documents;
  };
  std::vector<std::int32_t> votes;
  std::deque<Batch> waiting;
  std::size_t begun = 0;
  Amount pending;
  while (votes.size() < papers.size()) {
    run.check_interrupted();
    while (waiting.size() <= jobs && begun < papers.size()) {
      const Amount amount = next_batch(changes, begun);
      waiting.push_back({amount, start(analyze, begun, begun + amount.papers)});
      begun += amount.papers;
    }
    const Documents documents = waiting.front().documents.get();
    for (const BuiltDocument& built : documents) {
      index::write_in_place(folder, [&] { write_paper(db, papers[votes.size()], built.document); });
      votes.push_back(built.votes);
    }
    pending += waiting.front().amount;
    waiting.pop_front();
    if (pending.reaches(kCommitEvery)) {
      index::write_in_place(folder, [&] { db.commit(); });
      pending = {};
    }
    run.progress("index", votes.size(), papers.size());
  }
  index::write_in_place(folder, [&] { db.commit(); });
  return votes;
}

/// Blocks of a compact database are full. Changes split them, so it grows by more than what is
/// added: at 100,000 papers a change of 0.5 % of them adds 3 % to the database, the next ones 2 %
/// each. To compact it costs as much as ten such changes.
bool has_grown(std::uint64_t bytes, std::uint64_t compacted) {
  return bytes > compacted + compacted / 10;
}

WrittenDatabase write_changes(Run& run, const publish::Staging& staging, const Base& base,
                              PaperChanges& changes, const ListingStore& store) {
  verify_before_copy(base);
  WrittenDatabase written;
  run.begin("copy");
  const std::string folder = staging.database();
  fs::create_directory(folder);
  copy_database(run, base, folder);
  run.begin("index");
  // In place, as nobody reads the copy before it is published: what a crash leaves of it is
  // removed. Blocks that are written beside the old ones would double the tables. It is synced
  // when it is published.
  Xapian::WritableDatabase db(folder, Xapian::DB_OPEN | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
  index::require_tables(db, folder);
  written.digest_votes = write_papers(run, db, folder, changes, store);
  written.last_docid = db.get_lastdocid();
  written.documents = db.get_doccount();
  db.close();
  written.compacted_bytes = base.manifest.compacted_bytes;
  written.in_place = !has_grown(bytes_of(folder), written.compacted_bytes);
  if (!written.in_place) {
    run.begin("compact");
    fs::rename(folder, staging.work());
    Xapian::Database grown = index::open_database(staging.work());
    compact(run, grown, folder);
    written.compacted_bytes = bytes_of(folder);
  }
  return written;
}

WrittenDatabase write_new(Run& run, const publish::Staging& staging, PaperChanges& changes,
                          const ListingStore& store) {
  WrittenDatabase written;
  written.digest_votes =
      write_new_database(run, staging.work(), staging.database(), changes, store);
  written.documents = changes.papers.size();
  written.last_docid = static_cast<Xapian::docid>(changes.papers.size());
  written.compacted_bytes = bytes_of(staging.database());
  return written;
}

}  // namespace

WrittenDatabase write_database(Run& run, const publish::Staging& staging, const Base* base,
                               PaperChanges& changes, const ListingStore& store) {
  return index::with_xapian("writing " + staging.folder(), [&] {
    WrittenDatabase written = base == nullptr ? write_new(run, staging, changes, store)
                                              : write_changes(run, staging, *base, changes, store);
    fs::remove_all(staging.work());
    return written;
  });
}

}  // namespace nonmun::update
