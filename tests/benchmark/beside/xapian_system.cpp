// Xapian as its manual uses it, for the benchmark beside other engines: TermGenerator and
// QueryParser with the English stemmer and n-grams for Korean, BM25, votes added to the score.
// Speaks the line protocol of protocol.hpp.
//
// Usage: xapian_system build PAPERS INDEX | update INDEX CHANGED | votes INDEX VOTES
//        xapian_system query INDEX QUERIES WARM_UP_SECONDS | cold INDEX QUERIES K

#include <xapian.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/benchmark/beside/protocol.hpp"

namespace {

enum Slot : Xapian::valueno { kId, kDay, kVotes };
constexpr auto kParserFlags =
    Xapian::QueryParser::FLAG_DEFAULT | Xapian::QueryParser::FLAG_CJK_NGRAM;

std::string day_value(std::string day) {
  day.erase(std::remove(day.begin(), day.end(), '-'), day.end());
  return day;
}

/// v/(v+8), what the ranking of nonmun does with votes.
std::string votes_value(const std::string& votes) {
  const double v = std::atof(votes.c_str());
  return Xapian::sortable_serialise(v / (v + 8));
}

Xapian::Document document(const std::vector<std::string>& row) {
  Xapian::Document made;
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("english"));
  generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
  generator.set_document(made);
  for (const std::size_t field : {3U, 4U, 5U}) {
    generator.index_text(row.at(field));
    generator.increase_termpos();
  }
  generator.set_termpos(0);
  generator.index_text(row.at(4), 1, "A");
  made.add_boolean_term("Q" + row.at(0));
  made.add_value(kId, row.at(0));
  made.add_value(kDay, day_value(row.at(1)));
  made.add_value(kVotes, votes_value(row.at(2)));
  made.set_data(row.at(3) + '\n' + row.at(4) + '\n' + row.at(5));
  return made;
}

template <typename Each>
void each_row(const std::string& file, Each each) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) each(beside::split(line));
}

void build(const std::string& papers, const std::string& index) {
  Xapian::WritableDatabase database(index, Xapian::DB_CREATE);
  each_row(papers, [&](const auto& row) { database.add_document(document(row)); });
  database.commit();
}

void update(const std::string& index, const std::string& changed) {
  Xapian::WritableDatabase database(index, Xapian::DB_OPEN);
  each_row(changed,
           [&](const auto& row) { database.replace_document("Q" + row.at(0), document(row)); });
  database.commit();
}

void refresh(const std::string& index, const std::string& votes) {
  Xapian::WritableDatabase database(index, Xapian::DB_OPEN);
  each_row(votes, [&](const auto& row) {
    const auto posting = database.postlist_begin("Q" + row.at(0));
    if (posting == database.postlist_end("Q" + row.at(0))) return;
    Xapian::Document found = database.get_document(*posting);
    found.add_value(kVotes, votes_value(row.at(1)));
    database.replace_document(*posting, found);
  });
  database.commit();
}

class Searcher {
 public:
  explicit Searcher(const std::string& index)
      : database_(index), enquire_(database_), votes_(kVotes) {
    parser_.set_database(database_);
    parser_.set_stemmer(Xapian::Stem("english"));
    parser_.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  }

  beside::Answer ask(const beside::Query& query, unsigned k) {
    enquire_.set_query(parse(query));
    // Counted exactly, as nonmun does.
    const Xapian::MSet found = enquire_.get_mset(0, k, database_.get_doccount());
    beside::Answer answer;
    answer.found = found.get_matches_estimated();
    for (auto hit = found.begin(); hit != found.end(); ++hit) {
      const Xapian::Document paper = hit.get_document();
      answer.ids.push_back(paper.get_value(kId));
      answer.papers.push_back(paper.get_data());
    }
    return answer;
  }

 private:
  Xapian::Query parse(const beside::Query& query) {
    parser_.set_default_op(query.kind == "and" ? Xapian::Query::OP_AND : Xapian::Query::OP_OR);
    const bool whole = query.kind == "phrase" || query.kind == "author";
    Xapian::Query words = whole ? parser_.parse_query('"' + query.text + '"', kParserFlags,
                                                      query.kind == "author" ? "A" : "")
                                : in_words(query.text);
    if (query.kind == "date") {
      const Xapian::Query days(Xapian::Query::OP_VALUE_RANGE, kDay, day_value(query.since),
                               day_value(query.until));
      words = Xapian::Query(Xapian::Query::OP_FILTER, words, days);
    }
    return {Xapian::Query::OP_AND_MAYBE, words, Xapian::Query(&votes_)};
  }

  /// Korean between two English words is a parse error with n-grams in Xapian 1.4.22, and so are
  /// some questions: then each word is parsed alone.
  Xapian::Query in_words(const std::string& text) {
    try {
      return parser_.parse_query(text, kParserFlags);
    } catch (const Xapian::QueryParserError&) {
      std::istringstream words(text);
      std::vector<Xapian::Query> parsed;
      for (std::string word; words >> word;) {
        parsed.push_back(parser_.parse_query(word, Xapian::QueryParser::FLAG_CJK_NGRAM));
      }
      return {parser_.get_default_op(), parsed.begin(), parsed.end()};
    }
  }

  Xapian::Database database_;
  Xapian::Enquire enquire_;
  Xapian::QueryParser parser_;
  Xapian::ValueWeightPostingSource votes_;
};

}  // namespace

int main(int argc, char** argv) try {
  const std::string command = argc > 3 ? argv[1] : "";
  if (command == "build") {
    build(argv[2], argv[3]);
  } else if (command == "update") {
    update(argv[2], argv[3]);
  } else if (command == "votes") {
    refresh(argv[2], argv[3]);
  } else if (command == "query") {
    Searcher searcher(argv[2]);
    beside::serve(beside::read_queries(argv[3]),
                  [&](const beside::Query& query, unsigned k) { return searcher.ask(query, k); });
  } else if (command == "cold" && argc > 4) {
    Searcher searcher(argv[2]);
    const beside::Query query = beside::read_queries(argv[3]).at(0);
    beside::print(query, 0, searcher.ask(query, static_cast<unsigned>(std::atoi(argv[4]))));
  } else {
    std::cerr << "usage: xapian_system build|update|votes|query|cold ...\n";
    return 2;
  }
  return 0;
} catch (const Xapian::Error& error) {
  std::cerr << "xapian_system: " << error.get_description() << '\n';
  return 1;
}
