// Index: which generation answers, and what happens when a new one is published.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <future>
#include <nonmun/search.hpp>

#include "indexer/index/generation.hpp"
#include "tests/support/collection.hpp"

namespace nonmun {
namespace {

namespace fs = std::filesystem;

/// Sees when a file is opened.
class OpenWatch {
 public:
  explicit OpenWatch(const std::string& path) : fd_(::inotify_init1(IN_CLOEXEC)) {
    ::inotify_add_watch(fd_, path.c_str(), IN_OPEN);
  }
  OpenWatch(const OpenWatch&) = delete;
  OpenWatch& operator=(const OpenWatch&) = delete;
  ~OpenWatch() { ::close(fd_); }

  /// How often the file was opened since the last call, waiting for the first time if so wanted.
  std::size_t count(bool wait = false) {
    std::size_t opened = 0;
    pollfd ready{fd_, POLLIN, 0};
    while (::poll(&ready, 1, wait && opened == 0 ? 60'000 : 0) > 0) {
      alignas(inotify_event) std::array<char, 4096> events{};
      const ssize_t bytes = ::read(fd_, events.data(), events.size());
      for (ssize_t at = 0; at < bytes; ++opened) {
        const auto* event = reinterpret_cast<const inotify_event*>(events.data() + at);
        at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      }
    }
    return opened;
  }

 private:
  int fd_;
};

class IndexTest : public testing::Test {
 protected:
  IndexTest() : index_(folder_ / "index") {
    property::Random random(3);
    papers_ = property::random_papers(random, 40);
    publish(20);
  }

  void publish(std::ptrdiff_t papers) {
    const std::vector<paper::Paper> some(papers_.begin(), papers_.begin() + papers);
    property::update(index_, {folder_.write("a.jsonl", property::jsonl(some))});
  }
  std::string published_folder() const {
    const index::IndexPaths paths(index_);
    return paths.generation(index::read_pointer(paths)->generation);
  }

  property::Folder folder_;
  std::string index_;
  std::vector<paper::Paper> papers_;
};

TEST_F(IndexTest, CurrentIsReadOnceForASearch) {
  const Index index(index_);
  OpenWatch current(index_ + "/current");
  for (const char* query : {"모델", "\"모델 학습\" video", "votes:3.."}) {
    index.search(query);
    EXPECT_EQ(current.count(), 1U) << query;
  }
}

TEST_F(IndexTest, TheNextSearchUsesANewGeneration) {
  const Index index(index_);
  EXPECT_EQ(index.search("모델").out_of, 20U);
  publish(40);
  EXPECT_EQ(index.search("모델").out_of, 40U);
}

TEST_F(IndexTest, SearchesDoNotWaitForTheOpeningOfANewGeneration) {
  const Index index(index_);
  publish(40);
  // A pipe without a writer holds up whoever opens it.
  const std::string votes = published_folder() + "/" + index::kVotesFile;
  fs::rename(votes, folder_ / "votes");
  ASSERT_EQ(::mkfifo(votes.c_str(), 0600), 0);
  OpenWatch manifest(published_folder() + "/" + index::kManifestFile);
  auto opening = std::async(std::launch::async, [&] { return index.search("모델").out_of; });
  ASSERT_GE(manifest.count(true), 1U);

  for (int i = 0; i < 5; ++i) EXPECT_EQ(index.search("모델").out_of, 20U);

  ::close(::open(votes.c_str(), O_WRONLY | O_CLOEXEC));  // an empty file, which is damage
  EXPECT_THROW(opening.get(), Error);
  fs::rename(folder_ / "votes", votes);
  EXPECT_EQ(index.search("모델").out_of, 40U);
}

TEST_F(IndexTest, MovedFrom) {
  Index index(index_);
  Index other = std::move(index);
  EXPECT_EQ(other.search("모델").out_of, 20U);
  EXPECT_THROW(index.search("모델"), Error);   // NOLINT(bugprone-use-after-move)
  EXPECT_THROW(index.aliases("모델"), Error);  // NOLINT(bugprone-use-after-move)
  index = std::move(other);
  EXPECT_EQ(index.search("모델").out_of, 20U);
  EXPECT_THROW(other.search("모델"), Error);  // NOLINT(bugprone-use-after-move)
}

TEST_F(IndexTest, OneGenerationForGood) {
  const std::string first = published_folder();
  const Index index = Index::open_generation(first);
  publish(40);
  EXPECT_EQ(index.search("모델").out_of, 20U);
}

TEST_F(IndexTest, NoIndex) {
  EXPECT_THROW(Index(folder_ / "nothing"), Error);
  const Index index(index_);
  fs::remove(index_ + "/current");
  EXPECT_THROW(index.search("모델"), Error);
}

}  // namespace
}  // namespace nonmun
