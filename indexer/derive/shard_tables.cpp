#include "indexer/derive/shard_tables.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "indexer/derive/postings.hpp"
#include "indexer/index/derived.hpp"
#include "indexer/system/buffered_file.hpp"
#include "indexer/system/files.hpp"

namespace nonmun::derive {
namespace {

using index::FacetId;
using index::FacetTable;

void cut_similarity(const std::string& whole, std::uint32_t last_docid, const ShardCut& cut,
                    const std::string& path) {
  const index::SimilarityPapers papers(whole);
  system::BufferedFile file(path);
  file.tail() = index::SimilarityPapers::encode_header(papers.axes(), last_docid);
  for (std::uint32_t docid = 1; docid <= last_docid; ++docid) {
    const index::Axes axes = papers.vector(cut.of_whole(docid));
    const std::size_t end = file.tail().size() + papers.axes();
    file.tail().append(reinterpret_cast<const char*>(axes.data()), axes.size());
    file.tail().resize(end);
    file.spill();
  }
  file.finish();
}

/// The list of the shard's papers, with the values that they have. Values stay in order.
FacetTable::List cut_list(const FacetTable& whole, FacetId facet, std::uint32_t last_docid,
                          const ShardCut& cut) {
  FacetTable::List list;
  std::vector<std::uint32_t> papers(whole.size(facet));
  for (std::uint32_t docid = 1; docid <= last_docid; ++docid) {
    whole.visit(facet, cut.of_whole(docid), [&](std::uint32_t value) {
      ++papers[value];
      list.links.push_back(value);
    });
    list.paper_ends.push_back(static_cast<std::uint32_t>(list.links.size()));
  }
  std::vector<std::uint32_t> numbers(papers.size());
  for (std::uint32_t value = 0; value < papers.size(); ++value) {
    if (papers[value] == 0) continue;
    numbers[value] = static_cast<std::uint32_t>(list.values.size());
    list.values.push_back({std::string(whole.text(facet, value)), papers[value]});
  }
  for (std::uint32_t& link : list.links) link = numbers[link];
  return list;
}

void cut_facets(const std::string& whole_path, std::uint32_t last_docid, const ShardCut& cut,
                const std::string& path) {
  const FacetTable whole(whole_path);
  FacetTable::Contents contents;
  for (std::uint32_t docid = 1; docid <= last_docid; ++docid) {
    contents.months.push_back(static_cast<std::uint16_t>(whole.month(cut.of_whole(docid))));
  }
  for (const FacetId facet : {FacetId::author, FacetId::section, FacetId::name}) {
    contents.lists[static_cast<std::size_t>(facet)] = cut_list(whole, facet, last_docid, cut);
  }
  system::write_file(path, FacetTable::encode(contents));
}

}  // namespace

const std::set<std::string>& shard_table_names() {
  static const std::set<std::string> kNames = {index::kSimilarityPapersFile, index::kFacetsFile,
                                               index::kPostingsFile, index::kForwardFile,
                                               index::kNeighboursFile};
  return kNames;
}

void write_shard_tables(const std::string& whole, const Xapian::Database& shard,
                        const ShardCut& cut, const std::string& folder,
                        const std::function<void()>& check) {
  const std::uint32_t last_docid = shard.get_lastdocid();
  const auto path = [](const std::string& in, const char* name) { return in + "/" + name; };
  cut_similarity(path(whole, index::kSimilarityPapersFile), last_docid, cut,
                 path(folder, index::kSimilarityPapersFile));
  check();
  cut_facets(path(whole, index::kFacetsFile), last_docid, cut, path(folder, index::kFacetsFile));
  check();
  write_postings(shard, path(folder, index::kPostingsFile), check);
  write_forward_index(shard, folder, check);
}

}  // namespace nonmun::derive
