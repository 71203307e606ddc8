#include "indexer/update/paper_changes.hpp"

#include <algorithm>

#include "tests/support/update_testing.hpp"

namespace nonmun::update {
namespace {

class PaperChangesTest : public StepsTest {
 protected:
  /// Two papers of /a.md, one of them also of /b.md, and one of a pipe without a name.
  Base base() {
    SourceChanges sources = no_changes();
    say(sources, "/a.md", paper("2402.10001"));
    say(sources, "/a.md", paper("2402.10002"));
    say(sources, "/b.md", paper("2402.10002"));
    say(sources, kUnnamedPipe, paper("2402.10003"));
    return publish(sources);
  }

  /// The changes when the sources are read again and say what `listings` has.
  PaperChanges compare(const Base& base, std::vector<std::string> read_again,
                       const std::vector<std::pair<std::string, paper::Paper>>& listings = {}) {
    SourceChanges sources = no_changes();
    std::sort(read_again.begin(), read_again.end());
    sources.replaced = std::move(read_again);
    for (const auto& [source, paper] : listings) say(sources, source, paper);
    return compare_papers(run_, sources, &base);
  }
};

TEST_F(PaperChangesTest, WithoutABaseAllAreNew) {
  SourceChanges sources = no_changes();
  say(sources, "/b.md", paper("2402.10002"));
  say(sources, "/b.md", paper("2402.10001"));
  say(sources, "/a.md", paper("2402.10002", "Another bullet."));
  const PaperChanges changes = compare_papers(run_, sources, nullptr);
  EXPECT_EQ(changes.added, 2U);
  ASSERT_EQ(changes.papers.size(), 2U);
  EXPECT_EQ(changes.papers[0].id, "2402.10001");
  EXPECT_EQ(changes.papers[1].docid, 0U);
  const paper::EncodedRecord record = changes.record(changes.papers[1], sources.store);
  ASSERT_EQ(record.listings.size(), 2U);
  EXPECT_EQ(record.listings[0].source, "/a.md") << "ordered by source, not as read";
}

TEST_F(PaperChangesTest, TheSameAgainIsNoChange) {
  const Base before = base();
  const PaperChanges changes =
      compare(before, {"/a.md"}, {{"/a.md", paper("2402.10001")}, {"/a.md", paper("2402.10002")}});
  EXPECT_TRUE(changes.papers.empty());
  EXPECT_EQ(changes.unchanged, 2U);
}

TEST_F(PaperChangesTest, OtherTextIsAChangeOfTheSameDocument) {
  const Base before = base();
  const PaperChanges changes = compare(
      before, {"/a.md"}, {{"/a.md", paper("2402.10001", "New.")}, {"/a.md", paper("2402.10002")}});
  EXPECT_EQ(changes.changed, 1U);
  EXPECT_EQ(changes.emptied, 0U);
  ASSERT_EQ(changes.papers.size(), 1U);
  EXPECT_EQ(changes.papers[0].id, "2402.10001");
  EXPECT_NE(changes.papers[0].docid, 0U);
}

TEST_F(PaperChangesTest, APaperOnAnotherLineHasMovedAndNotChanged) {
  const Base before = base();
  SourceChanges sources = no_changes();
  sources.replaced = {"/a.md"};
  say(sources, "/a.md", paper("2402.10001"), 7);
  say(sources, "/a.md", paper("2402.10002", "New."), 9);
  const PaperChanges changes = compare_papers(run_, sources, &before);
  EXPECT_EQ(changes.moved, 1U);
  EXPECT_EQ(changes.changed, 1U);
  EXPECT_EQ(changes.unchanged, 0U);
  ASSERT_EQ(changes.papers.size(), 2U);
  EXPECT_TRUE(changes.papers[0].moved);
  EXPECT_FALSE(changes.papers[1].moved);
  EXPECT_EQ(paper::decode(changes.record(changes.papers[0], sources.store)).listings[0].line, 7U);
}

TEST_F(PaperChangesTest, TextThatIsLostIsCounted) {
  const Base before = base();
  const PaperChanges changes = compare(
      before, {"/a.md"}, {{"/a.md", paper("2402.10001", "")}, {"/a.md", paper("2402.10002", "")}});
  EXPECT_EQ(changes.changed, 2U);
  EXPECT_EQ(changes.emptied, 1U) << "the other source still has the text of 2402.10002";
}

TEST_F(PaperChangesTest, APaperGoesWithItsLastSource) {
  const Base before = base();
  const PaperChanges changes = compare(before, {"/a.md"});
  EXPECT_EQ(changes.removed, 1U);
  EXPECT_EQ(changes.changed, 1U) << "one listing fewer";
  ASSERT_EQ(changes.papers.size(), 2U);
  EXPECT_TRUE(changes.papers[0].deleted());
  EXPECT_FALSE(changes.papers[1].deleted());
  EXPECT_EQ(changes.removed_by_pipe, 0U);
}

TEST_F(PaperChangesTest, PapersOfAPipeAreCountedApart) {
  const Base before = base();
  const PaperChanges changes =
      compare(before, {kUnnamedPipe}, {{kUnnamedPipe, paper("2402.10004")}});
  EXPECT_EQ(changes.added, 1U);
  EXPECT_EQ(changes.removed, 1U);
  EXPECT_EQ(changes.removed_by_pipe, 1U);
}

TEST_F(PaperChangesTest, AnotherSourceAddsItsListing) {
  const Base before = base();
  SourceChanges sources = no_changes();
  say(sources, "/c.md", paper("2402.10001"));
  const PaperChanges changes = compare_papers(run_, sources, &before);
  EXPECT_EQ(changes.changed, 1U);
  ASSERT_EQ(changes.papers.size(), 1U);
  EXPECT_EQ(changes.record(changes.papers[0], sources.store).listings.size(), 2U);
}

TEST_F(PaperChangesTest, PapersThatAFreshStartLoses) {
  const Base before = base();
  SourceChanges sources = no_changes();
  say(sources, "/a.md", paper("2402.10002"));
  say(sources, "/a.md", paper("2402.10009"));
  EXPECT_EQ(count_lost_papers(before, compare_papers(run_, sources, nullptr)), 2U);
}

TEST_F(PaperChangesTest, AnInterruptedRunEnds) {
  const Base before = base();
  const std::atomic<bool> interrupted{true};
  options_.interrupted = &interrupted;
  EXPECT_THROW(compare(before, {"/a.md"}), Error);
}

}  // namespace
}  // namespace nonmun::update
