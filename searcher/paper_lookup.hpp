#pragma once

#include <xapian.h>

#include <nonmun/search.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "searcher/search.hpp"

namespace nonmun {

/// The document of a paper. @param id in any spelling; see Index::paper()
std::optional<Xapian::docid> find_paper(const Xapian::Database& database, std::string_view id);

/// The id of the paper of a document.
std::string paper_id(const Xapian::Database& database, Xapian::docid document);

/// What the index knows of a paper, with the words of a query marked; see Index::paper().
std::optional<PaperDetails> paper_details(const Source& source, std::string_view id,
                                          std::string_view query);

/// The state of the index; see Index::info().
IndexInfo index_info(const Source& source);

}  // namespace nonmun
