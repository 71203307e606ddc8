#include "searcher/match/sort_keys.hpp"

#include "indexer/index/fields.hpp"

namespace nonmun::match {

std::string SortKeys::operator()(const Document& document) {
  if (docid_ == 0 || document.docid < docid_) at_ = database_.valuestream_begin(index::kSortSlot);
  at_.skip_to(document.docid);
  docid_ = document.docid;
  return *at_;
}

}  // namespace nonmun::match
