#include "indexer/derive/postings.hpp"

#include <algorithm>
#include <memory_resource>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "indexer/index/derived.hpp"
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

/// The postings of a few papers, by term.
class NewPostings {
 public:
  struct OfTerm {
    std::string_view term;
    Posting posting;
  };

  void add(std::string_view term, const Posting& posting) {
    postings_.push_back({keep(term), posting});
  }
  void sort() {
    std::sort(postings_.begin(), postings_.end(), [](const OfTerm& a, const OfTerm& b) {
      const int order = a.term.compare(b.term);
      return order != 0 ? order < 0 : a.posting.docid < b.posting.docid;
    });
  }

  bool at_end() const { return next_ == postings_.size(); }
  std::string_view term() const { return postings_[next_].term; }
  /// Moves the postings of the next term to the end of `out`.
  void take(std::vector<Posting>& out) {
    const std::string_view taken = term();
    for (; !at_end() && term() == taken; ++next_) out.push_back(postings_[next_].posting);
  }

 private:
  std::string_view keep(std::string_view term) {
    if (const auto found = texts_.find(term); found != texts_.end()) return *found;
    auto* bytes = static_cast<char*>(bytes_.allocate(term.size(), 1));
    std::copy(term.begin(), term.end(), bytes);
    return *texts_.emplace(bytes, term.size()).first;
  }

  std::pmr::monotonic_buffer_resource bytes_;
  std::unordered_set<std::string_view> texts_;
  std::vector<OfTerm> postings_;
  std::size_t next_ = 0;
};

/// What a paper has now; nothing when it was deleted. @return its length
std::uint32_t read_paper(const Xapian::Database& database, Xapian::docid docid,
                         NewPostings& postings) {
  auto term = database.termlist_begin(docid);
  postings.add("", {docid, 1});
  for (; term != database.termlist_end(docid); ++term) {
    const std::string text = *term;
    if (!index::PostingTable::leaves_out(text)) postings.add(text, {docid, term.get_wdf()});
  }
  return database.get_doclength(docid);
}

bool has(const std::vector<bool>& papers, std::uint32_t docid) {
  return docid < papers.size() && papers[docid];
}

bool has_any(const index::PostingList& list, const std::vector<bool>& papers) {
  bool any = false;
  list.visit_all([&](std::uint32_t docid, std::uint32_t) { any = any || has(papers, docid); });
  return any;
}

bool is_in(const Xapian::Database& database, Xapian::docid docid) {
  auto at = database.postlist_begin("");
  at.skip_to(docid);
  return at != database.postlist_end("") && *at == docid;
}

/// Pairs of neighbouring words that many papers have.
std::vector<std::uint64_t> frequent_pairs(const Xapian::Database& database) {
  constexpr Xapian::doccount kFew = 5000;  // papers can all be looked at
  constexpr Xapian::docid kSampled = 4096;
  if (database.get_doccount() < kFew) return {};
  index::NeighbourFilter::Sample sample;
  const Xapian::docid step = database.get_lastdocid() / kSampled;
  auto at = database.valuestream_begin(index::kForwardSlot);
  const auto end = database.valuestream_end(index::kForwardSlot);
  while (at != end) {
    sample.add(index::ForwardRecord(*at));
    at.skip_to(at.get_docid() + step);
  }
  return sample.frequent();
}

}  // namespace

void update_postings(const Xapian::Database& database, const Predecessor& before,
                     const std::string& path, const std::function<void()>& check) {
  const index::PostingTable old(before.folder + "/" + index::kPostingsFile);
  const Xapian::docid last = database.get_lastdocid();
  std::vector<bool> changed(std::size_t{std::max(last, old.last_docid())} + 1);
  std::vector<std::uint32_t> lengths(std::size_t{last} + 1);
  for (std::uint32_t docid = 1; docid <= last; ++docid) lengths[docid] = old.length(docid);
  NewPostings fresh;
  for (const std::uint32_t docid : before.changed) {
    changed[docid] = true;
    lengths[docid] = is_in(database, docid) ? read_paper(database, docid, fresh) : 0;
  }
  fresh.sort();
  index::PostingTable::Writer writer(path);
  std::vector<Posting> postings;
  std::size_t seen = 0;
  for (index::PostingTable::Cursor at(old); !at.at_end() || !fresh.at_end();) {
    if (seen++ % kTermsBetweenChecks == 0) check();
    postings.clear();
    if (at.at_end() || (!fresh.at_end() && fresh.term() < at.term())) {
      const std::string_view term = fresh.term();
      fresh.take(postings);
      writer.add(term, postings);
      continue;
    }
    const bool gains = !fresh.at_end() && fresh.term() == at.term();
    if (!gains && !has_any(at.list(), changed)) {
      writer.copy(at.term(), at.bytes());
    } else {
      at.list().visit_all([&](std::uint32_t docid, std::uint32_t wdf) {
        if (!has(changed, docid)) postings.push_back({docid, wdf});
      });
      const auto kept = static_cast<std::ptrdiff_t>(postings.size());
      if (gains) fresh.take(postings);
      std::inplace_merge(postings.begin(), postings.begin() + kept, postings.end(),
                         [](const auto& a, const auto& b) { return a.docid < b.docid; });
      if (!postings.empty()) writer.add(at.term(), postings);
    }
    at.next();
  }
  writer.finish(database.get_doccount(), lengths);
}

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

void write_forward_index(const Xapian::Database& database, const std::string& folder,
                         const std::function<void()>& check) {
  const std::uint32_t last_docid = database.get_lastdocid();
  index::ForwardIndex::Writer forward(folder + "/" + index::kForwardFile, last_docid);
  index::NeighbourFilter::Writer neighbours(folder + "/" + index::kNeighboursFile, last_docid,
                                            frequent_pairs(database));
  std::size_t seen = 0;
  const auto end = database.valuestream_end(index::kForwardSlot);
  for (auto at = database.valuestream_begin(index::kForwardSlot); at != end; ++at) {
    if (seen++ % kPapersBetweenChecks == 0) check();
    const std::string record = *at;
    forward.add(at.get_docid(), record);
    neighbours.add(at.get_docid(), index::ForwardRecord(record));
  }
  forward.finish();
  neighbours.finish();
}

}  // namespace nonmun::derive
