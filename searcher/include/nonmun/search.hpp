#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <nonmun/error.hpp>
#include <nonmun/results.hpp>
#include <optional>
#include <span>
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

/// How to search. search_parameters() has the ranges of the numbers.
struct SearchOptions {
  std::size_t offset = 0;  ///< hits to skip
  std::size_t limit = 10;  ///< hits to return at most, up to kMaxLimit
  Sort sort = Sort::relevance;
  /// Only papers listed on or after this day, month, year or time ("last month"); empty: no limit.
  std::string since;
  std::string until;  ///< only papers listed on or before it
  std::optional<std::int64_t> min_votes;
  /// Sorted by votes or date, list the papers with any word of the query. Otherwise those with all
  /// words are listed, or where there is none those with the most. By relevance, any word will do.
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
  bool explain = false;  ///< fill Hit::explanation
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

  /// Opens one generation by its folder, published or not, and stays with it.
  static Index open_generation(const std::string& folder);

  /// @param query in UTF-8, at most kMaxQueryBytes long
  /// @throws Error(usage) for an empty query, one that does not follow the query language when
  ///         strict_query asks for it (Error::column() tells where), or a malformed option,
  ///         Error(io) when the index is damaged or vanished.
  Results search(std::string_view query, const SearchOptions& options = {}) const;

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

/// The results as one JSON object (schema 1), without line breaks.
std::string to_json(const Results& results);
/// One hit as a JSON object.
std::string to_json(const Hit& hit);
/// The other names of a phrase as one JSON object (schema 1).
std::string to_json(std::string_view phrase, const std::vector<AliasEvidenceRow>& aliases);

/// How a text is turned into terms; needs no index.
std::vector<AnalyzedToken> analyze_text(std::string_view text);

/// The tokens of a text as one JSON object (schema 1).
std::string to_json(const std::vector<AnalyzedToken>& tokens);

/// The fields that a query may name, in the order of the field table.
std::vector<FieldHelp> query_fields();

/// The mechanisms, in the order of their table.
std::vector<Mechanism> mechanisms();

/// The weights, in the order of their table.
std::vector<WeightHelp> weights();

}  // namespace nonmun

#pragma GCC visibility pop
