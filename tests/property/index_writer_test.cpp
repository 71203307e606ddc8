// After any sequence of commits an index answers like one that was built from the papers as they
// are then.

#include <map>
#include <nonmun/index_writer.hpp>

#include "tests/support/collection.hpp"

namespace nonmun::property {
namespace {

constexpr int kSequences = 6;
constexpr int kCommits = 4;
constexpr int kQueries = 25;

PaperInput input(const paper::Paper& p) {
  PaperInput given;
  given.id = p.id;
  given.title = p.title;
  given.listed = p.listed;
  given.votes = p.votes;
  given.authors = p.authors;
  for (const paper::Section& s : p.sections) given.sections.push_back({"body", "", s.text});
  return given;
}

WriterOptions options(const std::string& index) {
  WriterOptions options;
  options.index = index;
  options.source_name = "own";
  options.jobs = 1;
  options.max_drop_percent = 100;
  return options;
}

/// What stats say that does not depend on names, times and how papers came in.
std::string summary(const std::string& index) {
  const IndexStats s = index_stats(index);
  return fmt::format("{} papers, {} terms, {:.9g} on average, {} votes ({} refreshed), {} to {}",
                     s.documents, s.terms, s.average_length, s.votes_known, s.votes_refreshed,
                     s.first_day, s.last_day);
}

void expect_same(Random& random, const std::string& written, const std::string& rebuilt) {
  EXPECT_EQ(summary(written), summary(rebuilt));
  const Index one(written);
  const Index two(rebuilt);
  SearchOptions all;
  all.limit = 1000;
  for (int i = 0; i < kQueries; ++i) {
    const std::string query = random_text(random, 4);
    EXPECT_EQ(answer(one.search(query, all)), answer(two.search(query, all))) << query;
  }
}

TEST(IndexWriterProperty, AnyCommitsEqualARebuildFromTheFinalPapers) {
  for (int seed = 0; seed < kSequences; ++seed) {
    SCOPED_TRACE(seed);
    Random random(static_cast<unsigned>(seed));
    const Folder folder;
    const std::string index = folder / "written";
    const std::vector<paper::Paper> pool = random_papers(random, 60);
    std::vector<paper::Paper> other = random_papers(random, 60);  // says else of the same papers
    for (std::size_t i = 0; i < other.size(); ++i) other[i].id = pool[i].id;
    // In some, a digest lists papers too, also ones that the writer has.
    std::vector<std::string> files;
    if (seed % 2 == 1) {
      files = {folder.write("digest.jsonl", jsonl({pool.begin(), pool.begin() + 15}))};
      update(index, files);
    }
    std::map<std::string, paper::Paper> expected;
    for (int commit = 0; commit < kCommits; ++commit) {
      IndexWriter writer(options(index));
      for (std::size_t n = below(random, 40) + 1; n > 0; --n) {
        const paper::Paper& p = pick(random, below(random, 2) == 0 ? pool : other);
        if (below(random, 3) > 0) {
          if (below(random, 2) == 0) {
            writer.add(input(p));
          } else {
            writer.add_json(jsonl({p}));
          }
          expected[p.id] = p;
        } else {
          EXPECT_EQ(writer.remove(p.id), expected.erase(p.id) > 0) << p.id;
        }
      }
      const UpdateReport report = writer.commit();
      EXPECT_EQ(report.rejected, 0U);
      if (expected.empty() && files.empty()) continue;

      std::vector<paper::Paper> papers;
      for (const auto& [id, p] : expected) papers.push_back(p);
      const std::string rebuilt = folder / fmt::format("rebuilt{}", commit);
      std::vector<std::string> sources = files;
      // Named so that it comes after the digest, as "own" does after a path.
      sources.push_back(folder.write("own.jsonl", jsonl(papers)));
      update(rebuilt, sources);
      expect_same(random, index, rebuilt);
    }
    EXPECT_TRUE(check_index(index).damage.empty());
  }
}

}  // namespace
}  // namespace nonmun::property
