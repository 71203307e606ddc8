#pragma once

#include <xapian.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <nonmun/update.hpp>
#include <string>
#include <vector>

#include "indexer/index/database.hpp"
#include "indexer/index/generation.hpp"
#include "indexer/index/stored_papers.hpp"

// The stored papers of a published index, to look at and to make those of older versions.

namespace nonmun::testing_support {

inline std::string published_folder(const std::string& index) {
  const index::IndexPaths paths(index);
  return paths.generation(index::read_pointer(paths)->generation);
}

inline std::string published_database(const std::string& index) {
  return published_folder(index) + "/" + index::kDatabaseFolder;
}

/// By id.
inline std::map<std::string, paper::Record> stored_records(const std::string& index) {
  std::map<std::string, paper::Record> records;
  const Xapian::Database db = index::open_database(published_database(index));
  const paper::RecordDecoder decoder = index::record_decoder(db);
  for (auto p = db.postlist_begin(""); p != db.postlist_end(""); ++p) {
    paper::Record record = decoder.decode(db.get_document(*p).get_data());
    std::string id = record.listings.front().paper.id;
    records[std::move(id)] = std::move(record);
  }
  return records;
}

/// A record as version 1 had it, whose listings have no lines.
inline std::string without_lines(const std::string& bytes) {
  auto listings = nlohmann::json::from_msgpack(bytes.substr(1));
  for (auto& listing : listings) listing.erase(1);
  std::string old = "\x01";
  nlohmann::json::to_msgpack(listings, old);
  return old;
}

inline std::string uncompressed(const paper::RecordDecoder& decoder, std::string_view bytes) {
  paper::EncodedRecord record;
  for (const paper::Listing& listing : decoder.decode(bytes).listings) {
    record.listings.push_back(paper::encode(listing));
  }
  return record.bytes();
}

/// Replaces the records of a published index by those of version 1. The manifest is not changed.
inline void remove_stored_lines(const std::string& index) {
  const std::string folder = published_database(index);
  Xapian::WritableDatabase db(folder, Xapian::DB_OPEN);
  const paper::RecordDecoder decoder = index::record_decoder(db);
  const std::vector<Xapian::docid> ids(db.postlist_begin(""), db.postlist_end(""));
  for (const Xapian::docid id : ids) {
    Xapian::Document document = db.get_document(id);
    document.set_data(without_lines(uncompressed(decoder, document.get_data())));
    db.replace_document(id, document);
  }
  db.set_metadata(std::string(index::kDictionaryKey), "");
  db.commit();
  db.close();
  std::filesystem::remove(folder + "/flintlock");
}

}  // namespace nonmun::testing_support
