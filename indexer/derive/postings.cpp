#include "indexer/derive/postings.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "indexer/index/fields.hpp"
#include "indexer/index/forward.hpp"
#include "indexer/index/postings.hpp"

namespace nonmun::derive {
namespace {

constexpr std::size_t kTermsBetweenChecks = 1024;
constexpr std::size_t kPapersBetweenChecks = 1024;

using Posting = index::PostingTable::Writer::Posting;

void read_postings(const Xapian::Database& database, const std::string& term,
                   std::vector<Posting>& postings) {
  postings.clear();
  const auto end = database.postlist_end(term);
  for (auto at = database.postlist_begin(term); at != end; ++at) {
    postings.push_back({*at, at.get_wdf()});
  }
}

}  // namespace

void write_postings(const Xapian::Database& database, const std::string& path,
                    const std::function<void()>& check) {
  index::PostingTable::Writer writer(path);
  std::vector<Posting> postings;
  std::vector<std::uint32_t> lengths(std::size_t{database.get_lastdocid()} + 1);
  const auto papers_end = database.postlist_end("");
  for (auto at = database.postlist_begin(""); at != papers_end; ++at) {
    lengths[*at] = at.get_doclength();
    postings.push_back({*at, 1});
  }
  if (!postings.empty()) writer.add("", postings);
  std::size_t seen = 0;
  const auto end = database.allterms_end();
  for (auto term = database.allterms_begin(); term != end; ++term) {
    if (seen++ % kTermsBetweenChecks == 0) check();
    const std::string text = *term;
    if (index::PostingTable::leaves_out(text)) continue;
    read_postings(database, text, postings);
    writer.add(text, postings);
  }
  writer.finish(database.get_doccount(), lengths);
}

void write_forward_index(const Xapian::Database& database, const std::string& path,
                         const std::function<void()>& check) {
  index::ForwardIndex::Writer writer(path, database.get_lastdocid());
  std::size_t seen = 0;
  const auto end = database.valuestream_end(index::kForwardSlot);
  for (auto at = database.valuestream_begin(index::kForwardSlot); at != end; ++at) {
    if (seen++ % kPapersBetweenChecks == 0) check();
    writer.add(at.get_docid(), *at);
  }
  writer.finish();
}

}  // namespace nonmun::derive
