#include "indexer/update/votes.hpp"

namespace nonmun::update {

RefreshedVotes refreshed_votes(const Base& base) {
  RefreshedVotes rows;
  for_ids(base, [&](Xapian::docid document, std::string_view id) {
    const index::VoteTable::Row& row = base.votes.at(document);
    if (row.refreshed) rows[std::string(id)] = row;
  });
  return rows;
}

index::VoteTable next_votes(index::VoteTable old, const RefreshedVotes& carried,
                            const PaperChanges& changes, const WrittenDatabase& written) {
  index::VoteTable table = std::move(old);
  table.resize(written.last_docid);
  for (std::size_t i = 0; i < changes.papers.size(); ++i) {
    const PaperChange& change = changes.papers[i];
    index::VoteTable::Row& row = table.at(change.docid);
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

}  // namespace nonmun::update
