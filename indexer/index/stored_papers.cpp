#include "indexer/index/stored_papers.hpp"

namespace nonmun::index {

std::string record_dictionary(const Xapian::Database& database) {
  return database.get_metadata(std::string(kDictionaryKey));
}

paper::RecordDecoder record_decoder(const Xapian::Database& database) {
  return paper::RecordDecoder(record_dictionary(database));
}

}  // namespace nonmun::index
