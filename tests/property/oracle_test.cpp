// Random queries against a scorer of a hundred lines that knows nothing of Xapian: every matcher
// must give its answers.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <set>

#include "analyzers/analyzer.hpp"
#include "indexer/index/pins.hpp"
#include "indexer/paper/day.hpp"
#include "indexer/paper/record.hpp"
#include "searcher/match/window_matcher.hpp"
#include "searcher/match/xapian_matcher.hpp"
#include "searcher/search.hpp"
#include "tests/support/collection.hpp"

namespace nonmun::property {
namespace {

constexpr double kTolerance = 1e-9;

// --- the scorer

struct Document {
  paper::Paper paper;
  std::map<std::string, std::uint32_t> wdf;
  std::map<std::string, std::set<std::size_t>> positions;
  std::set<std::string> title_words;
  std::vector<std::set<std::string>> author_words;
  std::vector<std::string> title_sequence;
  double length = 0;
};

std::vector<std::string> words_of(Analyzer& analyzer, const std::string& text) {
  std::vector<std::string> words;
  for (const Token& token : analyzer.analyze(text)) {
    if (token.kind == TokenKind::word) words.push_back(token.term);
  }
  return words;
}

Document document_of(Analyzer& analyzer, const paper::Paper& paper) {
  Document d;
  d.paper = paper;
  std::size_t next = 0;
  std::set<std::string> parts, words;
  const auto add = [&](const std::string& text, std::uint32_t weight) {
    std::size_t last = next;
    for (const Token& token : analyzer.analyze(text)) {
      last = next + token.position;
      if (token.kind == TokenKind::subword) parts.insert(token.term);
      if (token.kind != TokenKind::word && token.kind != TokenKind::concatenated) continue;
      d.wdf[token.term] += weight;
      d.length += weight;
      words.insert(token.term);
      if (token.kind == TokenKind::word) d.positions[token.term].insert(last);
    }
    next = last + 1000;
  };
  add(paper.title, 2);
  d.title_sequence = words_of(analyzer, paper.title);
  for (const std::string& author : paper.authors) {
    std::set<std::string> names;
    for (const auto& spellings : index::author_words(author)) names.insert(spellings.front());
    d.author_words.push_back(std::move(names));
  }
  for (const paper::Section& section : paper.sections) add(section.text, 1);
  for (const std::string& part : parts) d.length += words.contains(part) ? 0 : 1;
  return d;
}

/// A query as a tree, and as the user types it.
struct Query {
  enum class Kind { word, phrase, title, author, id, date, votes, sequence, all, any };
  Kind kind = Kind::sequence;
  std::vector<std::string> terms;  // analyzed
  std::string id;
  std::int64_t low = 0, high = 0;
  std::vector<Query> parts;     // ranked words and groups of a sequence, or operands
  std::vector<Query> required;  // phrases and filters
  std::vector<Query> excluded;

  bool has_text() const {
    const auto any_text = [](const std::vector<Query>& queries) {
      return std::any_of(queries.begin(), queries.end(),
                         [](const Query& q) { return q.has_text(); });
    };
    return kind == Kind::word || kind == Kind::phrase || any_text(parts) || any_text(required);
  }
};

struct Match {
  bool found = false;
  double weight = 0;
};

class Scorer {
 public:
  explicit Scorer(std::vector<Document> documents) : documents_(std::move(documents)) {
    for (const Document& d : documents_) {
      average_ += d.length;
      for (const auto& [term, wdf] : d.wdf) ++frequency_[term];
    }
    average_ /= static_cast<double>(documents_.size());
  }

  const std::vector<Document>& documents() const { return documents_; }

  Match match(const Query& q, const Document& d) const {
    switch (q.kind) {
      case Query::Kind::word:
        return term(q.terms.front(), d);
      case Query::Kind::phrase:
        return phrase(q.terms, d);
      case Query::Kind::title:
        return {contains(d.title_sequence, q.terms), 0};
      case Query::Kind::author:
        return {has_author(d, q.terms), 0};
      case Query::Kind::id:
        return {d.paper.id == q.id, 0};
      case Query::Kind::date: {
        std::string day = d.paper.listed.front();
        std::erase(day, '-');
        return {q.low <= std::stoll(day) && std::stoll(day) <= q.high, 0};
      }
      case Query::Kind::votes:
        return {d.paper.votes && q.low <= *d.paper.votes && *d.paper.votes <= q.high, 0};
      case Query::Kind::all: {
        Match sum{true, 0};
        for (const Query& part : q.parts) add(match(part, d), sum, sum.found);
        return sum;
      }
      case Query::Kind::any:
        return any(q.parts, d);
      case Query::Kind::sequence:
        return sequence(q, d);
    }
    return {};
  }

 private:
  static void add(const Match& part, Match& sum, bool& all) {
    all = all && part.found;
    if (part.found) sum.weight += part.weight;
  }

  Match any(const std::vector<Query>& parts, const Document& d) const {
    Match sum;
    for (const Query& part : parts) {
      const Match m = match(part, d);
      if (!m.found) continue;
      sum.found = true;
      sum.weight += m.weight;
    }
    return sum;
  }

  Match sequence(const Query& q, const Document& d) const {
    bool all = true;
    bool phrases = false;
    Match sum;
    for (const Query& part : q.required) {
      add(match(part, d), sum, all);
      phrases |= part.kind == Query::Kind::phrase;
    }
    const Match ranked = any(q.parts, d);
    sum.weight += ranked.weight;
    sum.found = all && (phrases || q.parts.empty() || ranked.found);
    for (const Query& part : q.excluded) sum.found = sum.found && !match(part, d).found;
    return sum;
  }

  /// BM25 as Xapian writes it: k1 = 1.2, b = 0.75, k2 = 0, k3 = 1, normalised length at least 0.5.
  Match term(const std::string& term, const Document& d) const {
    const auto found = d.wdf.find(term);
    if (found == d.wdf.end()) return {};
    const double n = static_cast<double>(documents_.size());
    const double f = frequency_.at(term);
    double idf = (n - f + 0.5) / (f + 0.5);
    if (idf < 2) idf = idf * 0.5 + 1;  // never negative
    const double wdf = found->second;
    const double length = std::max(d.length / average_, 0.5);
    return {true, std::log(idf) * 2.2 * wdf / (1.2 * (0.75 * length + 0.25) + wdf)};
  }

  Match phrase(const std::vector<std::string>& terms, const Document& d) const {
    if (terms.size() == 1) return term(terms.front(), d);
    const auto first = d.positions.find(terms.front());
    if (first == d.positions.end()) return {};
    const bool found = std::any_of(first->second.begin(), first->second.end(), [&](std::size_t at) {
      for (std::size_t i = 1; i < terms.size(); ++i) {
        const auto next = d.positions.find(terms[i]);
        if (next == d.positions.end() || !next->second.contains(at + i)) return false;
      }
      return true;
    });
    Match sum{found, 0};
    for (const std::string& t : terms) sum.weight += found ? term(t, d).weight : 0;
    return sum;
  }

  static bool contains(const std::vector<std::string>& text, const std::vector<std::string>& part) {
    return std::search(text.begin(), text.end(), part.begin(), part.end()) != text.end();
  }

  static bool has_author(const Document& d, const std::vector<std::string>& names) {
    return std::any_of(d.author_words.begin(), d.author_words.end(), [&](const auto& words) {
      return std::all_of(names.begin(), names.end(),
                         [&](const auto& n) { return words.contains(n); });
    });
  }

  std::vector<Document> documents_;
  std::map<std::string, double> frequency_;
  double average_ = 0;
};

struct Scored {
  const Document* document;
  double score, relevance, votes, recency;
};

std::vector<Scored> ranking(const Scorer& scorer, const Query& query,
                            const SearchOptions& options) {
  std::vector<Scored> list;
  double top = 0;
  const bool text = query.has_text();
  for (const Document& d : scorer.documents()) {
    const Match m = scorer.match(query, d);
    if (!m.found) continue;
    const double v = static_cast<double>(d.paper.votes.value_or(0));
    const double age = static_cast<double>(
        std::max<std::int64_t>(0, paper::Day::parse(options.as_of)->since_epoch() -
                                      paper::Day::parse(d.paper.listed.back())->since_epoch()));
    list.push_back({&d, 0, text ? m.weight : 0, options.votes_weight * v / (v + 8),
                    options.recency_weight * std::pow(2, -age / options.half_life_days)});
    top = std::max(top, list.back().relevance);
  }
  for (Scored& s : list) {
    s.relevance = top > 0 ? s.relevance / top : 1;
    s.votes *= s.relevance;
    s.recency *= s.relevance;
    s.score = s.relevance + s.votes + s.recency;
  }
  const bool by_votes = options.sort == Sort::votes;
  std::sort(list.begin(), list.end(), [&](const Scored& a, const Scored& b) {
    if (by_votes && a.document->paper.votes != b.document->paper.votes) {
      return a.document->paper.votes.value_or(-1) > b.document->paper.votes.value_or(-1);
    }
    if (!by_votes && options.sort == Sort::relevance && std::abs(a.score - b.score) > 1e-13) {
      return a.score > b.score;
    }
    if (a.document->paper.listed != b.document->paper.listed) {
      return a.document->paper.listed > b.document->paper.listed;
    }
    return a.document->paper.id < b.document->paper.id;
  });
  return list;
}

// --- random queries

class Generator {
 public:
  Generator(Random& random, Analyzer& analyzer) : random_(random), analyzer_(analyzer) {}

  /// A query; its text is appended to `typed`.
  Query query(std::string& typed, int depth = 0) {
    const std::size_t kind = below(random_, depth < 2 ? 8 : 4);
    if (kind < 4) return sequence(typed, depth);
    if (kind < 6) return operands(Query::Kind::any, " OR ", typed, depth);
    return operands(Query::Kind::all, " AND ", typed, depth);
  }

 private:
  Query operands(Query::Kind kind, const std::string& name, std::string& typed, int depth) {
    Query q;
    q.kind = kind;
    for (std::size_t n = below(random_, 2) + 2; n > 0; --n) {
      q.parts.push_back(sequence(typed, depth));
      if (n > 1) typed += name;
    }
    return q;
  }

  Query sequence(std::string& typed, int depth) {
    Query q;
    const std::size_t items = below(random_, 4) + 1;
    for (std::size_t i = 0; i < items; ++i) {
      if (i > 0) typed += " ";
      switch (below(random_, 10)) {
        case 0:
          q.required.push_back(phrase(typed));
          break;
        case 1:
        case 2:
          q.required.push_back(filter(typed));
          break;
        case 3:
          typed += below(random_, 2) == 0 ? "-" : "NOT ";
          q.excluded.push_back(single(typed, depth));
          break;
        case 4:
          if (depth < 2) {
            typed += "(";
            q.parts.push_back(query(typed, depth + 1));
            typed += ")";
            break;
          }
          [[fallthrough]];
        default:
          q.parts.push_back(word(typed));
      }
    }
    return q;
  }

  Query single(std::string& typed, int depth) {
    if (below(random_, 4) == 0) return phrase(typed);
    if (below(random_, 4) == 0) return filter(typed);
    if (depth < 2 && below(random_, 4) == 0) {
      typed += "(";
      Query q = query(typed, depth + 1);
      typed += ")";
      return q;
    }
    return word(typed);
  }

  Query word(std::string& typed) {
    const std::string text = below(random_, 12) == 0 ? "zyzzyva" : pick(random_, kWords);
    typed += text;
    Query q;
    q.kind = Query::Kind::word;
    q.terms = words_of(analyzer_, text);
    EXPECT_EQ(q.terms.size(), 1U) << text;
    return q;
  }

  Query phrase(std::string& typed) {
    std::string text;
    for (std::size_t n = below(random_, 3) + 1; n > 0; --n) {
      text += pick(random_, kWords) + (n > 1 ? " " : "");
    }
    typed += '"' + text + '"';
    Query q;
    q.kind = Query::Kind::phrase;
    q.terms = words_of(analyzer_, text);
    return q;
  }

  Query filter(std::string& typed) {
    Query q;
    switch (below(random_, 5)) {
      case 0: {
        q.kind = Query::Kind::title;
        std::string text = pick(random_, kWords);
        if (below(random_, 3) == 0) text += " " + pick(random_, kWords);
        typed += "title:\"" + text + '"';
        q.terms = words_of(analyzer_, text);
        break;
      }
      case 1: {
        q.kind = Query::Kind::author;
        std::string name = pick(random_, kFamilyNames);
        if (below(random_, 2) == 0) name += " " + pick(random_, kGivenNames);
        typed += "author:\"" + name + '"';
        for (const auto& spellings : index::author_words(name)) {
          q.terms.push_back(spellings.front());
        }
        break;
      }
      case 2: {
        q.kind = Query::Kind::votes;
        q.low = static_cast<std::int64_t>(below(random_, 6));
        q.high = below(random_, 2) == 0 ? q.low + 3 : 1'000'000'000;
        typed += q.high > 1000 ? fmt::format("votes:{}..", q.low)
                               : fmt::format("votes:{}..{}", q.low, q.high);
        break;
      }
      case 3: {
        q.kind = Query::Kind::date;
        const auto year = static_cast<std::int64_t>(2023 + below(random_, 3));
        const auto month = static_cast<std::int64_t>(below(random_, 3) * 5 + 1);
        if (below(random_, 2) == 0) {
          q.low = year * 10000 + 101;
          q.high = year * 10000 + 1231;
          typed += fmt::format("date:{}", year);
        } else {
          q.low = year * 10000 + month * 100 + 1;
          q.high = 99991231;
          typed += fmt::format("date:{}-{:02}..", year, month);
        }
        break;
      }
      default:
        q.kind = Query::Kind::id;
        q.id = fmt::format("22{:02}.{:05}", below(random_, 12) + 1, below(random_, 20));
        typed += "id:" + q.id;
    }
    return q;
  }

  Random& random_;
  Analyzer& analyzer_;
};

// --- the matchers

using MakeMatcher = std::unique_ptr<match::Matcher> (*)(const Snapshot&, Snapshot::Worker&);

const std::map<std::string, MakeMatcher> kMatchers = {
    {"xapian",
     [](const Snapshot& snapshot, Snapshot::Worker& worker) -> std::unique_ptr<match::Matcher> {
       return std::make_unique<match::XapianMatcher>(worker.documents.database(), snapshot.votes());
     }},
    {"window",
     [](const Snapshot& snapshot, Snapshot::Worker& worker) -> std::unique_ptr<match::Matcher> {
       return std::make_unique<match::WindowMatcher>(worker.documents, snapshot.derived(),
                                                     snapshot.votes(), worker.memory);
     }},
};

Results search(Snapshot& snapshot, MakeMatcher make, const std::string& typed,
               const SearchOptions& options) {
  const Snapshot::Lease worker = snapshot.lease();
  const std::unique_ptr<match::Matcher> matcher = make(snapshot, *worker);
  return nonmun::search(source_of(snapshot, *worker), *matcher, typed, options);
}

// --- the comparison

void compare(const Results& results, const std::vector<Scored>& expected,
             const SearchOptions& options) {
  ASSERT_TRUE(results.found_exact);
  ASSERT_EQ(results.found, expected.size());
  const std::size_t begin = std::min(options.offset, expected.size());
  const std::size_t end = std::min(begin + options.limit, expected.size());
  ASSERT_EQ(results.hits.size(), end - begin);
  for (std::size_t i = begin; i < end; ++i) {
    const Hit& hit = results.hits[i - begin];
    const Scored& wanted = expected[i];
    ASSERT_EQ(hit.rank, i + 1);
    if (hit.id != wanted.document->paper.id) {
      // Two sums of the same addends in another order may differ in their last digits.
      const auto own = std::find_if(expected.begin(), expected.end(), [&](const Scored& s) {
        return s.document->paper.id == hit.id;
      });
      ASSERT_NE(own, expected.end()) << hit.id << " does not match";
      ASSERT_TRUE(options.sort == Sort::relevance && own->score != wanted.score &&
                  std::abs(own->score - wanted.score) < 1e-12)
          << "rank " << i + 1 << ": " << hit.id << " " << own->score << " instead of "
          << wanted.document->paper.id << " " << wanted.score;
    }
    ASSERT_NEAR(hit.score, wanted.score, kTolerance * std::max(1.0, wanted.score)) << to_json(hit);
    ASSERT_NEAR(hit.score_parts.bm25, wanted.relevance, kTolerance);
    ASSERT_NEAR(hit.score_parts.votes, wanted.votes, kTolerance * std::max(1.0, wanted.votes));
    ASSERT_NEAR(hit.score_parts.recency, wanted.recency,
                kTolerance * std::max(1.0, wanted.recency));
  }
}

TEST(Oracle, RandomQueriesOnRandomCollections) {
  const char* chosen = std::getenv("NONMUN_SEED");
  const unsigned first = chosen != nullptr ? static_cast<unsigned>(std::atoi(chosen)) : 1;
  const unsigned last = chosen != nullptr ? first : 16;
  for (unsigned seed = first; seed <= last; ++seed) {
    Random random(seed);
    Analyzer analyzer;
    std::vector<Document> documents;
    for (const paper::Paper& paper :
         random_papers(random, seed < 4 ? seed : 5 + below(random, 120))) {
      documents.push_back(document_of(analyzer, paper));
    }
    std::vector<paper::Paper> papers;
    for (const Document& d : documents) papers.push_back(d.paper);
    const Folder folder;
    update(folder / "index", {folder.write("papers.jsonl", jsonl(papers))});
    const index::IndexPaths index(folder / "index");
    Snapshot snapshot(index, *index::read_pointer(index));
    const Scorer scorer(documents);
    Generator generator(random, analyzer);
    for (int n = 0; n < 150; ++n) {
      std::string typed;
      const Query query = generator.query(typed);
      SearchOptions options = plain();
      options.any = true;
      options.strict_query = true;
      constexpr std::array kWeights = {0.0, 0.15, 1.0, 7.5};
      options.votes_weight = pick(random, kWeights);
      options.recency_weight = pick(random, kWeights);
      options.half_life_days = 1 + static_cast<double>(below(random, 400));
      options.as_of = "2024-06-10";
      options.sort =
          std::array{Sort::relevance, Sort::relevance, Sort::votes, Sort::date}[below(random, 4)];
      const std::vector<Scored> expected = ranking(scorer, query, options);
      constexpr std::array<std::size_t, 6> kLimits = {0, 1, 2, 3, 10, 1000};
      constexpr std::array<std::size_t, 5> kOffsets = {0, 0, 1, 5, 200};
      for (int page = 0; page < 3; ++page) {
        options.limit = pick(random, kLimits);
        options.offset = pick(random, kOffsets);
        SCOPED_TRACE(
            fmt::format("NONMUN_SEED={} query {}: {} (a={} b={} sort={} offset={} limit={})", seed,
                        n, typed, options.votes_weight, options.recency_weight,
                        static_cast<int>(options.sort), options.offset, options.limit));
        for (const auto& [name, make] : kMatchers) {
          SCOPED_TRACE(name);
          compare(search(snapshot, make, typed, options), expected, options);
        }
        if (testing::Test::HasFatalFailure()) {
          if (std::getenv("NONMUN_DEBUG") != nullptr) {
            for (const double a : {0.0, options.votes_weight}) {
              SearchOptions o = options;
              o.votes_weight = a;
              o.limit = 1000;
              o.offset = 0;
              o.explain = true;
              const Results r = nonmun::search(snapshot, typed, o);
              std::printf("understood %s\n", r.understood.c_str());
              for (const Hit& h : r.hits) {
                double sum = 0;
                for (const auto& c : h.explanation) sum += c.bm25;
                std::printf("%s score %.9g rel %.9g votes %.9g sum %.9g\n", h.id.c_str(), h.score,
                            h.score_parts.bm25, h.score_parts.votes, sum);
              }
            }
            for (const Scored& e : expected)
              std::printf("expected %s %.9g rel %.9g\n", e.document->paper.id.c_str(), e.score,
                          e.relevance);
          }
          return;
        }
      }
    }
  }
}

}  // namespace
}  // namespace nonmun::property
