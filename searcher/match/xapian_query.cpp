#include "searcher/match/xapian_query.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "searcher/match/sources.hpp"

namespace nonmun::query {
namespace {

using Xapian::Query;

/// Pairs of adjacent words may stand this far apart.
constexpr Xapian::termcount kAdjacentWindow = 2;
/// Words of a name may stand this far apart, in any order.
constexpr Xapian::termcount kNameWindow = 8;

Query scaled(const Query& query, double weight) {
  return weight == 1 ? query : Query(Query::OP_SCALE_WEIGHT, query, weight);
}

/// The years of the range that the index has. Its day terms are YYYY, YYYYMM and YYYYMMDD.
std::vector<std::int64_t> years(const Xapian::Database& database, const std::string& prefix,
                                const Range& range) {
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

Query sum(const std::vector<Query>& queries) {
  return {Query::OP_OR, queries.begin(), queries.end()};
}

class Builder {
 public:
  Builder(const VoteTable& votes, const Xapian::Database& database, rank::PhraseSearch& phrases)
      : votes_(votes), database_(database), phrases_(phrases) {}

  Query build(const Plan& plan, bool positive) {
    if (plan.kind != Node::Kind::sequence) {
      std::vector<Query> operands;
      for (const Plan& operand : plan.operands) operands.push_back(build(operand, positive));
      const Query query(plan.kind == Node::Kind::all ? Query::OP_AND : Query::OP_OR,
                        operands.begin(), operands.end());
      return plan.feedback.empty() ? query : Query(Query::OP_AND_MAYBE, query, feedback(plan));
    }
    std::vector<Query> ranked;
    for (const Group& group : plan.groups) add_group(group, positive, ranked);
    for (const Alternative& pair : plan.adjacent) {
      const Query together = phrases_.find(Query::OP_PHRASE, pair.terms, kAdjacentWindow);
      ranked.push_back(
          addend(fmt::format("\"{}\"", fmt::join(pair.terms, " ")), scaled(together, pair.weight)));
    }
    for (const Plan& subquery : plan.subqueries) ranked.push_back(build(subquery, positive));

    std::vector<Query> required;
    for (const std::vector<Alternative>& forms : plan.phrases) {
      std::vector<Query> any;
      for (const Alternative& form : forms) {
        any.push_back(
            addend(fmt::format("\"{}\"", fmt::join(form.terms, " ")), phrase(form.terms)));
        if (positive) mark(form.terms);
      }
      required.push_back(sum(any));
    }
    const bool has_ranked = plan.has_words || !plan.subqueries.empty();
    Query query;
    if (!required.empty()) {
      query = Query(Query::OP_AND, required.begin(), required.end());
      if (!plan.feedback.empty()) ranked.push_back(feedback(plan));
      if (!ranked.empty()) query = Query(Query::OP_AND_MAYBE, query, sum(ranked));
    } else if (has_ranked) {
      // Several words are a topic, for which papers that only resemble the best ones are welcome
      // at the end of the list. A single word means itself.
      const bool topic = plan.groups.size() > 1;
      if (topic && !plan.feedback.empty()) ranked.push_back(feedback(plan));
      query = sum(ranked);  // no searchable word: matches nothing
      if (!topic && !plan.feedback.empty()) {
        query = Query(Query::OP_AND_MAYBE, query, feedback(plan));
      }
    } else {
      // Not Query::MatchAll: a global, whose reference count threads would race for.
      query = Query(std::string());
    }
    for (const Filter& filter : plan.filters) {
      query = Query(Query::OP_FILTER, query, filter_query(filter, positive));
    }
    for (const Plan& excluded : plan.excluded) {
      query = Query(Query::OP_AND_NOT, query,
                    Builder(votes_, database_, phrases_).build(excluded, false));
    }
    return query;
  }

  XapianQuery take(Query query) {
    std::sort(terms_.begin(), terms_.end());
    terms_.erase(std::unique(terms_.begin(), terms_.end()), terms_.end());
    return {std::move(query), std::move(addends_), std::move(terms_)};
  }

 private:
  Query phrase(const std::vector<std::string>& terms) {
    if (terms.size() == 1) return Query(terms.front());
    return phrases_.find(Query::OP_PHRASE, terms, static_cast<Xapian::termcount>(terms.size()));
  }

  Query feedback(const Plan& plan) {
    std::vector<Query> terms;
    for (const Alternative& term : plan.feedback) {
      terms.push_back(scaled(phrase(term.terms), term.weight));
    }
    return addend("words of the best papers [feedback]", sum(terms));
  }

  void mark(const std::vector<std::string>& terms) {
    terms_.insert(terms_.end(), terms.begin(), terms.end());
  }

  Query addend(std::string what, const Query& query) {
    addends_.push_back({std::move(what), query});
    return query;
  }

  void add_group(const Group& group, bool positive, std::vector<Query>& ranked) {
    Query word(group.term);
    if (!group.synonyms.empty()) {
      std::vector<std::string> all = {group.term};
      all.insert(all.end(), group.synonyms.begin(), group.synonyms.end());
      word = Query(Query::OP_SYNONYM, all.begin(), all.end());
      if (positive) mark(all);
    } else if (positive) {
      mark({group.term});
    }
    ranked.push_back(addend(group.synonyms.empty() ? group.term
                                                   : fmt::format("{} = {}", group.term,
                                                                 fmt::join(group.synonyms, ", ")),
                            scaled(word, group.weight)));
    for (const Alternative& alternative : group.beside) {
      Query query = phrase(alternative.terms);
      if (!alternative.unless.empty()) {
        query = Query(Query::OP_AND_NOT, query,
                      Query(Query::OP_AND, alternative.unless.begin(), alternative.unless.end()));
      }
      if (!alternative.where.empty()) {
        query = Query(Query::OP_FILTER, query, Query(alternative.where));
      }
      if (positive) mark(alternative.terms);
      ranked.push_back(addend(fmt::format("{} [{} of {}]", fmt::join(alternative.terms, " "),
                                          alternative.why, group.term),
                              scaled(query, alternative.weight * group.weight)));
    }
  }

  Query filter_query(const Filter& filter, bool positive) {
    const std::string prefix(filter.field->prefix);
    switch (filter.field->type) {
      case FieldType::id:
        return Query(prefix + filter.value);
      case FieldType::date:
        return date_query(filter.range, database_);
      case FieldType::number:
        return votes_query(filter.range, votes_);
      case FieldType::text:
        break;
    }
    std::vector<std::string> terms;
    for (const std::string& term : filter.terms) terms.push_back(prefix + term);
    if (positive) mark(filter.terms);
    if (terms.empty()) return Query();
    if (terms.size() == 1) return Query(terms.front());
    if (filter.field->field == FieldId::author) {
      return author(terms, prefix);
    }
    return phrase(terms);
  }

  /// Words of one name in any order. An initial stands for any name that begins so; where it
  /// stands cannot be asked then.
  Query author(const std::vector<std::string>& terms, const std::string& prefix) {
    const auto is_initial = [&](const std::string& term) {
      return term.size() == prefix.size() + 1;
    };
    if (std::none_of(terms.begin(), terms.end(), is_initial)) {
      return phrases_.find(Query::OP_NEAR, terms,
                           static_cast<Xapian::termcount>(terms.size()) + kNameWindow);
    }
    std::vector<Query> all;
    for (const std::string& term : terms) {
      all.push_back(is_initial(term) ? Query(Query::OP_WILDCARD, term) : Query(term));
    }
    return {Query::OP_AND, all.begin(), all.end()};
  }

  const VoteTable& votes_;
  const Xapian::Database& database_;
  rank::PhraseSearch& phrases_;
  std::vector<Addend> addends_;
  std::vector<std::string> terms_;
};

}  // namespace

XapianQuery to_xapian(const Plan& plan, const VoteTable& votes, const Xapian::Database& database,
                      rank::PhraseSearch& phrases) {
  Builder builder(votes, database, phrases);
  Query query = builder.build(plan, true);
  return builder.take(std::move(query));
}

Query date_query(const Range& range, const Xapian::Database& database) {
  const std::string prefix(field(FieldId::date).prefix);
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
  return any.empty() ? Query() : sum(any);
}

Query votes_query(const Range& range, const VoteTable& votes) {
  return Query((new rank::VotesFilter(votes, range.low, range.high))->release());
}

}  // namespace nonmun::query
