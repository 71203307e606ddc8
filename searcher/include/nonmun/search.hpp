#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <nonmun/error.hpp>
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

enum class Sort : std::uint8_t {
  relevance,  ///< by score
  votes,      ///< most votes first, unknown last
  date,       ///< newest first
};

inline constexpr std::size_t kMaxQueryBytes = 8192;
inline constexpr std::size_t kMaxLimit = 10'000;

/// How to search. search_parameters() has the ranges of the numbers.
struct SearchOptions {
  std::size_t offset = 0;  ///< hits to skip
  std::size_t limit = 10;  ///< hits to return at most, up to kMaxLimit
  Sort sort = Sort::relevance;
  std::string since;  ///< only papers listed on or after this day, month or year; empty: no limit
  std::string until;  ///< only papers listed on or before it
  std::optional<std::int64_t> min_votes;
  double votes_weight = 0.15;   ///< a of the ranking
  double recency_weight = 0.0;  ///< b of the ranking
  double half_life_days = 180;  ///< h of the ranking
  std::string as_of;            ///< the day that ages are counted from; empty: today (UTC)
  bool explain = false;         ///< fill Hit::explanation
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

/// A piece of a paper's text with the matching words marked.
struct Snippet {
  std::string field;  ///< "title", "author", "summary"
  std::string text;
  /// [begin, end) in Unicode code points of `text`; ascending, not overlapping. Korean words are
  /// marked with their particles.
  std::vector<std::pair<std::size_t, std::size_t>> marks;
};

/// The components of a score: score = relevance + votes + recency.
struct ScoreParts {
  double relevance = 0;  ///< BM25 over the highest BM25 of the query, 0 to 1
  double votes = 0;      ///< a * v / (v + 8)
  double recency = 0;    ///< b * 2^(-age / half-life)
};

/// One component of Hit::score_parts.relevance, before division by the highest BM25 of the query.
struct ScoreComponent {
  std::string what;  ///< the term, phrase or expansion
  double bm25 = 0;
};

struct Hit {
  std::size_t rank = 0;  ///< 1-based, counted over all pages
  std::string id;
  std::string title;
  std::string url;
  std::string date;                   ///< latest day listed, ISO
  std::optional<std::int64_t> votes;  ///< no value when unknown
  std::vector<std::string> authors;
  double score = 0;
  ScoreParts score_parts;
  std::vector<Snippet> snippets;
  std::vector<ScoreComponent> explanation;  ///< only with SearchOptions::explain
};

/// What was searched beside a word of the query.
struct Expansion {
  std::string from;
  std::vector<std::string> to;
  std::string why;  ///< the name of the mechanism
};

struct Results {
  std::string query;
  std::uint64_t found = 0;
  bool found_exact = true;
  std::uint64_t out_of = 0;  ///< papers in the index
  std::size_t offset = 0;
  std::size_t limit = 0;
  double took_ms = 0;
  std::string generation;
  std::string built_at;  ///< ISO 8601, UTC
  std::optional<std::string> did_you_mean;
  std::vector<Expansion> expanded;
  std::vector<Hit> hits;
  /// What was searched for, for people: lines, indented below what they belong to; only with
  /// explain.
  std::string understood;
};

/// Another name of a phrase, as the papers give it in parentheses.
struct AliasEvidenceRow {
  std::string phrase;
  std::uint64_t papers = 0;            ///< that give it; spelling variants count apart
  double confidence = 0;               ///< 0 to 1; only for ordering
  std::vector<std::string> paper_ids;  ///< a few of them, newest first
};

/// A published index, open for searching. Thread-safe: any number of threads may search at once.
/// A new generation is picked up by the next search; every answer belongs to exactly one.
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
  /// @throws Error(usage) for a malformed query (Error::column() tells where) or option,
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
  std::unique_ptr<Impl> impl_;
};

/// The results as one JSON object (schema 1), without line breaks.
std::string to_json(const Results& results);
/// One hit as a JSON object.
std::string to_json(const Hit& hit);
/// The other names of a phrase as one JSON object (schema 1).
std::string to_json(std::string_view phrase, const std::vector<AliasEvidenceRow>& aliases);

/// A token as the analyzer sees it.
struct AnalyzedToken {
  std::string term;
  std::string kind;       ///< "word", "joined", "surface", "part"
  std::size_t begin = 0;  ///< bytes of the text
  std::size_t end = 0;
  std::size_t position = 0;
};

/// How a text is turned into terms; needs no index.
std::vector<AnalyzedToken> analyze_text(std::string_view text);

/// The tokens of a text as one JSON object (schema 1).
std::string to_json(const std::vector<AnalyzedToken>& tokens);

/// A row of the field table.
struct FieldHelp {
  std::string name, help, example;
};
/// The fields that a query may name, in the order of the field table.
std::vector<FieldHelp> query_fields();

/// A mechanism that SearchOptions::without can switch off.
struct Mechanism {
  std::string name, help;
};
std::vector<Mechanism> mechanisms();

/// A weight that SearchOptions::weights can change.
struct WeightHelp {
  std::string name, help;
  double value = 0;  ///< when nothing else is said
};
std::vector<WeightHelp> weights();

}  // namespace nonmun

#pragma GCC visibility pop
