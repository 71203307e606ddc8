#include "searcher/match/native_matcher.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "indexer/index/fields.hpp"
#include "indexer/paper/record.hpp"
#include "searcher/match/bm25.hpp"
#include "searcher/match/phrase_words.hpp"
#include "searcher/match/sort_keys.hpp"
#include "searcher/match/xapian_query.hpp"
#include "searcher/plan/scope.hpp"

namespace nonmun::match {
namespace {

using plan::Node;
using plan::Op;
using Xapian::Query;

/// Papers to ask for by their ids; of more, all that match are asked for.
constexpr std::size_t kMaxIds = 512;
/// Candidates that are asked for first, and how many times more when they do not suffice.
constexpr std::size_t kMinCandidates = 100;
constexpr std::size_t kGrowth = 4;
/// Candidates whose scores are made exact at a time: they may show that the next need not be.
constexpr std::size_t kBatch = 64;
/// Servers add up in another order.
constexpr double kRounding = 1e-9;

bool is_phrase(const Node& node) {
  return node.op == Op::phrase || node.op == Op::near;
}

bool is_votes_range(const Node& node) {
  return node.op == Op::range && node.field->type == index::FieldType::number;
}

/// The terms of the ids of papers.
std::vector<std::string> id_terms(const Documents& documents,
                                  const std::vector<std::uint32_t>& numbers) {
  SortKeys keys(documents);
  std::vector<std::string> terms;
  terms.reserve(numbers.size());
  for (const std::uint32_t number : numbers) {
    const std::string key = keys(Document{number});
    terms.push_back(
        std::string(index::field(index::FieldId::id).prefix).append(paper::id_of_sort_key(key)));
  }
  return terms;
}

}  // namespace

/// What no operator finds in a plan, each of which holds for a paper or not; and the plan as a
/// query under assumptions about them.
class NativeMatcher::Conditions {
 public:
  /// By condition. What is assumed of those that hold for no or for any paper is the same.
  using Truth = std::vector<bool>;

  Conditions(NativeMatcher& matcher, const Node& plan) : matcher_(matcher), plan_(plan) {
    find(plan, nullptr, false);
    optimistic_.reserve(conditions_.size());
    for (const Condition& it : conditions_) optimistic_.push_back(!it.is_excluded);
  }

  bool empty() const { return conditions_.empty(); }
  /// Whether a paper may match or not by one of them; else they only add to scores.
  bool restrict() const { return restrict_; }
  /// Under which more papers match than in truth, with higher scores.
  const Truth& optimistic() const { return optimistic_; }

  Truth of(std::uint32_t number) {
    Truth truth;
    truth.reserve(conditions_.size());
    const index::ForwardRecord record = matcher_.forward_.record(number);
    for (Condition& it : conditions_) {
      if (it.words) {
        truth.push_back(it.words->holds(record));
      } else if (it.group) {
        truth.push_back(std::binary_search(it.group->begin(), it.group->end(), number));
      } else {
        const std::int32_t votes = matcher_.votes_.votes(number);
        truth.push_back(votes != index::VoteTable::kUnknown && votes >= it.node->range.low &&
                        votes <= it.node->range.high);
      }
    }
    return truth;
  }

  Query query(const Truth& truth) const { return Translator(*this, truth).query(plan_); }

 private:
  struct Condition {
    const Node* node;
    bool is_excluded;
    std::optional<PhraseWords> words;
    std::optional<std::vector<std::uint32_t>> group;  ///< the papers of an excluded group
  };

  class Translator : public QueryTranslator {
   public:
    Translator(const Conditions& conditions, const Truth& truth)
        : QueryTranslator(conditions.matcher_.documents_.database()),
          conditions_(conditions),
          truth_(truth) {}

   protected:
    Query phrase(const Node& node) const override {
      if (!holds(node)) return {};
      const std::vector<std::string> terms = prefixed_terms(node);
      return {Query::OP_AND, terms.begin(), terms.end()};
    }
    Query votes_between(const Node& node) const override {
      return holds(node) ? Query(std::string()) : Query();
    }
    Query presence(const std::string& term) const override {
      const Xapian::Database& database = conditions_.matcher_.documents_.database();
      const double weight = inverse_document_frequency(
          database.get_doccount(), conditions_.matcher_.documents_.frequency(term));
      return constant(weight, Query(term));
    }
    /// Two at a time, the rarest first, as Xapian does by itself (synonym_frequency()): but a shard
    /// goes by its own frequencies, and what it rounds on the way would depend on it.
    Query synonyms(const std::vector<std::string>& terms) const override {
      const Documents& documents = conditions_.matcher_.documents_;
      const double papers = documents.database().get_doccount();
      std::vector<std::pair<std::uint32_t, Query>> queries;
      for (const std::string& term : terms) {
        queries.emplace_back(documents.frequency(term), Query(term));
      }
      if (queries.size() == 1) return {Query::OP_SYNONYM, terms.begin(), terms.end()};
      const auto is_rarer = [](const auto& a, const auto& b) { return a.first < b.first; };
      while (queries.size() > 1) {
        std::stable_sort(queries.begin(), queries.end(), is_rarer);
        const double left = queries[1].first;
        const double right = queries[0].first;
        const Query both(Query::OP_SYNONYM, queries[1].second, queries[0].second);
        queries.erase(queries.begin());
        queries[0] = {static_cast<std::uint32_t>(left + right - left * right / papers + 0.5), both};
      }
      return queries.front().second;
    }
    std::optional<Query> excluded(const Node& node) const override {
      if (node.children.empty()) return std::nullopt;
      return holds(node) ? Query(std::string()) : Query();
    }

   private:
    bool holds(const Node& node) const { return truth_[conditions_.numbers_.at(&node)]; }

    const Conditions& conditions_;
    const Truth& truth_;
  };

  void find(const Node& node, const Node* parent, bool is_excluded) {
    const bool is_group = is_excluded && !node.children.empty();
    if (is_group || is_phrase(node) || is_votes_range(node)) {
      numbers_.emplace(&node, conditions_.size());
      conditions_.push_back({&node, is_excluded, std::nullopt, std::nullopt});
      if (parent == nullptr || !plan::is_bonus(*parent, node)) restrict_ = true;
      if (is_group) {
        // In a larger query Xapian 1.4 lets some papers of an excluded group through.
        conditions_.back().group = papers_of(node);
        return;
      }
      if (is_phrase(node)) conditions_.back().words.emplace(node);
    }
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      find(node.children[i], &node, node.op == Op::without && i > 0);
    }
  }

  std::vector<std::uint32_t> papers_of(const Node& node) const {
    std::vector<std::uint32_t> numbers;
    for (const Match& it : matcher_.all(node, false).list) numbers.push_back(it.document.docid);
    return numbers;
  }

  NativeMatcher& matcher_;
  const Node& plan_;
  std::vector<Condition> conditions_;
  std::unordered_map<const Node*, std::size_t> numbers_;
  bool restrict_ = false;
  Truth optimistic_;
};

NativeMatcher::NativeMatcher(const Documents& documents, const index::ForwardIndex& forward,
                             const index::VoteCounts& votes, Checkpoint check,
                             std::span<const std::uint32_t> hidden)
    : documents_(documents),
      forward_(forward),
      votes_(votes),
      check_(std::move(check)),
      hidden_(hidden) {}

Matches NativeMatcher::match(const Node& query, const Wanted& wanted) {
  if (wanted.documents != nullptr) return among(query, *wanted.documents);
  if (wanted.scoring != nullptr) return contenders(query, wanted);
  return all(query, wanted.scored && plan::has_text(query));
}

bool NativeMatcher::is_hidden(std::uint32_t number) const {
  return std::binary_search(hidden_.begin(), hidden_.end(), number);
}

Xapian::MSet NativeMatcher::run(const Query& query, Xapian::doccount count, bool scored,
                                bool counted) const {
  if (check_) check_();
  const Xapian::Database& database = documents_.database();
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  if (scored) {
    enquire.set_weighting_scheme(bm25());
  } else {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
  }
  return enquire.get_mset(0, count, counted ? database.get_doccount() : 0);
}

std::vector<Match> NativeMatcher::matches_of(const Xapian::MSet& found) const {
  std::vector<Match> matches;
  matches.reserve(found.size());
  for (auto at = found.begin(); at != found.end(); ++at) {
    const std::uint32_t number = documents_.number(*at);
    if (!is_hidden(number)) matches.push_back({{number}, at.get_weight()});
  }
  return matches;
}

std::vector<Match> NativeMatcher::exact(const Node& query, Conditions& conditions,
                                        const std::vector<std::uint32_t>& numbers, bool scored) {
  std::map<Conditions::Truth, std::vector<std::uint32_t>> groups;
  for (const std::uint32_t number : numbers) groups[conditions.of(number)].push_back(number);
  std::vector<Match> matches;
  for (auto& [truth, group] : groups) {
    const Query whole = conditions.query(truth);
    if (whole.empty()) continue;
    std::sort(group.begin(), group.end());
    Query wanted = whole;
    auto count = documents_.database().get_doccount();
    if (group.size() <= kMaxIds) {
      const std::vector<std::string> ids = id_terms(documents_, group);
      wanted = Query(Query::OP_FILTER, whole, Query(Query::OP_OR, ids.begin(), ids.end()));
      count = static_cast<Xapian::doccount>(group.size());
    }
    std::vector<Match> found = matches_of(run(wanted, count, scored));
    // A number without a paper has no id of its own.
    std::erase_if(found, [&, members = &group](const Match& it) {
      return !std::binary_search(members->begin(), members->end(), it.document.docid);
    });
    matches.insert(matches.end(), found.begin(), found.end());
  }
  if (!scored || !plan::has_text(query)) {
    for (Match& it : matches) it.bm25 = 0;
  }
  return matches;
}

Matches NativeMatcher::all(const Node& query, bool scored) {
  Conditions conditions(*this, query);
  Matches matches;
  const Query optimistic = conditions.query(conditions.optimistic());
  if (!optimistic.empty()) {
    const bool at_once = scored && conditions.empty();
    matches.list = matches_of(run(optimistic, documents_.database().get_doccount(), at_once));
    if (!conditions.empty()) {
      std::vector<std::uint32_t> numbers;
      for (const Match& it : matches.list) numbers.push_back(it.document.docid);
      matches.list = exact(query, conditions, numbers, scored);
    }
  }
  for (Match& it : matches.list) {
    if (!scored) it.bm25 = 0;
    matches.top = std::max(matches.top, it.bm25);
  }
  sort_by_document(matches.list);
  matches.found = matches.list.size();
  return matches;
}

Matches NativeMatcher::among(const Node& query, const std::vector<Document>& documents) {
  Conditions conditions(*this, query);
  std::vector<std::uint32_t> numbers;
  for (const Document& document : documents) numbers.push_back(document.docid);
  Matches matches;
  matches.list = exact(query, conditions, numbers, true);
  for (const Match& it : matches.list) matches.top = std::max(matches.top, it.bm25);
  sort_by_document(matches.list);
  matches.found = matches.list.size();
  return matches;
}

/// @param matches of the query; null: count them on the way
std::uint64_t NativeMatcher::count_holding(const Node& query, const Matches* matches,
                                           const Wanted& wanted) {
  std::vector<Node> parts;
  for (const Node* part : wanted.parts) parts.push_back(*part);
  const Node holding = plan::holding(query, std::move(parts));
  if (matches == nullptr) {
    Conditions of_query(*this, query);
    Conditions of_parts(*this, holding);
    if (!of_query.restrict() && of_parts.empty()) {
      const Query both(Query::OP_FILTER, of_query.query(of_query.optimistic()),
                       of_parts.query(of_parts.optimistic()));
      return both.empty() ? 0 : run(both, 0, false, true).get_matches_estimated();
    }
  }
  const Matches all_matches = matches == nullptr ? all(query, false) : Matches();
  const Matches holders = all(holding, false);
  return count_common(matches == nullptr ? all_matches.list : matches->list, holders.list);
}

Matches NativeMatcher::all_for(const Node& query, const Wanted& wanted, bool scored) {
  Matches matches = all(query, scored);
  matches.holding = wanted.parts.empty() ? matches.found : count_holding(query, &matches, wanted);
  return matches;
}

namespace {

/// The papers that Xapian has found to be the best, some with their exact scores.
class Candidates {
 public:
  explicit Candidates(const Scoring& scoring, std::size_t count)
      : scoring_(scoring), count_(count) {}

  struct Candidate {
    Document document;
    double bound = 0;  ///< of BM25
    std::optional<double> bm25{};
    bool is_settled = false;  ///< whether `bm25` is known; without it the paper is no match
  };

  std::vector<Candidate>& list() { return list_; }
  /// Replaces the candidates by more of them, the best first.
  void replace(const std::vector<Match>& matches) {
    std::map<Document, Candidate> known;
    for (const Candidate& it : list_) {
      if (it.is_settled) known.emplace(it.document, it);
    }
    list_.clear();
    for (const Match& match : matches) {
      const auto found = known.find(match.document);
      list_.push_back(found == known.end() ? Candidate{match.document, match.bm25} : found->second);
    }
  }

  double top() const {
    double top = 0;
    for (const Candidate& it : list_) top = std::max(top, it.bm25.value_or(0));
    return top;
  }
  double score(const Candidate& it, double bm25, double top) const {
    const double bonus = bm25 > 0 ? scoring_.bonus(it.document) : 0;
    return (bm25 / top + bonus) * scoring_.factor(it.document);
  }
  /// The lowest score that is among the first; 0 when all are.
  double limit(double top) const {
    std::vector<double> scores;
    for (const Candidate& it : list_) {
      if (it.bm25) scores.push_back(score(it, *it.bm25, top));
    }
    if (count_ == 0 || scores.size() < count_) return 0;
    const auto last = scores.begin() + static_cast<std::ptrdiff_t>(count_) - 1;
    std::nth_element(scores.begin(), last, scores.end(), std::greater<>());
    return *last * (1 - kRounding);
  }
  /// Whether a paper with no more BM25 than this cannot be among the first.
  bool is_out(double bound, double top, double limit) const {
    return (std::min(bound * (1 + kRounding), top) / top + scoring_.max_bonus()) *
               scoring_.max_factor() <
           limit;
  }

 private:
  const Scoring& scoring_;
  std::size_t count_;
  std::vector<Candidate> list_;
};

}  // namespace

Matches NativeMatcher::contenders(const Node& query, const Wanted& wanted) {
  const bool scored = plan::has_text(query);
  const Xapian::doccount papers = documents_.database().get_doccount();
  Conditions conditions(*this, query);
  // Where phrases or votes decide what matches, every paper that may match is looked at.
  if (!scored || conditions.restrict() || !hidden_.empty() || wanted.count >= papers / kGrowth) {
    return all_for(query, wanted, scored);
  }
  const Query optimistic = conditions.query(conditions.optimistic());
  Matches matches;
  if (optimistic.empty()) return matches;
  Candidates candidates(*wanted.scoring, wanted.count);
  // Settles all candidates that `may` be wanted, a batch at a time, those of the highest bounds
  // first.
  const auto settle = [&](const auto& may) {
    for (;;) {
      std::vector<std::uint32_t> numbers;
      std::map<std::uint32_t, Candidates::Candidate*> batch;
      for (Candidates::Candidate& it : candidates.list()) {
        if (it.is_settled || !may(it)) continue;
        numbers.push_back(it.document.docid);
        batch.emplace(it.document.docid, &it);
        if (numbers.size() == kBatch) break;
      }
      if (numbers.empty()) return;
      for (auto& [number, candidate] : batch) candidate->is_settled = true;
      if (conditions.empty()) {
        for (auto& [number, candidate] : batch) candidate->bm25 = candidate->bound;
        continue;
      }
      for (const Match& it : exact(query, conditions, numbers, true)) {
        batch.at(it.document.docid)->bm25 = it.bm25;
      }
    }
  };
  double top = 0;
  double limit = 0;
  for (std::size_t count = std::max(kMinCandidates, wanted.count * kGrowth);; count *= kGrowth) {
    const auto asked = static_cast<Xapian::doccount>(std::min<std::size_t>(count, papers));
    const Xapian::MSet found = run(optimistic, asked, true, matches.found == 0);
    if (matches.found == 0) matches.found = found.get_matches_estimated();
    candidates.replace(matches_of(found));
    const bool is_all = found.size() < asked || asked == papers;
    const double rest = found.empty() ? 0 : candidates.list().back().bound;
    settle([&](const auto& it) { return it.bound * (1 + kRounding) > candidates.top(); });
    top = candidates.top();
    if (top == 0) return all_for(query, wanted, scored);  // then all papers count alike
    if (!is_all && rest > top) continue;
    limit = candidates.limit(top);
    settle([&](const auto& it) {
      limit = std::max(limit, candidates.limit(top));
      return candidates.score(it, std::min(it.bound * (1 + kRounding), top), top) >= limit;
    });
    limit = candidates.limit(top);
    if (is_all || wanted.count == 0 || candidates.is_out(rest, top, limit)) break;
  }
  matches.top = top;
  if (wanted.count > 0) {
    for (const Candidates::Candidate& it : candidates.list()) {
      if (it.bm25 && candidates.score(it, *it.bm25, top) >= limit) {
        matches.list.push_back({it.document, *it.bm25});
      }
    }
  }
  std::vector<std::uint32_t> always;
  for (const Match& it : wanted.always) always.push_back(it.document.docid);
  for (const Match& it : exact(query, conditions, always, true)) matches.list.push_back(it);
  sort_by_document(matches.list);
  remove_repeated(matches.list);
  matches.holding = wanted.parts.empty() ? matches.found : count_holding(query, nullptr, wanted);
  return matches;
}

}  // namespace nonmun::match
