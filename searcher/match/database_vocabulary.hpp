#pragma once

#include <xapian.h>

#include "indexer/paper/record_compression.hpp"
#include "searcher/plan/vocabulary.hpp"

namespace nonmun::match {

/// The vocabulary of a Xapian database; what the table of postings has is read there.
class DatabaseVocabulary : public plan::Vocabulary {
 public:
  /// All must outlive the vocabulary.
  DatabaseVocabulary(const Xapian::Database& database, const index::DerivedTables& derived,
                     const paper::RecordDecoder& records)
      : database_(database), derived_(derived), records_(records) {}

  std::uint32_t frequency(const std::string& term) const override;
  std::uint32_t papers() const override;
  std::uint32_t papers_with_both(const std::vector<std::string>& left,
                                 const std::vector<std::string>& right) const override;
  std::uint32_t papers_with_phrase(const std::vector<std::string>& terms) const override;
  plan::Beginning terms_with_prefix(const std::string& prefix, std::size_t max) const override;
  std::string author_name(const std::string& term) const override;
  const index::DerivedTables& derived() const override { return derived_; }

 private:
  std::uint32_t count(const Xapian::Query& query) const;

  const Xapian::Database& database_;
  const index::DerivedTables& derived_;
  const paper::RecordDecoder& records_;
};

}  // namespace nonmun::match
