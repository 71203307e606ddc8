// What front ends show beside a list of hits: a paper, papers like it, completions, the index.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <nonmun/search.hpp>

#include "tests/support/collection.hpp"

namespace nonmun {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kDigest = R"(## Daily Papers (2024-02-19)

### [Mamba: Linear-Time Sequence Modeling](https://arxiv.org/abs/2312.00752)

Vote: 120

Authors: Albert Gu, Tri Dao

- **What's New**: 강화학습이 아닌 상태 공간 모델이다. LoRA와 비교한다. 빠르다.
- **Limits**: 긴 문맥에서 느리다.

### [State Spaces for Video](https://arxiv.org/abs/2402.00001)

Vote: 3

Authors: Tri Dao, Kim

- 상태 공간 모델로 비디오를 만든다. LoRA도 쓴다.

## Daily Papers (2024-03-01)

### [Reinforcement Learning from Human Feedback](https://arxiv.org/abs/2402.00002)

Vote: -

Authors: Ada Lovelace

- 강화학습으로 언어 모델을 정렬한다. 강화학습은 어렵다.

### [Reward Models](https://arxiv.org/abs/cs/0112017)

Vote: 7

Authors: Grace Hopper

- 강화학습의 보상 모델을 다룬다.
)";

class FrontEnd : public testing::Test {
 protected:
  FrontEnd() {
    property::update(folder_ / "index", {folder_.write("2024-03-01.md", kDigest)});
    index_.emplace(folder_ / "index");
  }
  std::vector<std::string> ids(const Results& results) const {
    std::vector<std::string> found;
    for (const Hit& hit : results.hits) found.push_back(hit.id);
    return found;
  }
  std::vector<std::string> values(const std::string& text) const {
    std::vector<std::string> found;
    for (const Completion& it : index_->suggest(text)) found.push_back(it.kind + " " + it.value);
    return found;
  }

  property::Folder folder_;
  std::optional<Index> index_;
};

TEST_F(FrontEnd, APaperWithAllThatIsKnown) {
  for (const char* id :
       {"2312.00752", "2312.00752v2", "https://arxiv.org/abs/2312.00752", "arXiv:2312.00752"}) {
    ASSERT_TRUE(index_->paper(id)) << id;
  }
  const PaperDetails paper = *index_->paper("2312.00752");
  EXPECT_EQ(paper.title, "Mamba: Linear-Time Sequence Modeling");
  EXPECT_THAT(paper.listed, ElementsAre("2024-02-19"));
  EXPECT_EQ(paper.votes, 120);
  EXPECT_THAT(paper.authors, ElementsAre("Albert Gu", "Tri Dao"));
  ASSERT_EQ(paper.sections.size(), 2U);
  EXPECT_EQ(paper.sections[0].kind, "whats_new");
  EXPECT_EQ(paper.sections[1].kind, "other");
  EXPECT_EQ(paper.sections[1].label, "Limits");
  EXPECT_EQ(paper.url, "https://arxiv.org/abs/2312.00752");
  ASSERT_EQ(paper.sources.size(), 1U);
  EXPECT_TRUE(paper.sources[0].name.ends_with("2024-03-01.md"));
  EXPECT_EQ(paper.sources[0].line, 3U);
  EXPECT_TRUE(index_->paper("cs/0112017"));
  for (const char* id : {"", "2312.99999", "x:none", "not an id", "\xff"}) {
    EXPECT_FALSE(index_->paper(id)) << id;
  }
}

TEST_F(FrontEnd, APaperWithTheWordsOfAQueryMarked) {
  const PaperDetails paper = *index_->paper("2312.00752", "모델 sequence");
  EXPECT_THAT(paper.title_marks, ElementsAre(std::pair(19U, 27U)));
  EXPECT_THAT(paper.sections[0].marks, ElementsAre(std::pair(15U, 19U)));
  EXPECT_THAT(paper.sections[1].marks, IsEmpty());
}

TEST_F(FrontEnd, PapersLikeOne) {
  const Results results = index_->similar("2312.00752v1");
  EXPECT_EQ(results.query, "2312.00752");
  ASSERT_FALSE(results.hits.empty());
  EXPECT_EQ(results.hits.front().id, "2402.00001");
  EXPECT_THAT(ids(results), testing::Not(Contains("2312.00752")));
  SearchOptions since;
  since.since = "2024-03";
  EXPECT_THAT(ids(index_->similar("2312.00752", since)), testing::Not(Contains("2402.00001")));
  EXPECT_THROW(index_->similar("2312.99999"), Error);
}

TEST_F(FrontEnd, SearchesWithoutWords) {
  SearchOptions options;
  EXPECT_THROW(index_->search("", options), Error);
  options.sort = Sort::votes;
  EXPECT_THAT(ids(index_->search(" ", options)),
              ElementsAre("2312.00752", "cs/0112017", "2402.00001", "2402.00002"));
  options.sort = Sort::date;
  EXPECT_THAT(ids(index_->search("", options)),
              ElementsAre("2402.00002", "cs/0112017", "2312.00752", "2402.00001"));
  options.sort = Sort::trending;
  options.as_of = "2024-03-01";
  EXPECT_THAT(ids(index_->search("", options)),
              ElementsAre("cs/0112017", "2312.00752", "2402.00001", "2402.00002"));
  options = {};
  options.since = "2024-03";
  EXPECT_THAT(ids(index_->search("", options)), ElementsAre("cs/0112017", "2402.00002"));
  options = {};
  options.min_votes = 100;
  EXPECT_THAT(ids(index_->search("", options)), ElementsAre("2312.00752"));
}

TEST_F(FrontEnd, FacetsOfThePapersThatHoldAllWords) {
  SearchOptions options;
  options.facets = "month,votes,author,section,name";
  const Results results = index_->search("강화학습 모델", options);
  ASSERT_EQ(results.facets.size(), 5U);
  EXPECT_EQ(results.found_all, 3U);
  EXPECT_THAT(results.facets[0].values,
              ElementsAre(std::pair("2024-02", 1U), std::pair("2024-03", 2U)));
  EXPECT_THAT(results.facets[1].values,
              ElementsAre(std::pair("0", 0U), std::pair("1", 0U), std::pair("2..4", 0U),
                          std::pair("5..9", 1U), std::pair("10..19", 0U), std::pair("20..49", 0U),
                          std::pair("50..99", 0U), std::pair("100..199", 1U),
                          std::pair("200..", 0U), std::pair("unknown", 1U)));
  EXPECT_THAT(results.facets[2].values, Contains(std::pair("Albert Gu", 1U)));
  EXPECT_THAT(results.facets[3].values, Contains(std::pair("Limits", 1U)));
  EXPECT_THAT(results.facets[4].values, Contains(std::pair("LoRA", 1U)));
  options.any = true;
  EXPECT_THAT(index_->search("강화학습 모델", options).facets[4].values,
              Contains(std::pair("LoRA", 2U)));
  options.facet_limit = 1;
  EXPECT_EQ(index_->search("모델", options).facets[2].values.size(), 1U);
  EXPECT_EQ(index_->search("모델", options).facets[2].distinct, 5U);
  options.facets = "year";
  EXPECT_THROW(index_->search("모델", options), Error);
}

TEST_F(FrontEnd, Passages) {
  SearchOptions options;
  options.passages = 0;
  EXPECT_THAT(index_->search("강화학습", options).hits.front().snippets, IsEmpty());
  options.passages = 3;
  const Results results = index_->search("상태 LoRA", options);
  std::vector<std::string> texts;
  for (const Snippet& snippet : results.hits.front().snippets) texts.push_back(snippet.text);
  EXPECT_THAT(texts, ElementsAre("상태 공간 모델로 비디오를 만든다.", "LoRA도 쓴다."));
}

TEST_F(FrontEnd, Completions) {
  EXPECT_THAT(values("강화하"), ElementsAre("word 강화학습"));
  EXPECT_THAT(values("ㄱㅎㅎㅅ"), ElementsAre("word 강화학습"));
  EXPECT_THAT(values("강ㅎ"), ElementsAre("word 강화학습"));
  EXPECT_THAT(values("lor"), ElementsAre("name LoRA"));
  EXPECT_THAT(values("tri"), ElementsAre("author Tri Dao"));
  EXPECT_THAT(values("tri "), ElementsAre("author Tri Dao"));
  EXPECT_THAT(values("모델 tri d"), ElementsAre("author Tri Dao"));
  EXPECT_THAT(values("au"), ElementsAre("field author:"));
  EXPECT_THAT(values("author:da"), ElementsAre("author Tri Dao"));
  EXPECT_THAT(values("저자:\"tri d"), ElementsAre("author Tri Dao"));
  for (const char* text : {"", " ", "없는말", "모델 ", "\xff", "author:\"x\" "}) {
    EXPECT_THAT(values(text), IsEmpty()) << text;
  }
  EXPECT_EQ(index_->suggest("모델 tri").front().text, "모델 author:\"Tri Dao\"");
  EXPECT_EQ(index_->suggest("author:gra").front().text, "author:\"Grace Hopper\"");
  EXPECT_EQ(index_->suggest("author:\"tri d").front().text, "author:\"Tri Dao\"");
  for (const char* finished : {"author:\"Tri Dao\"", "\"강화하\"", "모델 author:\"Tri\""}) {
    EXPECT_THAT(index_->suggest(finished), IsEmpty()) << finished;
  }
  EXPECT_EQ(index_->suggest("비디오 강화하").front().text, "비디오 강화학습");
  EXPECT_EQ(index_->suggest("강화하").front().papers, 3U);
  EXPECT_THAT(index_->suggest("강화하", 0), IsEmpty());
  EXPECT_THROW(index_->suggest("강화하", 101), Error);
  EXPECT_THROW(index_->suggest(std::string(kMaxQueryBytes + 1, 'a')), Error);
}

TEST_F(FrontEnd, TheIndexAsItIs) {
  const IndexInfo info = index_->info();
  EXPECT_EQ(info.papers, 4U);
  EXPECT_EQ(info.first_day, "2024-02-19");
  EXPECT_EQ(info.last_day, "2024-03-01");
  EXPECT_EQ(nlohmann::json::parse(to_json(info))["papers"], 4);
}

TEST_F(FrontEnd, JsonOfEach) {
  const auto paper = nlohmann::json::parse(to_json(*index_->paper("2312.00752", "상태")));
  EXPECT_EQ(paper["sections"][0]["kind"], "whats_new");
  EXPECT_EQ(paper["sections"][0]["label"], nullptr);
  EXPECT_EQ(paper["sections"][0]["marks"].size(), 1U);
  const auto suggestions = nlohmann::json::parse(to_json("강화하", index_->suggest("강화하")));
  EXPECT_EQ(suggestions["suggestions"][0]["value"], "강화학습");
  SearchOptions options;
  options.facets = "month";
  const auto results = nlohmann::json::parse(to_json(index_->search("강화학습", options)));
  EXPECT_EQ(results["facets"]["month"][0][0], "2024-02");
  EXPECT_EQ(results["facets_distinct"]["month"], 2);
}

TEST_F(FrontEnd, PagesOfAResultSetAreThoseOfSearches) {
  for (const Sort sort : {Sort::relevance, Sort::votes, Sort::date, Sort::trending}) {
    SearchOptions options;
    options.sort = sort;
    options.explain = true;
    options.facets = "month";
    ResultSet all = index_->search_all("강화학습 모델 LoRA", options);
    const auto listed = index_->search("강화학습 모델 LoRA", options).listed;
    EXPECT_EQ(all.size(), listed);
    for (options.offset = 0; options.offset <= listed + 1; ++options.offset) {
      for (options.limit = 0; options.limit < 4; ++options.limit) {
        auto page = nlohmann::json::parse(to_json(all.page(options.offset, options.limit)));
        auto search = nlohmann::json::parse(to_json(index_->search("강화학습 모델 LoRA", options)));
        page.erase("took_ms");
        search.erase("took_ms");
        EXPECT_EQ(page, search);
      }
    }
  }
  ResultSet all = index_->search_all("모델");
  EXPECT_THROW(all.page(0, kMaxLimit + 1), Error);
  const ResultSet moved = std::move(all);
  EXPECT_EQ(moved.size(), 4U);
}

TEST_F(FrontEnd, AResultSetStaysWithItsGeneration) {
  ResultSet all = index_->search_all("강화학습");
  const std::string before = all.page(0, 1).generation;
  for (int i = 0; i < 3; ++i) {
    property::update(folder_ / "index",
                     {folder_.write("2024-03-0" + std::to_string(i + 2) + ".md",
                                    "## Daily Papers (2024-03-0" + std::to_string(i + 2) +
                                        ")\n\n### [강화학습](https://arxiv.org/abs/2402.0010" +
                                        std::to_string(i) + ")\n\n- 새 논문\n")});
  }
  EXPECT_EQ(index_->search("강화학습").found, 6U);
  EXPECT_EQ(all.page(0, 10).generation, before);
  EXPECT_EQ(all.page(0, 10).hits.size(), 3U);
}

TEST_F(FrontEnd, ADeadlineAndAStopEndASearch) {
  SearchOptions options;
  options.deadline = std::chrono::steady_clock::now();
  const auto cause_of_search = [&] {
    try {
      index_->search("강화학습", options);
    } catch (const Error& error) {
      return error.cause();
    }
    return Cause::internal;
  };
  EXPECT_EQ(cause_of_search(), Cause::deadline);
  EXPECT_EQ(code_of(Cause::deadline), ErrorCode::timeout);
  options.deadline += std::chrono::hours(1);
  std::stop_source source;
  options.stop = source.get_token();
  EXPECT_EQ(index_->search("강화학습", options).found, 3U);
  source.request_stop();
  EXPECT_EQ(cause_of_search(), Cause::interrupted);
}

}  // namespace
}  // namespace nonmun
