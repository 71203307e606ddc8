#include "searcher/match/xapian_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "searcher/match/bm25.hpp"
#include "searcher/match/sources.hpp"

namespace nonmun::match {
namespace {

using plan::Node;
using plan::Op;
using Xapian::Query;

/// Terms that a prefix may stand for.
constexpr Xapian::termcount kMaxExpansion = 1000;

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

class Translator {
 public:
  explicit Translator(const QuerySources& sources) : sources_(sources) {}

  /// @param factor of the score, from the nodes above. It goes down to the leaves, so that sums
  ///        stay sums for Xapian, which merges them.
  Query query(const Node& node, double factor = 1) const {
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
        return factor == 1 ? leaf : Query(Query::OP_SCALE_WEIGHT, leaf, factor);
      }
      case Op::sum:
        return combine(Query::OP_OR, node, factor);
      case Op::all:
        return combine(Query::OP_AND, node, factor);
      case Op::maybe:
        return combine(Query::OP_AND_MAYBE, node, factor);
      case Op::filter:
        return restrict(Query::OP_FILTER, node, factor);
      case Op::without:
        return restrict(Query::OP_AND_NOT, node, factor);
    }
    return {};
  }

 private:
  Query leaf(const Node& node) const {
    const std::vector<std::string> terms = prefixed_terms(node);
    switch (node.op) {
      case Op::synonyms:
        return {Query::OP_SYNONYM, terms.begin(), terms.end()};
      case Op::phrase:
      case Op::near:
        return sources_.phrases.query(node);
      case Op::presence:
        return presence(terms.front());
      case Op::prefix:
        return {Query::OP_WILDCARD, terms.front(), kMaxExpansion,
                Query::WILDCARD_LIMIT_MOST_FREQUENT};
      case Op::favour:
        return favour(node.range);
      case Op::range:
        if (node.field->type == index::FieldType::date)
          return date_query(node.range, sources_.database);
        return Query((new VotesFilter(sources_.votes, node.range.low, node.range.high))->release());
      default:
        return Query(terms.front());
    }
  }

  Query presence(const std::string& term) const {
    const Xapian::Database& database = sources_.database;
    std::vector<Found> found;
    const double weight =
        inverse_document_frequency(database.get_doccount(), database.get_termfreq(term));
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
      found.push_back({*at, weight});
    }
    return Query((new FoundSource(std::move(found), term))->release());
  }

  Query favour(const query::Range& range) const {
    const Query days = date_query(range, sources_.database);
    // A paper that is listed twice counts twice, but no paper counts more than once in the end.
    Xapian::doccount papers = 0;
    for (auto term = days.get_terms_begin(); term != days.get_terms_end(); ++term) {
      papers += sources_.database.get_termfreq(*term);
    }
    const Xapian::doccount all = sources_.database.get_doccount();
    const double weight = inverse_document_frequency(all, std::min(papers, all));
    return {Query::OP_FILTER, Query((new Xapian::FixedWeightPostingSource(weight))->release()),
            days};
  }

  Query combine(Query::op op, const Node& node, double factor) const {
    std::vector<Query> queries;
    for (const Node& child : node.children) queries.push_back(query(child, factor));
    return {op, queries.begin(), queries.end()};
  }

  Query restrict(Query::op op, const Node& node, double factor) const {
    Query result = query(node.children.front(), factor);
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      result = Query(op, result, query(node.children[i]));
    }
    return result;
  }

  const QuerySources& sources_;
};

}  // namespace

Query to_xapian(const Node& plan, const QuerySources& sources) {
  return Translator(sources).query(plan);
}

Query date_query(const query::Range& range, const Xapian::Database& database) {
  const std::string prefix(index::field(index::FieldId::date).prefix);
  std::vector<Query> any;
  // Whole years and months by their own terms: a range of ten years is a dozen terms.
  for (const std::int64_t year : years(database, prefix, range)) {
    const auto inside = [&](std::int64_t low, std::int64_t high) {
      return range.low <= low && high <= range.high;
    };
    const auto outside = [&](std::int64_t low, std::int64_t high) {
      return high < range.low || low > range.high;
    };
    if (inside(year * 10000 + 101, year * 10000 + 1231)) {
      any.emplace_back(fmt::format("{}{:04}", prefix, year));
      continue;
    }
    for (std::int64_t month = year * 100 + 1; month <= year * 100 + 12; ++month) {
      if (outside(month * 100 + 1, month * 100 + 31)) continue;
      if (inside(month * 100 + 1, month * 100 + 31)) {
        any.emplace_back(fmt::format("{}{:06}", prefix, month));
        continue;
      }
      for (std::int64_t day = month * 100 + 1; day <= month * 100 + 31; ++day) {
        if (!outside(day, day)) any.emplace_back(fmt::format("{}{:08}", prefix, day));
      }
    }
  }
  return {Query::OP_OR, any.begin(), any.end()};
}

}  // namespace nonmun::match
