// What must stay the same, or move one way only, when input or query change in a known way.

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/support/collection.hpp"

namespace nonmun::property {
namespace {

constexpr unsigned kSeed = 2402;

std::vector<std::string> random_queries(Random& random, std::size_t count) {
  std::vector<std::string> queries;
  for (std::size_t i = 0; i < count; ++i) {
    std::string query;
    for (std::size_t n = below(random, 3) + 1; n > 0; --n) {
      query += (below(random, 6) == 0 ? pick(random, kNames) : pick(random, kWords)) + " ";
    }
    queries.push_back(query);
  }
  return queries;
}

SearchOptions everything() {
  SearchOptions options;
  options.limit = 1000;
  options.as_of = "2025-01-01";
  return options;
}

class Metamorphic : public testing::Test {
 protected:
  Metamorphic()
      : random_(kSeed), papers_(random_papers(random_, 90)), queries_(random_queries(random_, 60)) {
    RecordProperty("seed", static_cast<int>(kSeed));
    update(folder_ / "index", {folder_.write("papers.jsonl", jsonl(papers_))});
  }

  std::vector<std::vector<std::string>> answers(const std::string& name,
                                                SearchOptions options = everything()) const {
    const Index index(folder_ / name);
    std::vector<std::vector<std::string>> all;
    for (const std::string& query : queries_) all.push_back(answer(index.search(query, options)));
    return all;
  }

  Random random_;
  std::vector<paper::Paper> papers_;
  std::vector<std::string> queries_;
  Folder folder_;
};

TEST_F(Metamorphic, NoWeightsGivePureRelevance) {
  const Index index(folder_ / "index");
  SearchOptions options = everything();
  options.votes_weight = 0;
  options.without = {"pins"};
  for (const std::string& query : queries_) {
    const Results results = index.search(query, options);
    double before = 2;
    for (const Hit& hit : results.hits) {
      EXPECT_EQ(hit.score, hit.score_parts.bm25 + hit.score_parts.similarity);
      EXPECT_LE(hit.score, before);
      before = hit.score;
    }
    options.without = {"pins", "similarity"};
    const Results plain = index.search(query, options);
    options.without = {"pins"};
    EXPECT_EQ(plain.found, results.found);
    if (!plain.hits.empty()) {
      EXPECT_EQ(plain.hits[0].score, 1) << query;
    }
  }
}

TEST_F(Metamorphic, OneMoreVoteNeverLowersARank) {
  const auto ranks = [&](const std::string& name) {
    const Index index(folder_ / name);
    std::map<std::pair<std::string, std::string>, std::size_t> all;
    for (const std::string& query : queries_) {
      for (const Hit& hit : index.search(query, everything()).hits) all[{query, hit.id}] = hit.rank;
    }
    return all;
  };
  const auto before = ranks("index");
  for (std::size_t i = 0; i < 12; ++i) {
    const paper::Paper& paper = papers_[i * 7];
    const std::string votes =
        folder_.write("votes.jsonl", fmt::format(R"({{"schema":1,"id":"{}","votes":{}}})", paper.id,
                                                 paper.votes.value_or(0) + 1));
    const std::string copy = "copy" + std::to_string(i);
    update(folder_ / copy, {folder_ / "papers.jsonl"});
    refresh_votes({folder_ / copy, votes});
    const auto after = ranks(copy);
    ASSERT_EQ(before.size(), after.size());
    for (const auto& [key, rank] : after) {
      if (key.second != paper.id) continue;
      EXPECT_LE(rank, before.at(key)) << key.first << " " << paper.id;
    }
  }
}

std::string in_form(const std::string& text, const char* form) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = std::string(form) == "nfd"
                                           ? icu::Normalizer2::getNFDInstance(status)
                                           : icu::Normalizer2::getNFCInstance(status);
  std::string out;
  normalizer->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(out);
  EXPECT_TRUE(U_SUCCESS(status));
  return out;
}

std::string full_width(const std::string& text) {
  icu::UnicodeString wide;
  const icu::UnicodeString u = icu::UnicodeString::fromUTF8(text);
  for (std::int32_t i = 0; i < u.length(); ++i) {
    const bool letter = (u[i] >= 'a' && u[i] <= 'z') || (u[i] >= 'A' && u[i] <= 'Z');
    wide.append(letter ? static_cast<char16_t>(u[i] + 0xFEE0) : u[i]);
  }
  std::string out;
  wide.toUTF8String(out);
  return out;
}

std::string in_case(const std::string& text, bool upper) {
  icu::UnicodeString u = icu::UnicodeString::fromUTF8(text);
  std::string out;
  (upper ? u.toUpper() : u.toLower()).toUTF8String(out);
  return out;
}

TEST_F(Metamorphic, SpellingsOfAQueryAnswerAlike) {
  const Index index(folder_ / "index");
  SearchOptions without_names = everything();
  without_names.without = {"names"};  // it minds capitals on purpose
  for (const std::string& query : queries_) {
    const auto compare = [&](const std::vector<std::string>& variants,
                             const SearchOptions& options) {
      const auto expected = answer(index.search(query, options));
      for (const std::string& variant : variants) {
        EXPECT_EQ(answer(index.search(variant, options)), expected) << query << " as " << variant;
      }
    };
    compare({in_form(query, "nfd"), in_form(query, "nfc"), "  " + query + "\t"}, everything());
    compare({full_width(query), in_case(query, true), in_case(query, false),
             in_form(full_width(in_case(query, true)), "nfd")},
            without_names);
  }
}

TEST_F(Metamorphic, OrderOfFilesAndThreadsDoNotMatter) {
  std::vector<std::vector<paper::Paper>> pieces(5);
  for (std::size_t i = 0; i < papers_.size(); ++i) pieces[below(random_, 5)].push_back(papers_[i]);
  std::vector<std::string> files;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    files.push_back(folder_.write("piece" + std::to_string(i) + ".jsonl", jsonl(pieces[i])));
  }
  const auto expected = answers("index");
  unsigned jobs = 1;
  for (int turn = 0; turn < 4; ++turn, ++jobs) {
    const std::string name = "turn" + std::to_string(turn);
    update(folder_ / name, files, jobs);
    EXPECT_EQ(answers(name), expected);
    std::shuffle(files.begin(), files.end(), random_);
  }
  // One after another.
  for (const std::string& file : files) update(folder_ / "steps", {file}, 2);
  const auto steps = answers("steps");
  for (std::size_t i = 0; i < steps.size(); ++i) EXPECT_EQ(steps[i], expected[i]) << queries_[i];
}

TEST_F(Metamorphic, RebuildTwiceSameAnswers) {
  const auto expected = answers("index");
  for (int turn = 0; turn < 2; ++turn) {
    update(folder_ / "index", {folder_ / "papers.jsonl"}, 2, true);
    EXPECT_EQ(answers("index"), expected);
  }
}

TEST_F(Metamorphic, PagesAreOneBigPage) {
  const Index index(folder_ / "index");
  for (const Sort sort : {Sort::relevance, Sort::votes, Sort::date}) {
    for (const std::string& query : queries_) {
      SearchOptions options = everything();
      options.sort = sort;
      options.recency_weight = 0.3;
      const Results whole = index.search(query, options);
      options.limit = below(random_, 12) + 1;
      std::vector<std::string> pages;
      for (options.offset = 0; options.offset < whole.found + 3; options.offset += options.limit) {
        const Results page = index.search(query, options);
        EXPECT_EQ(page.found, whole.found);
        for (const Hit& hit : page.hits) pages.push_back(to_json(hit));
      }
      std::vector<std::string> expected;
      for (const Hit& hit : whole.hits) expected.push_back(to_json(hit));
      EXPECT_EQ(pages, expected) << query;
    }
  }
}

TEST_F(Metamorphic, PhraseAndConjunctionNarrow) {
  const Index index(folder_ / "index");
  const auto ids = [&](const std::string& query, const SearchOptions& options) {
    std::set<std::string> all;
    for (const Hit& hit : index.search(query, options).hits) all.insert(hit.id);
    return all;
  };
  for (int i = 0; i < 150; ++i) {
    const std::string a = pick(random_, kWords), b = pick(random_, kWords);
    for (const SearchOptions& options : {everything(), plain()}) {
      const auto either = ids(a + " " + b, options);
      const auto both = ids(a + " AND " + b, options);
      const auto phrase = ids('"' + a + " " + b + '"', options);
      const auto without = ids(a + " -" + b, plain());
      EXPECT_TRUE(std::includes(either.begin(), either.end(), both.begin(), both.end())) << a << b;
      EXPECT_TRUE(std::includes(either.begin(), either.end(), phrase.begin(), phrase.end()))
          << a << b;
      EXPECT_TRUE(std::includes(either.begin(), either.end(), without.begin(), without.end()));
    }
  }
}

}  // namespace
}  // namespace nonmun::property
