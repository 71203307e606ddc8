#pragma once

#include <optional>
#include <string>

#include "indexer/index/generation.hpp"

namespace nonmun {

/// A generation under construction: a folder beside the published ones, removed with the object
/// unless it was published.
class Staging {
 public:
  explicit Staging(const IndexPaths& index);
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;
  ~Staging();

  const std::string& folder() const { return folder_; }
  std::string database() const { return folder_ + "/" + kDatabaseFolder; }
  std::string work() const { return folder_ + ".work"; }  ///< scratch space beside it

  /// Completes the manifest (name, time, files), without publishing.
  /// `database` stays when set; otherwise this generation is the builder of its own.
  void seal(Manifest& manifest);

  /// Makes the sealed generation the current one, and `previous` the one that rollback restores:
  /// everything is on the disk before `current` changes, so a crash at any moment leaves the old or
  /// the new generation. What is no longer needed is removed then.
  void publish(const Manifest& manifest, const std::optional<Pointer>& previous);

 private:
  IndexPaths index_;
  std::string folder_;
  std::string manifest_bytes_;
};

/// Publishes a generation that is already there, and removes what is no longer needed.
void switch_to(const IndexPaths& index, const Published& published);

/// Removes everything that is neither the current generation nor the one rollback would restore:
/// what killed runs left, and generations that are no longer needed. When `current` does not tell
/// which these are, no complete generation is removed.
void clean(const IndexPaths& index);

/// Whether every file of a generation is as its manifest says.
bool is_whole(const IndexPaths& index, const Pointer& pointer);

/// The newest generation in good order, and the next with another database: what an index has left
/// when its `current` is lost. Reads them all.
std::optional<Published> sound_generations(const IndexPaths& index);

/// Now, as "20251109T180000Z" and "2025-11-09T18:00:00Z".
std::string compact_time();
std::string iso_time();

}  // namespace nonmun
