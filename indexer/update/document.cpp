#include "indexer/update/document.hpp"

#include <fmt/format.h>

#include "analyzers/text/utf8.hpp"
#include "indexer/index/facets.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/index/pins.hpp"
#include "indexer/index/votes.hpp"
#include "indexer/system/hash.hpp"

namespace nonmun::update {
namespace {

/// What depends on the whole record.
void set_record(Xapian::Document& document, const paper::EncodedRecord& record,
                paper::RecordEncoder& encoder) {
  document.add_value(index::kContentSlot, record.content_key());
  document.set_data(encoder.encode(record));
}

std::int32_t votes_of(const paper::Paper& paper) {
  return static_cast<std::int32_t>(paper.votes.value_or(index::VoteTable::kUnknown));
}

}  // namespace

std::string source_term(std::string_view source) {
  return fmt::format("{}{:016x}", index::kSourcePrefix, system::xxh3_64(source));
}

BuiltDocument DocumentBuilder::build_moved(const paper::EncodedRecord& record) {
  Xapian::Document document;
  set_record(document, record, encoder_);
  return {std::move(document), votes_of(paper::decode(record).paper())};
}

void DocumentBuilder::add_text(Xapian::Document& document, std::string_view text,
                               std::string_view prefix, Xapian::termcount weight) {
  tokens_.clear();
  analyzer_.analyze(text, tokens_);
  aliases::alias_evidence(text, evidence_);
  Xapian::termpos last = next_position_;
  for (const Token& token : tokens_) {
    const Xapian::termpos position = next_position_ + token.position;
    last = position;
    switch (token.kind) {
      case TokenKind::word:
        document.add_term(token.term, weight);
        text_.push_back({index::ForwardRecord::term_hash(token.term), position});
        if (!prefix.empty()) document.add_boolean_term(std::string(prefix) + token.term);
        words_.insert(token.term);
        break;
      case TokenKind::concatenated:
        document.add_term(token.term, weight);
        unplaced_.push_back(index::ForwardRecord::term_hash(token.term));
        if (!prefix.empty()) document.add_boolean_term(std::string(prefix) + token.term);
        words_.insert(token.term);
        break;
      case TokenKind::surface:
        document.add_boolean_term(std::string(index::kSurfacePrefix) + token.term);
        break;
      case TokenKind::subword:
        parts_.insert(token.term);
        break;
    }
  }
  next_position_ = last + index::kPositionGap;
}

void DocumentBuilder::add_authors(Xapian::Document& document,
                                  const std::vector<std::string>& authors) {
  const std::string prefix(index::field(index::FieldId::author).prefix);
  Xapian::termpos position = 1;
  for (const std::string& author : authors) {
    for (const std::vector<std::string>& spellings : index::author_words(author)) {
      for (const std::string& word : spellings) {
        std::string term = prefix + word;
        term.resize(text::floor_boundary(term, kMaxTermBytes));
        document.add_boolean_term(term);
        author_words_.push_back(
            {index::ForwardRecord::term_hash(std::string_view(term).substr(prefix.size())),
             position});
      }
      ++position;
    }
    position += index::kPositionGap;
  }
}

BuiltDocument DocumentBuilder::build(const paper::EncodedRecord& record) {
  const paper::Paper paper = paper::decode(record).paper();
  Xapian::Document document;
  words_.clear();
  parts_.clear();
  evidence_.clear();
  text_.clear();
  author_words_.clear();
  unplaced_.clear();
  next_position_ = 1;

  constexpr const index::Field& kTitle = index::field(index::FieldId::title);
  constexpr const index::Field& kSummary = index::field(index::FieldId::summary);
  add_text(document, paper.title, kTitle.prefix, kTitle.text_weight);
  const std::size_t title_words = text_.size();
  for (const paper::Section& section : paper.sections) {
    add_text(document, section.text, kSummary.prefix, kSummary.text_weight);
  }
  add_text(document, paper.abstract, kSummary.prefix, kSummary.text_weight);
  for (const std::string& keyword : paper.keywords) {
    add_text(document, keyword, kSummary.prefix, kSummary.text_weight);
  }
  add_authors(document, paper.authors);
  // A piece that is also a word of the paper would only lengthen the document.
  for (const std::string& part : parts_) {
    if (!words_.contains(part)) document.add_term(std::string(index::kSubwordPrefix) + part);
  }

  for (const aliases::AliasEvidence& evidence : evidence_) {
    document.add_boolean_term(std::string(index::kAliasPrefix) + aliases::to_key(evidence));
  }

  for (const std::string& term : index::pin_terms(paper.title, paper.authors)) {
    document.add_boolean_term(term);
  }
  document.add_boolean_term(std::string(index::field(index::FieldId::id).prefix) + paper.id);
  for (const std::string& day : paper.listed) {
    const std::string prefix(index::field(index::FieldId::date).prefix);
    const std::string digits = day.substr(0, 4) + day.substr(5, 2) + day.substr(8, 2);
    for (const std::size_t length : {4, 6, 8}) {
      document.add_boolean_term(prefix + digits.substr(0, length));
    }
  }
  for (const paper::Section& section : paper.sections) {
    const std::string prefix(index::field(index::FieldId::section).prefix);
    for (const std::string& key : index::section_keys(section)) {
      document.add_boolean_term(index::pin_term(prefix, key));
    }
  }
  for (const paper::EncodedListing& listing : record.listings) {
    document.add_boolean_term(source_term(listing.source));
  }
  document.add_value(index::kSortSlot, paper::sort_key(paper));
  document.add_value(index::kForwardSlot,
                     index::ForwardRecord::encode(text_, title_words, author_words_, unplaced_));
  document.add_value(index::kFacetSlot, index::PaperFacets::of(paper).encode());
  set_record(document, record, encoder_);
  return {std::move(document), votes_of(paper)};
}

}  // namespace nonmun::update
