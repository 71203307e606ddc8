#include "searcher/match/xapian_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "searcher/match/bm25.hpp"
#include "searcher/match/sources.hpp"

namespace nonmun::match {
namespace {

using plan::Node;
using plan::Op;
using Xapian::Query;

/// Terms that a prefix may stand for.
constexpr std::size_t kMaxExpansion = 1000;

/// The years of the range that the index has. Its day terms are YYYY, YYYYMM and YYYYMMDD.
std::vector<std::int64_t> years(const Xapian::Database& database, const std::string& prefix,
                                const query::Range& range) {
  std::vector<std::int64_t> found;
  auto term = database.allterms_begin(prefix);
  std::int64_t year = range.low / 10000;
  while (year <= range.high / 10000) {
    term.skip_to(fmt::format("{}{:04}", prefix, year));
    if (term == database.allterms_end(prefix)) break;
    year = std::stoll((*term).substr(prefix.size(), 4));
    if (year <= range.high / 10000) found.push_back(year);
    ++year;
  }
  return found;
}

/// For a local database: results of earlier searches take part as posting lists.
class LocalTranslator : public QueryTranslator {
 public:
  explicit LocalTranslator(const QuerySources& sources)
      : QueryTranslator(sources.database), sources_(sources) {}

 protected:
  Query phrase(const Node& node) const override { return sources_.phrases.query(node); }
  Query votes_between(const Node& node) const override {
    return Query((new VotesFilter(sources_.votes, node.range.low, node.range.high))->release());
  }
  Query presence(const std::string& term) const override {
    const Xapian::Database& database = sources_.database;
    std::vector<Found> found;
    const double weight =
        inverse_document_frequency(database.get_doccount(), database.get_termfreq(term));
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
      found.push_back({*at, weight});
    }
    return Query((new FoundSource(std::move(found), term))->release());
  }
  std::optional<Query> excluded(const Node& node) const override {
    const auto found = sources_.exclusions.find(&node);
    if (found == sources_.exclusions.end()) return std::nullopt;
    return found->second;
  }

 private:
  const QuerySources& sources_;
};

Query any_of(const std::vector<Query>& queries) {
  return {Query::OP_OR, queries.begin(), queries.end()};
}

}  // namespace

Query QueryTranslator::query(const Node& node, double factor) const {
  factor *= node.weight;
  switch (node.op) {
    case Op::nothing:
      return {};
    case Op::everything:
      // Not Query::MatchAll: a global, whose reference count threads would race for.
      return Query(std::string());
    case Op::term:
    case Op::presence:
    case Op::synonyms:
    case Op::phrase:
    case Op::near:
    case Op::prefix:
    case Op::range:
    case Op::favour: {
      const Query leaf = this->leaf(node);
      return factor == 1 || leaf.empty() ? leaf : Query(Query::OP_SCALE_WEIGHT, leaf, factor);
    }
    case Op::sum:
      return sum(node, factor);
    case Op::all:
      return all(node, factor);
    case Op::maybe:
      return maybe(node, factor);
    case Op::filter:
      return filter(node, factor);
    case Op::without:
      return without(node, factor);
  }
  return {};
}

Query QueryTranslator::leaf(const Node& node) const {
  const std::vector<std::string> terms = prefixed_terms(node);
  switch (node.op) {
    case Op::synonyms:
      return synonyms(terms);
    case Op::phrase:
    case Op::near:
      return phrase(node);
    case Op::presence:
      return presence(terms.front());
    case Op::prefix: {
      const std::vector<std::string> any = terms_with_prefix(database_, terms.front());
      return {Query::OP_SYNONYM, any.begin(), any.end()};
    }
    case Op::favour:
      return favour(node.range);
    case Op::range:
      if (node.field->type == index::FieldType::date) return date_query(node.range, database_);
      return votes_between(node);
    default:
      return Query(terms.front());
  }
}

Query QueryTranslator::synonyms(const std::vector<std::string>& terms) const {
  return {Query::OP_SYNONYM, terms.begin(), terms.end()};
}

Query QueryTranslator::constant(double weight, const Query& query) {
  return {Query::OP_FILTER, Query((new Xapian::FixedWeightPostingSource(weight))->release()),
          query};
}

Query QueryTranslator::favour(const query::Range& range) const {
  const Query days = date_query(range, database_);
  if (days.empty()) return {};
  // A paper that is listed twice counts twice, but no paper counts more than once in the end.
  Xapian::doccount papers = 0;
  for (auto term = days.get_terms_begin(); term != days.get_terms_end(); ++term) {
    papers += database_.get_termfreq(*term);
  }
  const Xapian::doccount all = database_.get_doccount();
  return constant(inverse_document_frequency(all, std::min(papers, all)), days);
}

Query QueryTranslator::sum(const Node& node, double factor) const {
  std::vector<Query> queries;
  std::vector<Query> bonuses;
  for (const Node& child : node.children) {
    (plan::is_bonus(node, child) ? bonuses : queries).push_back(query(child, factor));
  }
  const Query words = any_of(queries);
  const Query bonus = any_of(bonuses);
  if (words.empty() || bonus.empty()) return words;
  return {Query::OP_AND_MAYBE, words, bonus};
}

Query QueryTranslator::all(const Node& node, double factor) const {
  std::vector<Query> queries;
  for (const Node& child : node.children) {
    queries.push_back(query(child, factor));
    if (queries.back().empty()) return {};
  }
  return {Query::OP_AND, queries.begin(), queries.end()};
}

Query QueryTranslator::maybe(const Node& node, double factor) const {
  std::vector<Query> queries;
  for (const Node& child : node.children) {
    Query translated = query(child, factor);
    if (!translated.empty()) {
      queries.push_back(std::move(translated));
    } else if (queries.empty()) {
      return {};
    }
  }
  return {Query::OP_AND_MAYBE, queries.begin(), queries.end()};
}

Query QueryTranslator::filter(const Node& node, double factor) const {
  Query result = query(node.children.front(), factor);
  for (std::size_t i = 1; i < node.children.size() && !result.empty(); ++i) {
    const Query condition = query(node.children[i]);
    result = condition.empty() ? Query() : Query(Query::OP_FILTER, result, condition);
  }
  return result;
}

Query QueryTranslator::without(const Node& node, double factor) const {
  Query result = query(node.children.front(), factor);
  for (std::size_t i = 1; i < node.children.size() && !result.empty(); ++i) {
    const std::optional<Query> found = excluded(node.children[i]);
    const Query exclusion = found ? *found : query(node.children[i]);
    if (!exclusion.empty()) result = Query(Query::OP_AND_NOT, result, exclusion);
  }
  return result;
}

Query to_xapian(const Node& plan, const QuerySources& sources) {
  return LocalTranslator(sources).query(plan);
}

std::vector<std::string> terms_with_prefix(const Xapian::Database& database,
                                           const std::string& prefix) {
  std::vector<std::pair<std::uint32_t, std::string>> found;
  const auto end = database.allterms_end(prefix);
  for (auto term = database.allterms_begin(prefix); term != end; ++term) {
    found.emplace_back(term.get_termfreq(), *term);
  }
  if (found.size() > kMaxExpansion) {
    std::nth_element(found.begin(), found.begin() + kMaxExpansion, found.end(),
                     [](const auto& a, const auto& b) {
                       return a.first != b.first ? a.first > b.first : a.second < b.second;
                     });
    found.resize(kMaxExpansion);
  }
  std::vector<std::string> terms;
  terms.reserve(found.size());
  for (auto& [frequency, term] : found) terms.push_back(std::move(term));
  return terms;
}

std::vector<std::string> day_terms(const query::Range& range, const Xapian::Database& database) {
  const std::string prefix(index::field(index::FieldId::date).prefix);
  std::vector<std::string> any;
  // Whole years and months by their own terms: a range of ten years is a dozen terms.
  for (const std::int64_t year : years(database, prefix, range)) {
    const auto inside = [&](std::int64_t low, std::int64_t high) {
      return range.low <= low && high <= range.high;
    };
    const auto outside = [&](std::int64_t low, std::int64_t high) {
      return high < range.low || low > range.high;
    };
    if (inside(year * 10000 + 101, year * 10000 + 1231)) {
      any.push_back(fmt::format("{}{:04}", prefix, year));
      continue;
    }
    for (std::int64_t month = year * 100 + 1; month <= year * 100 + 12; ++month) {
      if (outside(month * 100 + 1, month * 100 + 31)) continue;
      if (inside(month * 100 + 1, month * 100 + 31)) {
        any.push_back(fmt::format("{}{:06}", prefix, month));
        continue;
      }
      for (std::int64_t day = month * 100 + 1; day <= month * 100 + 31; ++day) {
        if (!outside(day, day)) any.push_back(fmt::format("{}{:08}", prefix, day));
      }
    }
  }
  return any;
}

Query date_query(const query::Range& range, const Xapian::Database& database) {
  const std::vector<std::string> any = day_terms(range, database);
  return {Query::OP_OR, any.begin(), any.end()};
}

}  // namespace nonmun::match
