#pragma once

#include <xapian.h>

#include "searcher/match/documents.hpp"
#include "searcher/plan/vocabulary.hpp"

namespace nonmun::match {

/// The vocabulary of Xapian databases; what the table of postings has is read there.
class DatabaseVocabulary : public plan::Vocabulary {
 public:
  /// Both must outlive the vocabulary.
  DatabaseVocabulary(const Documents& documents, const index::DerivedTables& derived)
      : documents_(documents), database_(documents.database()), derived_(derived) {}

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

  const Documents& documents_;
  const Xapian::Database& database_;
  const index::DerivedTables& derived_;
};

}  // namespace nonmun::match
