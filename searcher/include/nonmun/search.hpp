#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <nonmun/error.hpp>
#include <nonmun/results.hpp>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#pragma GCC visibility push(default)  // the public names of a shared library

/// The search library: everything that an embedding front end needs. The command line program uses
/// this header and nothing else of the searcher.
namespace nonmun {

inline constexpr std::size_t kMaxQueryBytes = 8192;
inline constexpr std::size_t kMaxLimit = 10'000;
/// How long the server of a remote index may take for a request, in seconds, unless something else
/// is said.
inline constexpr double kRemoteTimeoutSeconds = 5;

/// How to search. search_parameters() has the ranges of the numbers.
struct SearchOptions {
  std::size_t offset = 0;  ///< hits to skip
  std::size_t limit = 10;  ///< hits to return at most, up to kMaxLimit
  Sort sort = Sort::relevance;
  /// Only papers listed on or after this day, month, year or time ("last month"); empty: no limit.
  std::string since;
  std::string until;  ///< only papers listed on or before it
  std::optional<std::int64_t> min_votes;
  /// Sorted otherwise than by relevance, list the papers with any word of the query, and count
  /// facets over them. Otherwise those with all words are listed, or where there is none those with
  /// the most. By relevance, any word will do.
  bool any = false;
  double votes_weight = 0.05;   ///< a of the ranking
  double recency_weight = 0.0;  ///< b of the ranking
  double half_life_days = 180;  ///< h of the ranking
  std::string as_of;  ///< the day that ages and relative times count from; empty: today (UTC)
  /// Whether text that does not follow the query language is an error; otherwise it is text, and
  /// Results::notes say so.
  bool strict_query = false;
  /// File of synonyms, one group per line, names separated by commas; empty:
  /// $XDG_CONFIG_HOME/nonmun/synonyms.txt, when there is one. It is read again when it changes.
  std::string synonyms;
  /// Passages of the summary that a hit shows, best first; 0: no snippets at all.
  std::size_t passages = 1;
  /// What to count; see Facet: names of facet_names(), separated by commas.
  std::string facets;
  std::size_t facet_limit = 10;  ///< values of a facet at most, but for months and votes
  bool explain = false;          ///< fill Hit::explanation
  /// When the search ends with Error(Cause::deadline) instead of an answer.
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
  std::stop_token stop;  ///< ends the search with Error(interrupted) when it asks so
  /// Mechanisms to switch off, by the names that mechanisms() lists. For experiments.
  std::vector<std::string> without;
  /// Weights to use instead of those that weights() lists, by name; 0 to 100. For experiments.
  std::vector<std::pair<std::string, double>> weights;
};

/// One of SearchOptions as front ends offer it: an option of a program, a parameter of an address,
/// a key of JSON. The table of them is the one place for names, ranges, defaults and help.
struct SearchParameter {
  using Member = std::variant<std::size_t SearchOptions::*, double SearchOptions::*,
                              std::optional<std::int64_t> SearchOptions::*, Sort SearchOptions::*,
                              std::string SearchOptions::*, bool SearchOptions::*>;
  std::string_view name;
  Member member;
  std::string_view value;    ///< what it takes, in a word: "N", "DATE"; empty for a switch
  std::string_view choices;  ///< all that it takes, separated by spaces; empty when unlimited
  double min, max;           ///< of a number, both included
  std::string_view help;

  /// The default as text; empty when there is none.
  std::string default_text() const;
};

/// All of SearchOptions but for its lists, in the order of help texts.
std::span<const SearchParameter> search_parameters();

/// Sets an option from text. A switch takes "true" or "false".
/// @throws Error(usage) for an unknown name, or a value that is malformed or out of range.
void set_parameter(SearchOptions& options, std::string_view name, std::string_view value);

/// All that a search lists, ranked once, to be read page by page. It stays with the generation that
/// was current when it was made, also when that is replaced. One thread at a time may use it.
class ResultSet {
 public:
  ~ResultSet();
  ResultSet(ResultSet&&) noexcept;
  ResultSet& operator=(ResultSet&&) noexcept;

  /// How many papers it lists.
  std::size_t size() const;
  /// What Index::search() returns with this offset and limit.
  /// @throws Error(usage) for a limit over kMaxLimit, Error(io) when the index is damaged.
  Results page(std::size_t offset, std::size_t limit);

 private:
  friend class Index;
  class Impl;
  explicit ResultSet(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// A published index, open for searching. Thread-safe: any number of threads may search at once.
/// A new generation is picked up by the next search, which opens it; searches of other threads go
/// on with the one before until it is open. Every answer belongs to exactly one generation.
///
/// An Index that was moved from may only be destroyed or assigned to: everything else throws
/// Error(usage).
class Index {
 public:
  /// Opens the index in `directory` (empty: default_directory()).
  /// @throws Error(no_index), Error(version), Error(io) when it is damaged.
  explicit Index(const std::string& directory = {});
  ~Index();
  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;

  /// Opens several indexes, or shards of one, to be searched as one.
  ///
  /// Scores are those of one index with all papers: shards of one index give the ranking of the
  /// whole. Of indexes made apart, the first gives what is learnt from papers: loanwords, other
  /// names, corrections, completions, and similarity in content, which papers of the others do not
  /// have. A paper that several have is the one of the index named first.
  ///
  /// Shards may be published one after the other: the newest generation of the whole is searched
  /// that all of them have, as the current one or the one before.
  ///
  /// An index that cannot be read, or whose server does not answer, is left out, and the results
  /// say so (Results::failed_shards). It is tried again every few seconds.
  /// @param directories at least one
  /// @param remote_timeout_seconds how long the server of a remote index (see
  ///        man nonmun-shards) may take to answer a request
  /// @throws Error(usage) for no directory, Error(version) when the shards are of different
  ///         generations or one is given twice, and what the first says when none can be opened.
  static Index open_all(const std::vector<std::string>& directories,
                        double remote_timeout_seconds = kRemoteTimeoutSeconds);

  /// The indexes of open_all() that the last search has left out.
  std::vector<FailedShard> failed_shards() const;

  /// Opens one generation by its folder, published or not, and stays with it.
  static Index open_generation(const std::string& folder);

  /// @param query in UTF-8, at most kMaxQueryBytes long; empty: all papers that the options let
  ///        through, if a sort, a date, votes or recency in them says which come first
  /// @throws Error(usage) for an empty query where the options say nothing, one that does not
  ///         follow the query language when strict_query asks for it (Error::column() tells where),
  ///         or a malformed option, Error(deadline), Error(interrupted),
  ///         Error(io) when the index is damaged or vanished.
  Results search(std::string_view query, const SearchOptions& options = {}) const;

  /// The same search as something to page through: pages after the first cost no more ranking.
  /// Offset and limit of the options have no effect.
  ResultSet search_all(std::string_view query, const SearchOptions& options = {}) const;

  /// Everything that the index knows of a paper; nothing when it has none with this id.
  /// @param id in any spelling: an arXiv id with or without version, or the address of its page
  /// @param query whose words are to be marked in its texts, as in snippets; empty: none
  /// @throws Error(usage) as search() for the query, Error(io) when the index is damaged or
  ///         vanished.
  std::optional<PaperDetails> paper(std::string_view id, std::string_view query = {}) const;

  /// Papers like one, most similar first, without it: those that hold the words that tell it from
  /// others, ranked by BM25 of these words and similarity in content. Results::query is its id.
  /// @param id as of paper()
  /// @throws Error(usage) when no paper has this id or an option is malformed; Error(io).
  Results similar(std::string_view id, const SearchOptions& options = {}) const;

  /// How the last word of a query may go on, best first: words, names of methods, authors, fields.
  /// Half-typed Korean (강화하 for 강화학습) and initial consonants (ㄱㅎㅎㅅ) will do.
  /// @param limit completions at most, up to 100
  /// @throws Error(usage) when the text is longer than kMaxQueryBytes, Error(io).
  std::vector<Completion> suggest(std::string_view text, std::size_t limit = 10) const;

  /// The index as it is: generation, papers, days. @throws Error(io)
  IndexInfo info() const;

  /// The other names of a Korean or English phrase, most papers first; empty when there are none.
  /// @throws Error(io) when the index is damaged or vanished.
  std::vector<AliasEvidenceRow> aliases(std::string_view phrase) const;

  /// $NONMUN_INDEX, else $XDG_DATA_HOME/nonmun/index, else ~/.local/share/nonmun/index.
  static std::string default_directory();

 private:
  class Impl;
  explicit Index(std::unique_ptr<Impl> impl);
  Impl& impl() const;
  std::unique_ptr<Impl> impl_;
};

/// What Results::notes say of a word that no paper has and whose correction was searched for: "no
/// paper has 파이튜닝; showing 파인튜닝". Empty for other expansions.
std::string correction_note(const Expansion& expansion);

/// The results as one JSON object (schema 1), without line breaks.
std::string to_json(const Results& results);
/// One hit as a JSON object.
std::string to_json(const Hit& hit);
/// The other names of a phrase as one JSON object (schema 1).
std::string to_json(std::string_view phrase, const std::vector<AliasEvidenceRow>& aliases);

/// A paper as one JSON object.
std::string to_json(const PaperDetails& paper);
/// Completions of a text as one JSON object.
std::string to_json(std::string_view text, const std::vector<Completion>& completions);
/// The state of an index as one JSON object.
std::string to_json(const IndexInfo& info);

/// How a text is turned into terms; needs no index.
std::vector<AnalyzedToken> analyze_text(std::string_view text);

/// The tokens of a text as one JSON object (schema 1).
std::string to_json(const std::vector<AnalyzedToken>& tokens);

/// What SearchOptions::facets may name: "month", "votes", "author", "section", "name".
std::vector<FieldHelp> facet_names();

/// The fields that a query may name, in the order of the field table.
std::vector<FieldHelp> query_fields();

/// The mechanisms, in the order of their table.
std::vector<Mechanism> mechanisms();

/// The weights, in the order of their table.
std::vector<WeightHelp> weights();

}  // namespace nonmun

#pragma GCC visibility pop
