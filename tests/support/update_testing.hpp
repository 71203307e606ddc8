#pragma once

#include <gtest/gtest.h>

#include <nonmun/update.hpp>
#include <optional>
#include <string>

#include "indexer/publish/staging.hpp"
#include "indexer/system/files.hpp"
#include "indexer/update/votes.hpp"
#include "indexer/update/writer.hpp"
#include "tests/support/folder.hpp"

// The steps of an update by themselves, without a reader: the sources say what a test wants.

namespace nonmun::update {

class StepsTest : public testing::Test {
 protected:
  static paper::Paper paper(const std::string& id, const std::string& text = "A bullet.") {
    paper::Paper p;
    p.id = id;
    p.title = "Paper " + id;
    p.listed = {"2024-02-19"};
    if (!text.empty()) p.sections = {{paper::SectionKind::body, "", text}};
    return p;
  }

  SourceChanges no_changes() const { return {ListingStore(folder_.path(), 1 << 20)}; }

  /// A source of the next generation lists a paper.
  static void say(SourceChanges& changes, const std::string& source, const paper::Paper& paper,
                  std::uint64_t line = 0) {
    changes.listings.push_back(
        {paper.id, changes.store.add(paper::encode(paper::Listing{source, paper, line}))});
    changes.sort_listings();
  }

  /// Publishes what the sources say, without a check.
  Base publish(SourceChanges& sources, const Base* base = nullptr) {
    PaperChanges papers = compare_papers(run_, sources, base);
    publish::Staging staging(index_);
    const WrittenDatabase written = write_database(run_, staging, base, papers, sources.store);
    const index::VoteTable votes =
        next_votes(base != nullptr ? base->votes : index::VoteTable(), {}, papers, written);
    system::write_file(staging.folder() + "/" + index::kVotesFile, votes.encode());
    index::write_sources(staging.folder(), sources.sources);
    index::Manifest manifest;
    manifest.documents = written.documents;
    manifest.compacted_bytes = written.compacted_bytes;
    staging.seal(manifest);
    staging.publish(manifest, std::nullopt);
    return read_base(index_, *index::read_pointer(index_), index::Verify::full);
  }

  const testing_support::Folder folder_;
  const index::IndexPaths index_{folder_ / "index"};
  UpdateOptions options_;
  UpdateReport report_;
  update::Run run_{options_, report_, "read"};
};

}  // namespace nonmun::update
