#include "searcher/match/documents.hpp"

#include <algorithm>
#include <utility>

namespace nonmun::match {
namespace {

constexpr std::size_t kMaxKept = 100'000;  ///< terms

}  // namespace

Documents::Documents(Xapian::Database database) : shards_{{database, {}}}, all_(database) {}

Documents::Documents(std::vector<Shard> shards, index::ShardMap map)
    : shards_(std::move(shards)), map_(std::move(map)) {
  is_remote_ = std::any_of(shards_.begin(), shards_.end(),
                           [](const Shard& shard) { return bool(shard.sort_keys); });
  if (shards_.size() == 1) {
    all_ = shards_.front().database;
    return;
  }
  for (const Shard& shard : shards_) all_.add_database(shard.database);
}

std::uint32_t Documents::frequency(const std::string& term) const {
  if (!is_remote_) return all_.get_termfreq(term);
  const auto found = frequencies_.find(term);
  if (found != frequencies_.end()) return found->second;
  if (frequencies_.size() >= kMaxKept) frequencies_.clear();
  return frequencies_[term] = all_.get_termfreq(term);
}

std::vector<std::uint32_t> Documents::with_term(const std::string& term) const {
  std::vector<std::uint32_t> numbers;
  for (std::size_t i = 0; i < shards_.size(); ++i) {
    const Xapian::Database& database = shards_[i].database;
    const auto end = database.postlist_end(term);
    for (auto at = database.postlist_begin(term); at != end; ++at) {
      numbers.push_back(map_.number({i, *at}));
    }
  }
  return numbers;
}

std::optional<std::uint32_t> Documents::first_with_term(const std::string& term) const {
  for (std::size_t i = 0; i < shards_.size(); ++i) {
    const Xapian::Database& database = shards_[i].database;
    const auto at = database.postlist_begin(term);
    if (at != database.postlist_end(term)) return map_.number({i, *at});
  }
  return std::nullopt;
}

Xapian::Document Documents::document(std::uint32_t number) const {
  const index::ShardMap::Place place = map_.place(number);
  return shards_[place.shard].database.get_document(place.docid, Xapian::DOC_ASSUME_VALID);
}

Xapian::TermIterator Documents::terms_begin(std::uint32_t number) const {
  const index::ShardMap::Place place = map_.place(number);
  return shards_[place.shard].database.termlist_begin(place.docid);
}

Xapian::TermIterator Documents::terms_end(std::uint32_t number) const {
  const index::ShardMap::Place place = map_.place(number);
  return shards_[place.shard].database.termlist_end(place.docid);
}

paper::Record Documents::record(std::uint32_t number, paper::RecordParts parts) const {
  return shards_[map_.place(number).shard].records.decode(document(number).get_data(), parts);
}

}  // namespace nonmun::match
