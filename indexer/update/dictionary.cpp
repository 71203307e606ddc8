#include "indexer/update/dictionary.hpp"

#include <algorithm>

#include "indexer/index/stored_papers.hpp"

namespace nonmun::update {
namespace {

/// Papers as long as this together make a dictionary as good as all of them, in .2 s.
constexpr std::uint64_t kSampleBytes = 2 << 20;
/// Of a paper: no single one makes the dictionary.
constexpr std::size_t kMaxBytesOfAPaper = 64 << 10;

}  // namespace

std::string make_dictionary(const PaperChanges& changes, const ListingStore& store) {
  std::uint64_t bytes = 0;
  for (const PaperChange& change : changes.papers) bytes += changes.bytes(change);
  const std::size_t step = bytes / kSampleBytes + 1;
  std::vector<std::string> samples;
  for (std::size_t i = 0; i < changes.papers.size(); i += step) {
    if (changes.papers[i].deleted()) continue;
    samples.push_back(changes.record(changes.papers[i], store).bytes());
    samples.back().resize(std::min(samples.back().size(), kMaxBytesOfAPaper));
  }
  return paper::train_dictionary(samples);
}

paper::RecordDictionary record_dictionary(Xapian::WritableDatabase& database,
                                          const PaperChanges& changes, const ListingStore& store) {
  std::string dictionary = index::record_dictionary(database);
  if (dictionary.empty()) {
    dictionary = make_dictionary(changes, store);
    if (!dictionary.empty()) database.set_metadata(std::string(index::kDictionaryKey), dictionary);
  }
  return paper::RecordDictionary(dictionary);
}

}  // namespace nonmun::update
