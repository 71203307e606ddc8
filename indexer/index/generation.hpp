#pragma once

#include <cstdint>
#include <nonmun/error.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace nonmun::index {

/// An index folder:
///   DIR/current                    the published generation and the one that rollback restores,
///                                  a line each: name, hash of the manifest
///   DIR/generations/NAME/          one sealed generation (see Manifest)
///   DIR/lock                       held by a writing run
/// $NONMUN_INDEX, else $XDG_DATA_HOME/nonmun/index, else ~/.local/share/nonmun/index.
std::string default_index_directory();

/// A generation never changes after publishing; readers follow `current`.
struct IndexPaths {
  explicit IndexPaths(const std::string& directory)
      : root(directory.empty() ? default_index_directory() : directory) {}
  std::string root;
  std::string current() const { return root + "/current"; }
  std::string lock() const { return root + "/lock"; }
  std::string generations() const { return root + "/generations"; }
  std::string generation(const std::string& name) const { return generations() + "/" + name; }
};

/// Files of a generation, relative to its folder.
inline constexpr const char* kDatabaseFolder = "db";  ///< Xapian glass, compacted
inline constexpr const char* kVotesFile = "votes";
inline constexpr const char* kSortKeysFile = "sort-keys";  ///< of a mirror; see SortKeyTable
inline constexpr const char* kDerivedFolder = "derived";   ///< query-side tables, from all papers
inline constexpr const char* kManifestFile = "manifest.json";

/// Whether a name is one that a generation may have: "20251109T180000Z-3f2a07c1". Names from files
/// become paths, so no other is followed.
bool is_generation_name(std::string_view name);

/// A generation, by its name and its manifest's content.
struct Pointer {
  std::string generation;
  std::string manifest_hash;  ///< xxh3-128, hexadecimal

  bool operator==(const Pointer&) const = default;
  std::string encode() const { return generation + " " + manifest_hash + "\n"; }
};

/// What `current` holds. All other generations are leftovers: a run that was killed may have made
/// a complete one and not published it.
struct Published {
  Pointer now;
  std::optional<Pointer> previous;  ///< with another database than the present one's

  bool operator==(const Published&) const = default;
  std::string encode() const { return now.encode() + (previous ? previous->encode() : ""); }
  /// Nothing when the content is not in good order.
  static std::optional<Published> decode(std::string_view content);
};

/// What is published, or nothing when there is no index.
/// @throws Error(io) when `current` is there but unreadable or damaged.
std::optional<Published> read_published(const IndexPaths& index);
/// The published generation alone.
std::optional<Pointer> read_pointer(const IndexPaths& index);

/// The error for damage, with its remedies.
Error damaged_index(const std::string& what);

/// The error for an index folder without an index.
Error no_index(const IndexPaths& index);

/// Calls ask(what is published). A generation may be replaced and removed while it is being read;
/// that is no damage, so then it asks again.
/// @throws Error(no_index) when nothing is published, and whatever `ask` throws.
template <class Ask>
auto with_published(const IndexPaths& index, Ask ask) {
  // A generation vanishes only when two newer ones were published meanwhile: more attempts than
  // these mean that something else is wrong.
  constexpr int kRetries = 20;
  for (int attempt = 0;; ++attempt) {
    const std::optional<Published> published = read_published(index);
    if (!published) throw no_index(index);
    try {
      return ask(*published);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::io || attempt == kRetries) throw;
      if (read_published(index) == published) throw;
    }
  }
}

}  // namespace nonmun::index
