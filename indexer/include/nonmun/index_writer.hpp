#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <nonmun/error.hpp>
#include <nonmun/update.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#pragma GCC visibility push(default)  // the public names of a shared library

namespace nonmun {

/// A section of a summary.
struct SectionInput {
  std::string kind = "body";  ///< body, whats_new, technical, performance or other
  std::string label{};        ///< heading of a section of kind other; ignored for the other kinds
  std::string text{};         ///< a section without text is left out
};

/// A paper that a program has itself. Each member means what the key of nonmun-jsonl(5) means and
/// is checked alike; what is empty is not known.
struct PaperInput {
  std::string id;                       ///< arXiv id, or "x:" and a key of the program's own
  std::string title;                    ///< required
  std::vector<std::string> listed{};    ///< days listed, YYYY-MM-DD; at least one
  std::optional<std::int64_t> votes{};  ///< 0 to 1,000,000,000
  std::string votes_at{};               ///< when the votes were counted, 2025-05-09T23:00:00Z
  std::vector<std::string> authors{};
  std::vector<SectionInput> sections{};  ///< a paper has sections or an abstract
  std::string abstract{};
  std::vector<std::string> keywords{};
  std::string url{};        ///< http or https; of a paper that is not on arXiv
  std::string withdrawn{};  ///< day withdrawn, YYYY-MM-DD
};

struct WriterOptions {
  std::string index;  ///< the index folder, as in UpdateOptions
  /// Name of the source that the writer's papers are: not empty, not "stdin", and without '/' or
  /// '-' in front. Writers and named pipes of one name are one source.
  std::string source_name;

  // What follows is for commit(), and as in UpdateOptions. No entry is ever rejected there, because
  // add() refuses it at once.
  bool upgrade = true;
  std::uint64_t memory_bytes = std::uint64_t{16} << 20;
  unsigned jobs = 0;
  double wait_seconds = 0;
  std::function<std::vector<std::string>(const std::string& folder)> gate{};
  double max_drop_percent = 2.0;
  std::function<void(const Progress&)> progress{};
  std::function<void(const std::string&)> warning{};  ///< also called by add()
  const std::atomic<bool>* interrupted = nullptr;
};

/// Indexes papers that a program has itself, such as those of its own database, without files. The
/// papers of a writer are one source of the index: index_sources() lists it, forget_sources()
/// removes it, and updates leave it alone, also those that prune or rebuild. An index may have
/// several such sources, beside digests; a paper that several list is one paper. After any sequence
/// of commits the answers are those of an index that was built from the papers as they are now.
///
/// Changes are held in memory until commit() publishes them all at once; searches see nothing of
/// them before. A writer holds no lock and no file between calls. One thread at a time may use a
/// writer; several writers, also of one source and in several processes, may be used at once: the
/// changes of each apply to what is published when it commits.
class IndexWriter {
 public:
  /// @throws Error with Cause::usage when the name of the source is not valid.
  explicit IndexWriter(WriterOptions options);
  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;
  ~IndexWriter();  ///< forgets what was not committed

  /// Adds the paper, or replaces what this source says of the paper with its id.
  /// @throws Error(bad_input) with the reason when the paper is not valid; nothing has changed
  /// then.
  void add(const PaperInput& paper);

  /// The same with one JSON object as nonmun-jsonl(5) describes it. One that has a vote count alone
  /// is not valid.
  void add_json(std::string_view object);

  /// Removes what this source says of a paper; other sources may list it still.
  /// @return whether the source has the paper: among the changes that are not committed, else in
  /// the
  ///         index as it is now.
  /// @throws Error(version), Error(io) when the index cannot be read.
  bool remove(std::string_view id);

  /// Publishes the changes as one generation of the index, which is created when there is none;
  /// nothing when they make no difference. A killed process leaves the generation before it.
  /// @throws as update_index(); then nothing is published, and the changes stay to be committed
  ///         again. Removing papers is a loss that WriterOptions::max_drop_percent limits.
  UpdateReport commit();

  /// Forgets the changes that were not committed.
  void rollback();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace nonmun

#pragma GCC visibility pop
