#pragma once

#include <xapian.h>

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/aliases/evidence.hpp"
#include "analyzers/analyzer.hpp"
#include "indexer/index/forward.hpp"
#include "indexer/paper/record_compression.hpp"

namespace nonmun::update {

/// The term that marks all papers listed by a source.
std::string source_term(std::string_view source);

struct BuiltDocument {
  Xapian::Document document;
  std::int32_t votes;  ///< what the digests say, or VoteTable::kUnknown
};

/// Turns papers into Xapian documents: the only place that decides which terms a paper gets. One
/// per thread.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(const paper::RecordDictionary& dictionary) : encoder_(dictionary) {}

  BuiltDocument build(const paper::EncodedRecord& record);

  /// What a record that has moved to other lines changes in its stored document: the data and the
  /// content key alone.
  BuiltDocument build_moved(const paper::EncodedRecord& record);

 private:
  /// Adds the terms of one text; those with a `prefix` too, without weight, when it is not empty.
  void add_authors(Xapian::Document& document, const std::vector<std::string>& authors);
  void add_text(Xapian::Document& document, std::string_view text, std::string_view prefix,
                Xapian::termcount weight);

  paper::RecordEncoder encoder_;
  Analyzer analyzer_;
  std::vector<Token> tokens_;                     // kept for its memory
  std::set<std::string> words_;                   // terms of the ranked text of this paper
  std::set<std::string> parts_;                   // pieces of its Latin words
  std::vector<aliases::AliasEvidence> evidence_;  // of bilingual aliases
  std::vector<index::ForwardRecord::Word> text_;  // with positions
  std::vector<index::ForwardRecord::Word> author_words_;
  std::vector<std::uint64_t> unplaced_;  ///< hashes of terms without positions
  Xapian::termpos next_position_ = 1;
};

}  // namespace nonmun::update
