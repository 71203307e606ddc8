#include "indexer/paper/record.hpp"

#include <nonmun/error.hpp>

#include "tests/fuzz/fuzz.hpp"

void nonmun::fuzz::run(std::string_view input) {
  paper::Record record;
  try {
    record = paper::decode_record(input);
  } catch (const Error& error) {
    require(error.code() == ErrorCode::io || error.code() == ErrorCode::version,
            "damage is an error of reading");
    return;
  }
  require(!record.listings.empty(), "a record has a listing");
  paper::EncodedRecord encoded;
  for (const paper::Listing& listing : record.listings)
    encoded.listings.push_back(paper::encode(listing));
  require(paper::decode_record(encoded.bytes()).listings == record.listings,
          "a record can be stored again");
  encoded.content_key();
  const paper::Paper paper = record.paper();
  require(!paper.listed.empty(), "a merged paper has a day");
  paper::sort_key(paper);
  paper::page_url(paper);
}
