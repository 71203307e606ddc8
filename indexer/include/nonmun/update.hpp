#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <nonmun/error.hpp>
#include <nonmun/reject.hpp>
#include <optional>
#include <string>
#include <vector>

#pragma GCC visibility push(default)  // the public names of a shared library

namespace nonmun {

/// How far a long run is. `total` is 0 when it is not known.
struct Progress {
  /// "read", "copy", "index", "compact", "derive", "similarity", "verify", "publish",
  /// "shards"; "examine" of the doctor
  const char* phase;
  std::uint64_t done;
  std::uint64_t total;
};

struct UpdateOptions {
  /// The index folder, created when missing. Empty: the default, as of Index::default_directory().
  std::string index;
  std::vector<std::string> sources;  ///< files, folders, or "-" for standard input
  /// Start from `sources` alone. Refreshed votes and the papers of an IndexWriter are kept, because
  /// only the index has them.
  bool rebuild = false;
  bool prune = false;  ///< drop files below `sources` that have vanished
  /// Name of standard input among `sources`. Pipes of one name replace each other; without a name
  /// they may add papers, but not remove any.
  std::string source_name;
  /// Files and folders that are not read as sources wherever they are, such as a report of the
  /// caller. The index folder never is.
  std::vector<std::string> not_sources;
  bool upgrade = true;  ///< bring an index of an older version up to date instead of refusing it
  /// Text of new papers to hold in memory, in bytes; beyond it goes to a file in the index.
  std::uint64_t memory_bytes = std::uint64_t{16} << 20;
  bool strict = false;  ///< refuse to publish when any entry is rejected
  std::uint64_t max_file_size = std::uint64_t{64} << 20;  ///< bytes; a larger file is a reject
  unsigned jobs = 0;        ///< threads that analyze text; 0: one per core
  double wait_seconds = 0;  ///< how long to wait for another run to end, in seconds
  /// A last check of the generation in this folder before it is published: what is wrong, a line
  /// each. May be empty.
  std::function<std::vector<std::string>(const std::string& folder)> gate;
  /// Shards to publish beside the whole, each an index of its own in shards/NUMBER of the index
  /// folder; 0: leave what is there alone.
  unsigned shards = 0;
  double max_drop_percent = 2.0;  ///< refuse to lose more of the documents than this
  /// Read and compare, and report what would change and which gate would refuse, but write nothing:
  /// neither a generation nor the lock, so another run may go on meanwhile. `gate` is not called.
  bool dry_run = false;
  std::function<void(const Progress&)> progress;    ///< may be empty
  std::function<void(const std::string&)> warning;  ///< one warning or reject per call
  const std::atomic<bool>* interrupted = nullptr;   ///< when it turns true the run ends unpublished
  /// One line for each source that was read and each step that has ended. May be empty; must not
  /// throw.
  std::function<void(const std::string&)> detail{};
};

/// How a paper differs from the published generation.
enum class Difference : std::uint8_t { added, changed, removed };

struct PaperDifference {
  Difference difference;
  std::string id;
};

/// A given source of which no known file is left: taken for a missing mount, so what it said stays.
struct MissingSource {
  std::string name;
  std::uint64_t files = 0;
  std::uint64_t papers = 0;
};

/// What a part of a run took.
struct PhaseTime {
  std::string name;  ///< as in Progress, and before them "wait" (for the lock) and "open"
  double seconds;
  double cpu_seconds;  ///< of all threads
};

/// What a run did. Papers, not files, are counted.
struct UpdateReport {
  std::uint64_t added = 0;
  std::uint64_t changed = 0;    ///< papers of which something is said that was not, or no longer
  std::uint64_t unchanged = 0;  ///< also those that only moved to other lines of their files
  std::uint64_t removed = 0;
  std::uint64_t rejected = 0;         ///< entries of the given sources that could not be used
  std::uint64_t rejected_before = 0;  ///< of them, those of files that have not changed
  std::uint64_t skipped_files = 0;    ///< Markdown files that are not digests
  std::uint64_t documents = 0;        ///< in the index after the run
  double seconds = 0;
  bool published = false;
  std::string generation;         ///< the one in force after the run; empty when there is none
  std::string previous;           ///< the one in force before it; empty when there was none
  unsigned published_shards = 0;  ///< shards with a new generation
  std::vector<Reject> rejects;
  std::vector<MissingSource> missing;  ///< all else was published: the caller should say so
  bool upgraded = false;               ///< the index was of another version
  std::vector<PhaseTime> phases;       ///< in order; phases with nothing to do are left out
  /// The run was a dry one and got so far as to compare: the counts are those of an update.
  bool compared = false;
  bool would_publish = false;                ///< of a dry run: there is something to publish
  std::vector<PaperDifference> differences;  ///< of a dry run, ordered by id
};

/// Brings the index up to date with the sources and publishes a new generation, unless nothing
/// changed. A supplied file replaces what it contributed before; other files stay.
/// @throws Error(bad_input) nothing valid at all, `strict` and rejects, or a gate refused, see
/// Cause;
///         Error(locked), Error(io), Error(version), Error(interrupted). Nothing is published then.
UpdateReport update_index(const UpdateOptions& options);

/// The same, filling `report` as it goes: after an error it tells how far the run came.
void update_index(const UpdateOptions& options, UpdateReport& report);

/// Removes sources, and the papers that no other one lists: `names` are paths, with everything
/// below them, or names of pipes. Of the options, those about sources have no effect.
/// @throws Error(bad_input) when the index does not know one, Error(no_index), and as above.
void forget_sources(const UpdateOptions& options, const std::vector<std::string>& names,
                    UpdateReport& report);

/// What the index knows of one source.
struct SourceInfo {
  std::string name;  ///< a path or the name of a pipe; '%' and bytes that are not UTF-8 as "%XX"
  std::uint64_t papers = 0;
  std::uint64_t rejected = 0;
};

/// The sources of the published generation, ordered by name.
/// @throws Error(no_index), Error(version), Error(io).
std::vector<SourceInfo> index_sources(const std::string& index);

struct VotesReport {
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t rejected = 0;
  std::vector<std::string> unknown;  ///< ids that the index does not have
  std::vector<Reject> rejects;
  double seconds = 0;
  bool published = false;
  std::string generation;
};

struct VotesOptions {
  std::string index;   ///< as in UpdateOptions
  std::string source;  ///< a JSONL or public API JSON file, or "-"
  std::uint64_t max_file_size = std::uint64_t{64} << 20;  ///< bytes; a larger file is an error
  double wait_seconds = 0;  ///< how long to wait for another run to end, in seconds
  const std::atomic<bool>* interrupted = nullptr;
  std::function<void(const std::string&)> warning{};  ///< one per call, such as a leftover
  std::function<void(const std::string&)> detail{};   ///< one line for each file that was read
};

/// Refreshes vote counts alone: a new generation with the same database.
/// @throws Error as update_index().
VotesReport refresh_votes(const VotesOptions& options);

/// A vote count that a refresh gave.
struct RefreshedVote {
  std::string id;
  std::int64_t votes = 0;
  std::int64_t votes_at = 0;  ///< Unix seconds; 0: not known
};

/// All refreshed vote counts, ordered by id; also of an index that an update would upgrade.
/// @throws Error(no_index), Error(version), Error(io).
std::vector<RefreshedVote> exported_votes(const std::string& index);

struct IndexStats {
  std::string index;
  std::string generation;
  std::string built_at;
  std::string analyzer;
  std::uint64_t documents = 0;
  std::uint64_t terms = 0;    ///< distinct terms, all prefixes
  double average_length = 0;  ///< terms a document
  std::uint64_t sources = 0;
  std::uint64_t rejected = 0;
  std::uint64_t votes_known = 0;  ///< papers whose vote count is known
  std::uint64_t votes_refreshed = 0;
  std::string first_day, last_day;  ///< listed, ISO; empty in an empty index
  std::uint64_t bytes = 0;          ///< of the generation
  std::string previous;             ///< generation that a rollback would restore; may be empty
};

/// @throws Error(no_index), Error(version), Error(io).
IndexStats index_stats(const std::string& index);

struct CheckReport {
  std::string generation;
  std::string built_at;  ///< ISO 8601, UTC
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  std::vector<std::string> damage;  ///< one problem per item; empty when there is none
};

/// Verifies every file of the published generation, and Xapian's structures.
/// @throws Error(no_index), Error(version), Error(io) when even the manifest cannot be read.
CheckReport check_index(const std::string& index);

struct MirrorOptions {
  std::string shard;   ///< folder of the shard to mirror
  std::string mirror;  ///< folder of the mirror, created when missing
  std::string remote;  ///< HOST:PORT of a xapian-tcpsrv over the generation's db/
  /// Copy the postings too: papers are matched by who searches then, and the server only gives
  /// their texts. Otherwise the server matches.
  bool postings = false;
  double wait_seconds = 0;  ///< how long to wait for another run to end, in seconds
  const std::atomic<bool>* interrupted = nullptr;
  std::function<void(const std::string&)> warning{};  ///< one per call, such as a leftover
};

struct MirrorReport {
  std::string generation;  ///< of the mirror
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;
  bool published = false;  ///< false: the mirror was up to date
};

/// Makes or refreshes the mirror of a shard whose database a server has: an index folder with
/// verified copies of everything that a search reads but for the papers themselves, and the
/// server's address in place of the database.
/// @throws Error(usage) for a malformed address, Error(no_index), Error(version), Error(io),
///         Error(locked), Error(interrupted). Nothing is published then.
MirrorReport mirror_index(const MirrorOptions& options);

/// Publishes the previous generation again. @return its name.
/// @param warning told, once each, what was left behind because it could not be removed; may be
/// empty
/// @throws Error(no_index) when there is none, Error(locked), Error(io), Error(interrupted) while
///         waiting for another run.
std::string rollback_index(const std::string& index, double wait_seconds,
                           const std::atomic<bool>* interrupted = nullptr,
                           const std::function<void(const std::string&)>& warning = nullptr);

}  // namespace nonmun

#pragma GCC visibility pop
