#include "searcher/result/text_values.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "indexer/paper/record.hpp"
#include "searcher/result/snippet.hpp"
#include "searcher/snapshot.hpp"
#include "tests/support/collection.hpp"

namespace nonmun::result {
namespace {

/// The words that queries have in common with papers, alone and side by side, with phrases.
plan::Marks random_marks(property::Random& random, Analyzer& analyzer) {
  plan::Marks marks;
  for (std::size_t n = 1 + property::below(random, 4); n > 0; --n) {
    plan::Pattern pattern{property::below(random, 3) == 0, {}};
    for (std::size_t m = 1 + property::below(random, 2); m > 0; --m) {
      pattern.terms.push_back(
          analyzer.analyze(property::pick(random, property::kWords)).front().term);
    }
    marks.text.push_back(std::move(pattern));
  }
  std::sort(marks.text.begin(), marks.text.end());
  marks.text.erase(std::unique(marks.text.begin(), marks.text.end()), marks.text.end());
  return marks;
}

std::vector<std::string> lines(const std::vector<Snippet>& snippets) {
  std::vector<std::string> lines;
  for (const Snippet& snippet : snippets) {
    lines.push_back(snippet.field + ": " + snippet.text);
    for (const auto& [begin, end] : snippet.marks) {
      lines.push_back(fmt::format("{}-{}", begin, end));
    }
  }
  return lines;
}

class TextValuesTest : public testing::Test {
 protected:
  TextValuesTest() : random_(7) {
    std::vector<paper::Paper> papers = property::random_papers(random_, 150);
    papers[0].title = "?";  // no word
    papers[1].sections.insert(papers[1].sections.begin(), {paper::SectionKind::body, "", "…"});
    property::update(folder_ / "index", {folder_.write("a.jsonl", property::jsonl(papers))});
    const index::IndexPaths index(folder_ / "index");
    snapshot_ = std::make_unique<Snapshot>(index, *index::read_pointer(index));
  }

  property::Random random_;
  property::Folder folder_;
  std::unique_ptr<Snapshot> snapshot_;
};

TEST_F(TextValuesTest, LeadToTheSnippetsThatAnalysisFinds) {
  const Snapshot::Lease worker = snapshot_->lease();
  std::size_t known = 0;
  std::size_t unknown = 0;
  for (int i = 0; i < 100; ++i) {
    const plan::Marks marks = random_marks(random_, worker->analyzer);
    const TextValues values(snapshot_->derived(), worker->documents, marks);
    SnippetMaker maker(worker->analyzer, marks);
    for (Xapian::docid docid = 1; docid <= snapshot_->votes().last_docid(); ++docid) {
      const paper::Paper paper = worker->documents.record(docid).paper();
      const auto of = values.of(docid);
      ++(of ? known : unknown);
      ASSERT_EQ(lines(maker.snippets(paper, 1, of)), lines(maker.snippets(paper, 1)))
          << "paper " << paper.id << ", marks " << i;
    }
  }
  EXPECT_GT(known, unknown);
}

TEST_F(TextValuesTest, AreUnknownWhereATermHasNoPlace) {
  const Snapshot::Lease worker = snapshot_->lease();
  plan::Marks marks;
  marks.text.push_back({false, {"llama2chat"}});  // of LLaMA2-Chat
  const TextValues values(snapshot_->derived(), worker->documents, marks);
  std::size_t unknown = 0;
  for (Xapian::docid docid = 1; docid <= snapshot_->votes().last_docid(); ++docid) {
    const auto of = values.of(docid);
    unknown += !of;
    EXPECT_TRUE(!of || of->empty());
  }
  EXPECT_GT(unknown, 0U);
}

}  // namespace
}  // namespace nonmun::result
