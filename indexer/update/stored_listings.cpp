#include "indexer/update/stored_listings.hpp"

#include <algorithm>

#include "indexer/index/database.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/index/stored_papers.hpp"
#include "indexer/update/document.hpp"

namespace nonmun::update {

void for_listings(const Run& run, const Base& base, const std::string& source,
                  const std::function<void(const paper::Listing&)>& visit) {
  index::with_xapian("reading " + base.folder, [&] {
    const Xapian::Database database = index::open_database(base.database());
    const paper::RecordDecoder decoder = index::record_decoder(database);
    const std::string term = source_term(source);
    for (auto p = database.postlist_begin(term); p != database.postlist_end(term); ++p) {
      run.check_interrupted();
      const Xapian::Document document = database.get_document(*p, Xapian::DOC_ASSUME_VALID);
      for (const paper::Listing& listing : decoder.decode(document.get_data()).listings) {
        if (listing.source == source) visit(listing);
      }
    }
  });
}

bool is_listed(const index::IndexPaths& index, const std::string& source, std::string_view id) {
  if (!index::read_pointer(index)) return false;
  return index::with_published(index, [&](const index::Published& published) {
    index::read_any_manifest(index, published.now);  // refuses versions that cannot be read
    const std::string folder =
        index.generation(published.now.generation) + "/" + index::kDatabaseFolder;
    return index::with_xapian("reading " + folder, [&] {
      const Xapian::Database database = index::open_database(folder);
      const std::string term =
          std::string(index::field(index::FieldId::id).prefix) + std::string(id);
      const auto posting = database.postlist_begin(term);
      if (posting == database.postlist_end(term)) return false;
      const Xapian::Document document = database.get_document(*posting, Xapian::DOC_ASSUME_VALID);
      const paper::Record record = index::record_decoder(database).decode(document.get_data());
      return std::any_of(record.listings.begin(), record.listings.end(),
                         [&](const paper::Listing& listing) { return listing.source == source; });
    });
  });
}

}  // namespace nonmun::update
