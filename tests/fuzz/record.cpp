#include <cstdint>
#include <nonmun/error.hpp>
#include <string>
#include <vector>

#include "indexer/paper/record_compression.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

/// Of samples that are made up, and the same in every run.
const std::string& dictionary() {
  static const std::string bytes = [] {
    std::vector<std::string> samples;
    std::uint32_t random = 1;
    for (int i = 0; i < 400; ++i) {
      std::string& sample = samples.emplace_back("\x02\x91\x93\xa2/a");
      for (int word = 0; word < 40; ++word) {
        random = random * 1664525 + 1013904223;
        sample += "paper " + std::to_string(random >> 26);
      }
    }
    return nonmun::paper::train_dictionary(samples);
  }();
  return bytes;
}

}  // namespace

void nonmun::fuzz::run(std::string_view input) {
  static const paper::RecordDecoder decoder(dictionary());
  static paper::RecordEncoder encoder{paper::RecordDictionary(dictionary())};
  paper::Record record;
  try {
    record = decoder.decode(input);
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
  require(decoder.decode(encoder.encode(encoded)).listings == record.listings, "and compressed");
  encoded.content_key();
  const paper::Paper paper = record.paper();
  require(!paper.listed.empty(), "a merged paper has a day");
  paper::sort_key(paper);
  paper::page_url(paper);
}
