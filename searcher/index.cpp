#include <filesystem>
#include <mutex>
#include <nonmun/search.hpp>
#include <optional>

#include "indexer/index/database.hpp"
#include "indexer/system/hash.hpp"
#include "searcher/result/alias_evidence.hpp"
#include "searcher/search.hpp"
#include "searcher/snapshot.hpp"

namespace nonmun {

class Index::Impl {
  // First, for its return type is deduced.
  template <class Ask>
  auto with_snapshot(Ask ask) {
    const auto search = [&](Snapshot& snapshot) {
      return with_xapian("searching " + index_.root, [&] { return ask(snapshot); });
    };
    if (fixed_) return search(*snapshot_);
    return with_published(index_, [&](const Published&) { return search(*current()); });
  }

 public:
  explicit Impl(const std::string& directory) : index_(directory) {
    with_snapshot([](Snapshot&) {});
  }

  Impl(const IndexPaths& index, const Pointer& pointer)
      : index_(index), fixed_(true), snapshot_(std::make_shared<Snapshot>(index, pointer)) {}

  Results search(std::string_view text, const SearchOptions& options) {
    return with_snapshot(
        [&](Snapshot& snapshot) { return nonmun::search(snapshot, text, options); });
  }

  std::vector<AliasEvidenceRow> aliases(std::string_view phrase) {
    return with_snapshot([&](Snapshot& snapshot) {
      const Snapshot::Lease worker = snapshot.lease();
      return result::aliases_of(phrase, snapshot.derived(), worker->database);
    });
  }

 private:
  std::shared_ptr<Snapshot> current() {
    // Read under the lock: a thread that was held up must not bring an older generation back.
    const std::lock_guard lock(mutex_);
    const std::optional<Pointer> pointer = read_pointer(index_);
    if (!pointer) throw no_index(index_);
    if (!snapshot_ || snapshot_->pointer() != *pointer) {
      snapshot_ = std::make_shared<Snapshot>(index_, *pointer);
    }
    return snapshot_;
  }

  IndexPaths index_;
  bool fixed_ = false;
  std::mutex mutex_;
  std::shared_ptr<Snapshot> snapshot_;
};

Index::Index(const std::string& directory) : impl_(std::make_unique<Impl>(directory)) {}
Index::Index(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

Index Index::open_generation(const std::string& folder) {
  const std::filesystem::path path = std::filesystem::absolute(folder);
  const IndexPaths index(path.parent_path().parent_path().string());
  const Pointer pointer{path.filename().string(),
                        xxh3_hex_of_file((path / kManifestFile).string())};
  return Index(std::make_unique<Impl>(index, pointer));
}

Results Index::search(std::string_view query, const SearchOptions& options) const {
  return impl_->search(query, options);
}

std::vector<AliasEvidenceRow> Index::aliases(std::string_view phrase) const {
  return impl_->aliases(phrase);
}

std::string Index::default_directory() {
  return default_index_directory();
}

}  // namespace nonmun
