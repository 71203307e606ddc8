#include "indexer/update/votes.hpp"

#include "indexer/index/database.hpp"
#include "indexer/index/fields.hpp"

namespace nonmun {

RefreshedVotes refreshed_votes(const Base& base) {
  RefreshedVotes rows;
  with_xapian("reading " + base.folder, [&] {
    const Xapian::Database db = open_database(base.database());
    for (auto v = db.valuestream_begin(kSortSlot); v != db.valuestream_end(kSortSlot); ++v) {
      const VoteTable::Row& row = base.votes.at(v.get_docid());
      if (row.refreshed) rows[std::string(id_of_sort_key(*v))] = row;
    }
  });
  return rows;
}

VoteTable next_votes(VoteTable old, const RefreshedVotes& carried, const PaperChanges& changes,
                     const WrittenDatabase& written) {
  VoteTable table = std::move(old);
  table.resize(written.last_docid);
  for (std::size_t i = 0; i < changes.papers.size(); ++i) {
    const PaperChange& change = changes.papers[i];
    VoteTable::Row& row = table.at(change.docid);
    if (change.deleted()) {
      row = {};
      continue;
    }
    if (const auto found = carried.find(change.id); found != carried.end()) row = found->second;
    const std::int32_t digest = written.digest_votes[i];
    if (!row.refreshed || row.digest != digest) row = {digest, digest, 0, false};
  }
  return table;
}

}  // namespace nonmun
