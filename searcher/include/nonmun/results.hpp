#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#pragma GCC visibility push(default)  // the public names of a shared library

/// What a search returns: plain data.
namespace nonmun {

enum class Sort : std::uint8_t {
  relevance,  ///< by score
  votes,      ///< most votes first, unknown last
  date,       ///< newest first
  trending,   ///< votes / (days since listed + 2)^1.8, highest first
};

/// Which papers a search lists.
enum class Scope : std::uint8_t {
  any,   ///< those that hold any word of the query
  all,   ///< those that hold all words
  most,  ///< no paper holds all: those that hold the most
};

/// The matching words of a text: [begin, end) in Unicode code points, ascending, not overlapping.
/// Korean words are marked with their particles.
using Marks = std::vector<std::pair<std::size_t, std::size_t>>;

/// A piece of a paper's text with the matching words marked.
struct Snippet {
  std::string field;  ///< "title", "author", "summary"
  std::string text;
  Marks marks;
};

/// The components of a score, which is their sum:
///   score = relevance * (1 + a * v / (v + 8) + b * 2^(-age / half-life))
/// with relevance = bm25 + similarity.
struct ScoreParts {
  /// BM25 over the highest BM25 of the query, 0 to 1; 1 for a query without text.
  double bm25 = 0;
  /// s * max(0, cos), with the cosine between query and paper in a space learnt from the papers;
  /// 0 for papers without bm25. See the weight "similarity".
  double similarity = 0;
  double votes = 0;    ///< relevance * a * v / (v + 8)
  double recency = 0;  ///< relevance * b * 2^(-age / half-life)
};

/// One component of Hit::score_parts.bm25, before division by the highest BM25 of the query.
struct ScoreComponent {
  std::string what;  ///< the term, phrase or expansion
  double bm25 = 0;
};

/// What a word of the query adds to ScoreParts::similarity; it may be negative.
struct SimilarityShare {
  std::string word;
  double share = 0;
};

struct Hit {
  std::size_t rank = 0;  ///< 1-based, counted over all pages
  std::string id;
  std::string title;
  std::string url;
  std::string date;                   ///< latest day listed, ISO
  std::string withdrawn;              ///< day withdrawn, ISO; empty when it is not, or not known
  std::optional<std::int64_t> votes;  ///< no value when unknown
  std::vector<std::string> authors;
  double score = 0;
  ScoreParts score_parts;
  /// Why the paper is before all that are not pinned, whatever its score: the query holds its "id",
  /// or is its "title", the "name" before the colon of its title, or an "author"; empty when it is
  /// not.
  std::string pinned;
  std::vector<Snippet> snippets;
  std::vector<ScoreComponent> explanation;  ///< only with SearchOptions::explain
  /// Sums to score_parts.similarity, highest first; only with SearchOptions::explain.
  std::vector<SimilarityShare> similarity;
};

/// How many papers have each value of something that papers have: of those that hold all words of
/// the query, or where there are none the most, as when sorted by votes; with SearchOptions::any of
/// all found.
struct Facet {
  std::string name;  ///< one of facet_names()
  /// Value and papers. Months and bands of votes ascend and none between is left out; others are
  /// those of most papers first, as many as SearchOptions::facet_limit says.
  std::vector<std::pair<std::string, std::uint64_t>> values;
  std::uint64_t distinct = 0;  ///< values, those left out included
};

/// What was searched beside a word of the query.
struct Expansion {
  std::string from;
  std::vector<std::string> to;
  std::string why;  ///< the name of the mechanism
};

/// A change of a query that led nowhere.
struct Suggestion {
  std::string query;  ///< the changed query
  /// What was changed, to follow a number of papers: `without "foo"`, "on any date". Options that
  /// must go too are named as search_parameters() has them: "on any date, without since".
  std::string why;
  /// Papers that the changed query finds; where the query found some but none with all words, those
  /// that hold all the words left, with their variants. At least 1.
  std::uint64_t papers = 0;
};

/// An index that was left out of a search over several, because it cannot be read or its server
/// does not answer.
struct FailedShard {
  std::string index;  ///< its folder
  std::string error;
};

struct Results {
  std::string query;
  std::uint64_t found = 0;      ///< papers that hold a word of the query, or a variant of one
  std::uint64_t found_all = 0;  ///< those that hold all words
  bool found_exact = true;
  Scope scope = Scope::any;  ///< which papers are listed
  std::uint64_t listed = 0;  ///< how many they are: what can be paged through
  std::uint64_t out_of = 0;  ///< papers in the index
  std::size_t offset = 0;
  std::size_t limit = 0;
  double took_ms = 0;
  std::string generation;
  std::string built_at;  ///< ISO 8601, UTC
  /// The query with words corrected that were searched for as they are.
  std::optional<std::string> did_you_mean;
  /// What to leave out, correct or widen, best first; empty unless no paper was found, or none with
  /// all words. For ranked words that is looked for among at most eight.
  std::vector<Suggestion> suggestions;
  /// How the query was read where that is not plain, and what was shown in place of absent words.
  std::vector<std::string> notes;
  std::vector<Expansion> expanded;
  std::vector<Hit> hits;
  std::vector<Facet> facets;  ///< as SearchOptions::facets asks
  /// Indexes whose papers are missing here; see Index::open_all().
  std::vector<FailedShard> failed_shards;
  /// What was searched for, for people: lines, indented below what they belong to; only with
  /// explain.
  std::string understood;
};

/// One bullet of a summary.
struct PaperSection {
  std::string kind;   ///< "body", "whats_new", "technical", "performance", "other"
  std::string label;  ///< as written in the digest; empty but for "other"
  std::string text;
  Marks marks;
};

/// Where a digest lists a paper.
struct PaperSource {
  std::string name;        ///< path of the file, or name of a pipe or writer
  std::uint64_t line = 0;  ///< 1-based; 0: not known
};

/// Everything that the index knows of a paper.
struct PaperDetails {
  std::string id;
  std::string title;
  Marks title_marks;
  std::string url;                       ///< its page; empty when it has none
  std::vector<std::string> listed;       ///< days listed, ISO, ascending
  std::string withdrawn;                 ///< day withdrawn, ISO; empty: it is not, or not known
  std::optional<std::int64_t> votes;     ///< no value when unknown
  std::optional<std::int64_t> votes_at;  ///< when the votes were read, Unix seconds
  std::vector<std::string> authors;
  std::vector<PaperSection> sections;
  std::string abstract;  ///< empty when no source has it
  Marks abstract_marks;
  std::vector<std::string> keywords;  ///< empty when no source has them
  std::vector<PaperSource> sources;   ///< every listing, by name
};

/// What a front end says of the index that it searches.
struct IndexInfo {
  std::string generation;
  std::string built_at;  ///< ISO 8601, UTC
  std::uint64_t papers = 0;
  std::string first_day, last_day;         ///< listed, ISO; empty in an empty index
  std::vector<FailedShard> failed_shards;  ///< indexes that are left out; see Index::open_all()
};

/// A way to go on from what was typed.
struct Completion {
  std::string text;          ///< the whole query, with its last word completed
  std::string value;         ///< the word, name or author that completes it
  std::string kind;          ///< "word", "name" (of a method or model), "author", "field"
  std::uint64_t papers = 0;  ///< that have it; 0 for a field
};

/// Another name of a phrase, as the papers give it in parentheses.
struct AliasEvidenceRow {
  std::string phrase;
  std::uint64_t papers = 0;            ///< that give it; spelling variants count apart
  double confidence = 0;               ///< 0 to 1; only for ordering
  std::vector<std::string> paper_ids;  ///< a few of them, newest first
};

/// A token as the analyzer sees it.
struct AnalyzedToken {
  std::string term;
  std::string kind;       ///< "word", "concatenated", "surface", "subword"
  std::size_t begin = 0;  ///< bytes of the text
  std::size_t end = 0;
  std::size_t position = 0;
};

/// A row of the field table.
struct FieldHelp {
  std::string name, help, example;
};

/// A mechanism that SearchOptions::without can switch off.
struct Mechanism {
  std::string name, help;
};

/// A weight that SearchOptions::weights can change.
struct WeightHelp {
  std::string name, help;
  double value = 0;  ///< when nothing else is said
};

}  // namespace nonmun

#pragma GCC visibility pop
