#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <nonmun/search.hpp>
#include <optional>
#include <utility>

#include "indexer/index/database.hpp"
#include "indexer/system/hash.hpp"
#include "searcher/paper_lookup.hpp"
#include "searcher/result/alias_evidence.hpp"
#include "searcher/result_set.hpp"
#include "searcher/search.hpp"
#include "searcher/similar.hpp"
#include "searcher/snapshot.hpp"
#include "searcher/suggest.hpp"

namespace nonmun {
namespace {

/// The generation that searches use, and the change to a new one. A new one is opened by the first
/// search that sees it, aside: until it is open, others go on with the one before.
class CurrentSnapshot {
 public:
  explicit CurrentSnapshot(index::IndexPaths index) : index_(std::move(index)) {}

  /// The published generation; while another thread opens it, the one before, unless that will not
  /// do any more. Reads `current` once.
  /// @param published what `current` says, also when opening it fails
  /// @throws Error(no_index), Error(version), Error(io)
  std::shared_ptr<Snapshot> get(bool previous_will_do, index::Pointer& published) {
    std::unique_lock lock(mutex_);
    while (opening_ && !(snapshot_ && previous_will_do)) opened_.wait(lock);
    // Read under the lock: a thread that was held up must not bring an older generation back.
    const std::optional<index::Pointer> pointer = index::read_pointer(index_);
    if (!pointer) throw index::no_index(index_);
    published = *pointer;
    if (opening_ || (snapshot_ && snapshot_->pointer() == *pointer)) return snapshot_;
    opening_ = true;
    lock.unlock();
    std::shared_ptr<Snapshot> opened;
    const auto finish = [&] {
      lock.lock();
      opening_ = false;
      opened_.notify_all();
    };
    try {
      opened = std::make_shared<Snapshot>(index_, *pointer);
    } catch (...) {
      finish();
      throw;
    }
    finish();
    snapshot_ = opened;
    return opened;
  }

 private:
  index::IndexPaths index_;
  std::mutex mutex_;
  std::condition_variable opened_;
  bool opening_ = false;  ///< by some thread
  std::shared_ptr<Snapshot> snapshot_;
};

}  // namespace

class Index::Impl {
  // First, for its return type is deduced.
  template <class Ask>
  auto with_snapshot(Ask ask) {
    const auto run = [&](const std::shared_ptr<Snapshot>& snapshot) {
      return index::with_xapian("searching " + index_.root, [&] { return ask(snapshot); });
    };
    if (fixed_) return run(fixed_);
    // A generation may be replaced and removed while it is being read; that is not damage. It
    // vanishes only when two newer ones were published meanwhile: more attempts than these mean
    // that something else is wrong.
    constexpr int kRetries = 20;
    for (int attempt = 0;; ++attempt) {
      index::Pointer published;
      std::shared_ptr<Snapshot> snapshot;
      try {
        snapshot = current_.get(attempt == 0, published);
        return run(snapshot);
      } catch (const Error& error) {
        if (error.code() != ErrorCode::io || attempt == kRetries) throw;
        const bool was_published = !snapshot || snapshot->pointer() == published;
        if (was_published && index::read_pointer(index_) == published) throw;
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
  explicit Impl(const std::string& directory) : index_(directory), current_(index_) {
    with_snapshot([](const std::shared_ptr<Snapshot>&) {});
  }

  Impl(const index::IndexPaths& index, const index::Pointer& pointer)
      : index_(index), fixed_(std::make_shared<Snapshot>(index, pointer)), current_(index) {}

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
      return result::aliases_of(phrase, snapshot->derived(), worker->database);
    });
  }

 private:
  index::IndexPaths index_;
  std::shared_ptr<Snapshot> fixed_;  ///< of open_generation(); else null
  CurrentSnapshot current_;
};

Index::Index(const std::string& directory) : impl_(std::make_unique<Impl>(directory)) {}
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
