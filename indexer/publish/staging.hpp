#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/index/manifest.hpp"
#include "indexer/publish/generations.hpp"

namespace nonmun::publish {

/// A generation under construction: a folder beside the published ones, removed with the object
/// unless it was published.
class Staging {
 public:
  explicit Staging(const index::IndexPaths& index);
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;
  ~Staging();

  const std::string& folder() const { return folder_; }
  std::string database() const { return folder_ + "/" + index::kDatabaseFolder; }
  std::string work() const { return folder_ + kWorkSuffix; }  ///< scratch space beside it

  /// Completes the manifest (name, time, files), without publishing.
  /// `database` stays when set; otherwise this generation is the builder of its own.
  void seal(index::Manifest& manifest);

  /// Makes the sealed generation the current one, and `previous` the one that rollback restores:
  /// everything is on the disk before `current` changes, so a crash at any moment leaves the old or
  /// the new generation. What is no longer needed is removed then.
  /// @return what could not be removed, one item per line.
  std::vector<std::string> publish(const index::Manifest& manifest,
                                   const std::optional<index::Pointer>& previous);

 private:
  index::IndexPaths index_;
  std::string folder_;
  std::string manifest_bytes_;
};

}  // namespace nonmun::publish
