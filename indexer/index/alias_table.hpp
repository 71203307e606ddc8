#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nonmun::index {

/// A Korean phrase and an English one for the same thing.
struct Alias {
  std::string korean;
  std::string english;
  std::uint32_t papers = 0;  ///< that say so
  float confidence = 0;      ///< 0 to 1; only for ordering and display

  bool operator==(const Alias&) const = default;
};

/// An acronym and what it abbreviates, both English.
struct AcronymExpansion {
  std::string acronym;
  std::string english;
  std::uint32_t papers = 0;
  float confidence = 0;

  bool operator==(const AcronymExpansion&) const = default;
};

/// What a corpus says about names, cleaned.
struct AliasTable {
  std::vector<Alias> aliases;                ///< sorted by papers descending, then text
  std::vector<AcronymExpansion> expansions;  ///< likewise

  /// The bytes that AliasTableView reads. Equal tables give equal bytes.
  std::string serialise() const;
};

/// Another name of a phrase. The views point into the bytes of the AliasTableView.
struct AliasName {
  std::string_view phrase;
  std::uint32_t papers = 0;
  float confidence = 0;
};

/// A run of words that has aliases.
struct AliasMatch {
  std::size_t first = 0;  ///< index of the run's first word
  std::size_t count = 0;  ///< words in the run, at least 1
  std::vector<AliasName> names;
};

/// Reads a serialised AliasTable in place. Safe to share between threads; the bytes must outlive
/// it.
class AliasTableView {
 public:
  /// A table without entries.
  AliasTableView() = default;

  /// Checks all of `bytes`. Throws std::runtime_error("damaged alias table …").
  explicit AliasTableView(std::string_view bytes);

  /// Phrases that have aliases.
  std::size_t size() const { return phrases_; }

  /// The other names of a phrase in either language, most papers first: translations, and acronyms
  /// or expansions, also those of a translation. Case, spaces, hyphens and an English plural do not
  /// matter. Empty when there are none.
  std::vector<AliasName> find(std::string_view phrase) const;

  /// The runs of `words` that have aliases, from left to right without overlap, the longest first
  /// at each word. Words are normalised (case-folded) but not stemmed; a Korean word without its
  /// particle.
  std::vector<AliasMatch> find_runs(std::span<const std::string> words) const;

 private:
  std::uint32_t number(std::size_t offset) const;
  std::string_view text(std::size_t offset) const;
  std::string_view key_of(std::size_t phrase) const;
  std::vector<AliasName> names_of(std::size_t phrase) const;
  std::size_t position(std::string_view key) const;

  std::string_view bytes_;
  std::size_t phrases_ = 0;
  std::size_t links_ = 0;
  std::size_t longest_key_ = 0;
};

}  // namespace nonmun::index
