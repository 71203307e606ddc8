#include "searcher/match/sort_keys.hpp"

#include "indexer/index/fields.hpp"

namespace nonmun::match {

std::string SortKeys::operator()(const Document& document) {
  const index::ShardMap::Place place = documents_->map().place(document.docid);
  if (const index::SortKeyTable& keys = documents_->sort_keys(place.shard)) {
    return std::string(keys.key(place.docid));
  }
  if (docid_ == 0 || place.shard != shard_ || place.docid < docid_) {
    at_ = documents_->shard(place.shard).valuestream_begin(index::kSortSlot);
  }
  at_.skip_to(place.docid);
  shard_ = place.shard;
  docid_ = place.docid;
  return *at_;
}

}  // namespace nonmun::match
