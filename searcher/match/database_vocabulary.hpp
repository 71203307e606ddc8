#pragma once

#include <xapian.h>

#include "searcher/plan/vocabulary.hpp"

namespace nonmun::query {

/// The vocabulary of a Xapian database.
class DatabaseVocabulary : public Vocabulary {
 public:
  /// Both must outlive the vocabulary.
  DatabaseVocabulary(const Xapian::Database& database, const LearntTables& learnt)
      : database_(database), learnt_(learnt) {}

  std::uint32_t frequency(const std::string& term) const override;
  std::uint32_t papers() const override;
  std::uint32_t together(const std::vector<std::string>& left,
                         const std::vector<std::string>& right) const override;
  std::uint32_t adjacent(const std::vector<std::string>& terms) const override;
  const LearntTables& learnt() const override { return learnt_; }

 private:
  std::uint32_t count(const Xapian::Query& query) const;

  const Xapian::Database& database_;
  const LearntTables& learnt_;
};

}  // namespace nonmun::query
