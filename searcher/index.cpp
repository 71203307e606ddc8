#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <nonmun/search.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "indexer/index/database.hpp"
#include "indexer/system/hash.hpp"
#include "searcher/paper_lookup.hpp"
#include "searcher/result/alias_evidence.hpp"
#include "searcher/result_set.hpp"
#include "searcher/search.hpp"
#include "searcher/shards.hpp"
#include "searcher/similar.hpp"
#include "searcher/snapshot.hpp"
#include "searcher/suggest.hpp"

namespace nonmun {
namespace {

/// Whoever asks while an index is left out tries it again after this time.
constexpr std::chrono::seconds kRetryFailedAfter{2};

/// The generations that searches use, and the change to new ones. New ones are opened by the first
/// search that sees them, aside: until they are open, others go on with those before.
class CurrentSnapshot {
 public:
  CurrentSnapshot(std::vector<index::IndexPaths> indexes, double remote_timeout)
      : files_(std::move(indexes)), remote_timeout_(remote_timeout) {}

  /// What is published; while another thread opens it, what was before, unless that will not do any
  /// more. Reads each `current` once.
  /// @param published what each `current` says, also when opening it fails
  /// @throws Error(no_index), Error(version), Error(io)
  /// @param is_latest whether the snapshot is of `published`
  std::shared_ptr<Snapshot> get(bool previous_will_do, AllPublished& published, bool& is_latest) {
    std::unique_lock lock(mutex_);
    while (opening_ && !(snapshot_ && previous_will_do)) opened_.wait(lock);
    // Read under the lock: a thread that was held up must not bring an older generation back.
    published = files_.read();
    is_latest = !opening_ || published_ == published;
    if (opening_ || is_current(published)) return snapshot_;
    opening_ = true;
    const std::shared_ptr<Snapshot> before = snapshot_;
    lock.unlock();
    std::shared_ptr<Snapshot> opened;
    const auto finish = [&] {
      lock.lock();
      opening_ = false;
      opened_.notify_all();
    };
    try {
      opened = open_shards(indexes(), before.get(), remote_timeout_);
    } catch (...) {
      finish();
      throw;
    }
    finish();
    snapshot_ = opened;
    published_ = published;
    opened_at_ = Clock::now();
    distrusted_ = false;
    return opened;
  }

  /// Has a snapshot opened again, because a search in it has failed.
  void distrust(const std::shared_ptr<Snapshot>& snapshot) {
    const std::lock_guard lock(mutex_);
    if (snapshot_ == snapshot) distrusted_ = true;
  }

  /// The indexes that are left out.
  std::vector<FailedShard> failed() {
    const std::lock_guard lock(mutex_);
    return snapshot_ ? snapshot_->state().failed : std::vector<FailedShard>();
  }

  const std::vector<index::IndexPaths>& indexes() const { return files_.indexes(); }

 private:
  using Clock = std::chrono::steady_clock;

  bool is_current(const AllPublished& published) const {
    if (!snapshot_ || distrusted_ || published_ != published) return false;
    return snapshot_->state().failed.empty() || Clock::now() - opened_at_ < kRetryFailedAfter;
  }

  CurrentFiles files_;
  double remote_timeout_;
  std::mutex mutex_;
  std::condition_variable opened_;
  bool opening_ = false;     ///< by some thread
  bool distrusted_ = false;  ///< see distrust()
  std::shared_ptr<Snapshot> snapshot_;
  AllPublished published_;  ///< of `snapshot_`
  Clock::time_point opened_at_;
};

bool is_remote(const Snapshot& snapshot) {
  return std::any_of(snapshot.shards().begin(), snapshot.shards().end(),
                     [](const auto& shard) { return shard->is_remote(); });
}

}  // namespace

class Index::Impl {
  // First, for its return type is deduced.
  template <class Ask>
  auto with_snapshot(Ask ask) {
    const auto run = [&](const std::shared_ptr<Snapshot>& snapshot) {
      return index::with_xapian("searching " + name_, [&] { return ask(snapshot); });
    };
    if (fixed_) return run(fixed_);
    // A generation may be replaced and removed while it is being read; that is not damage. It
    // vanishes only when two newer ones were published meanwhile: more attempts than these mean
    // that something else is wrong.
    constexpr int kRetries = 20;
    // Servers may be gone: what does not answer when it is opened again is left out.
    constexpr int kRemoteRetries = 2;
    for (int attempt = 0;; ++attempt) {
      AllPublished published;
      bool is_latest = true;
      std::shared_ptr<Snapshot> snapshot;
      try {
        snapshot = current_.get(attempt == 0, published, is_latest);
        return run(snapshot);
      } catch (const Error& error) {
        if (error.code() != ErrorCode::io || attempt == kRetries) throw;
        const bool may_recover = snapshot && attempt < kRemoteRetries &&
                                 (is_remote(*snapshot) || snapshot->shards().size() > 1);
        if (may_recover) {
          current_.distrust(snapshot);
          continue;
        }
        if (is_latest && read_all_published(current_.indexes()) == published) throw;
      }
    }
  }

  template <class Ask>
  auto with_source(Ask ask) {
    return with_snapshot([&](const std::shared_ptr<Snapshot>& snapshot) {
      const Snapshot::Lease worker = snapshot->lease();
      return ask(source_of(*snapshot, *worker));
    });
  }

 public:
  Impl(std::vector<index::IndexPaths> indexes, double remote_timeout)
      : name_(indexes.front().root), current_(std::move(indexes), remote_timeout) {
    with_snapshot([](const std::shared_ptr<Snapshot>&) {});
  }

  Impl(const index::IndexPaths& index, const index::Pointer& pointer)
      : name_(index.root),
        fixed_(std::make_shared<Snapshot>(index, pointer)),
        current_({index}, kRemoteTimeoutSeconds) {}

  Results search(std::string_view text, const SearchOptions& options) {
    return with_snapshot([&](const std::shared_ptr<Snapshot>& snapshot) {
      return nonmun::search(*snapshot, text, options);
    });
  }

  std::unique_ptr<ResultSet::Impl> search_all(std::string_view text, const SearchOptions& options) {
    return with_snapshot([&](const std::shared_ptr<Snapshot>& snapshot) {
      return std::make_unique<ResultSet::Impl>(snapshot, text, options);
    });
  }

  std::optional<PaperDetails> paper(std::string_view id, std::string_view query) {
    return with_source([&](const Source& source) { return paper_details(source, id, query); });
  }

  Results similar(std::string_view id, const SearchOptions& options) {
    return with_snapshot([&](const std::shared_ptr<Snapshot>& snapshot) {
      return nonmun::similar(*snapshot, id, options);
    });
  }

  std::vector<Completion> suggest(std::string_view text, std::size_t limit) {
    return with_snapshot([&](const std::shared_ptr<Snapshot>& snapshot) {
      return nonmun::suggest(snapshot->derived().suggestions, text, limit);
    });
  }

  IndexInfo info() {
    return with_source([](const Source& source) { return index_info(source); });
  }

  std::vector<AliasEvidenceRow> aliases(std::string_view phrase) {
    return with_snapshot([&](const std::shared_ptr<Snapshot>& snapshot) {
      const Snapshot::Lease worker = snapshot->lease();
      return result::aliases_of(phrase, snapshot->derived(), worker->documents.database());
    });
  }

  std::vector<FailedShard> failed_shards() { return current_.failed(); }

 private:
  std::string name_;                 ///< of the first index, for messages
  std::shared_ptr<Snapshot> fixed_;  ///< of open_generation(); else null
  CurrentSnapshot current_;
};

Index::Index(const std::string& directory)
    : impl_(std::make_unique<Impl>(std::vector<index::IndexPaths>{index::IndexPaths(directory)},
                                   kRemoteTimeoutSeconds)) {}
Index::Index(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

Index Index::open_generation(const std::string& folder) {
  const std::filesystem::path path = std::filesystem::absolute(folder);
  const index::IndexPaths index(path.parent_path().parent_path().string());
  const index::Pointer pointer{path.filename().string(),
                               system::xxh3_hex_of_file((path / index::kManifestFile).string())};
  return Index(std::make_unique<Impl>(index, pointer));
}

Index Index::open_all(const std::vector<std::string>& directories, double remote_timeout_seconds) {
  if (directories.empty()) throw Error(Cause::usage, "no index given");
  const std::vector<index::IndexPaths> indexes(directories.begin(), directories.end());
  return Index(std::make_unique<Impl>(indexes, remote_timeout_seconds));
}

std::vector<FailedShard> Index::failed_shards() const {
  return impl().failed_shards();
}

Index::Impl& Index::impl() const {
  if (!impl_) throw Error(ErrorCode::usage, "this Index was moved from; it cannot be searched");
  return *impl_;
}

Results Index::search(std::string_view query, const SearchOptions& options) const {
  return impl().search(query, options);
}

ResultSet Index::search_all(std::string_view query, const SearchOptions& options) const {
  return ResultSet(impl().search_all(query, options));
}

std::optional<PaperDetails> Index::paper(std::string_view id, std::string_view query) const {
  return impl().paper(id, query);
}

Results Index::similar(std::string_view id, const SearchOptions& options) const {
  return impl().similar(id, options);
}

std::vector<Completion> Index::suggest(std::string_view text, std::size_t limit) const {
  return impl().suggest(text, limit);
}

IndexInfo Index::info() const {
  return impl().info();
}

std::vector<AliasEvidenceRow> Index::aliases(std::string_view phrase) const {
  return impl().aliases(phrase);
}

std::string Index::default_directory() {
  return index::default_index_directory();
}

}  // namespace nonmun
