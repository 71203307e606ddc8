#include "indexer/index/facets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nonmun/error.hpp>

#include "tests/support/folder.hpp"

namespace nonmun::index {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::uint32_t> values(const FacetTable& table, FacetId facet, std::uint32_t docid) {
  std::vector<std::uint32_t> found;
  table.visit(facet, docid, [&](std::uint32_t value) { found.push_back(value); });
  return found;
}

FacetTable::Contents contents() {
  FacetTable::Contents contents;
  contents.months = {24290, 0, 24291};
  for (FacetTable::List& list : contents.lists) list.paper_ends = {0, 0, 0};
  contents.lists[0].values = {{"Ada", 2}, {"이영희", 1}};
  contents.lists[0].links = {0, 1, 0};
  contents.lists[0].paper_ends = {2, 2, 3};
  return contents;
}

TEST(FacetTable, ComesBackAsItWas) {
  testing_support::Folder folder;
  const FacetTable table(folder.write("facets", FacetTable::encode(contents())));
  EXPECT_EQ(table.last_docid(), 3U);
  EXPECT_EQ(table.month(1), 24290U);
  EXPECT_EQ(table.month(2), 0U);
  EXPECT_EQ(table.month(4), 0U);
  EXPECT_EQ(table.size(FacetId::author), 2U);
  EXPECT_EQ(table.text(FacetId::author, 1), "이영희");
  EXPECT_EQ(table.papers(FacetId::author, 0), 2U);
  EXPECT_THAT(values(table, FacetId::author, 1), ElementsAre(0, 1));
  EXPECT_THAT(values(table, FacetId::author, 2), IsEmpty());
  EXPECT_THAT(values(table, FacetId::author, 3), ElementsAre(0));
  EXPECT_THAT(values(table, FacetId::author, 0), IsEmpty());
  EXPECT_THAT(values(table, FacetId::author, 4), IsEmpty());
  EXPECT_EQ(table.size(FacetId::name), 0U);
}

TEST(FacetTable, ADamagedFileIsAnErrorOrReadSafely) {
  testing_support::Folder folder;
  const std::string whole = FacetTable::encode(contents());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_THROW(FacetTable(folder.write("facets", whole.substr(0, size))), Error) << size;
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(0xFF);
    try {
      const FacetTable table(folder.write("facets", changed));
      for (std::uint32_t docid = 1; docid <= 3; ++docid) {
        for (const std::uint32_t value : values(table, FacetId::author, docid)) {
          EXPECT_LE(table.text(FacetId::author, value).size(), whole.size());
        }
      }
    } catch (const Error& error) {
      EXPECT_EQ(error.cause(), Cause::damaged);
    }
  }
}

TEST(PaperFacets, ListsOfAPaper) {
  paper::Paper paper;
  paper.title = "Mamba: fast";
  paper.authors = {"Ada", "이영희"};
  paper.sections = {{paper::SectionKind::whats_new, "", "LoRA"},
                    {paper::SectionKind::whats_new, "", "more"},
                    {paper::SectionKind::other, "한계", "text"}};
  const PaperFacets facets = PaperFacets::decode(PaperFacets::of(paper).encode());
  EXPECT_THAT(facets.lists[0], ElementsAre("Ada", "이영희"));
  EXPECT_THAT(facets.lists[1], ElementsAre("whats_new", "한계"));
  EXPECT_THAT(facets.lists[2], ElementsAre("Mamba", "LoRA"));
  const std::string bytes = facets.encode();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    PaperFacets::decode(std::string_view(bytes).substr(0, size));
  }
}

}  // namespace
}  // namespace nonmun::index
