#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace nonmun::rank {

/// Finds phrases by searches of their own, each phrase once however often one query asks for it.
///
/// Inside a larger query Xapian 1.4 cannot be trusted with a phrase: where check() has refused a
/// document for its positions, a later skip_to() to the same document takes it for a match, so
/// that papers without the phrase got its weight.
class PhraseSearch {
 public:
  /// `database` must outlive the search.
  explicit PhraseSearch(const Xapian::Database& database) : database_(database) {}

  /// A query for the documents that have the terms within `window` positions, with their BM25.
  /// @param op OP_PHRASE (in this order) or OP_NEAR (in any)
  Xapian::Query find(Xapian::Query::op op, const std::vector<std::string>& terms,
                     Xapian::termcount window);

 private:
  using Key = std::tuple<Xapian::Query::op, Xapian::termcount, std::vector<std::string>>;

  const Xapian::Database& database_;
  std::map<Key, Xapian::Query> found_;
};

}  // namespace nonmun::rank
