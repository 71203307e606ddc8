#pragma once

#include <cstdint>
#include <nonmun/search.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "searcher/search.hpp"

namespace nonmun {

/// The number of a paper. @param id in any spelling; see Index::paper()
std::optional<std::uint32_t> find_paper(const match::Documents& documents, std::string_view id);

/// The id of a paper.
std::string paper_id(const match::Documents& documents, std::uint32_t number);

/// What the index knows of a paper, with the words of a query marked; see Index::paper().
std::optional<PaperDetails> paper_details(const Source& source, std::string_view id,
                                          std::string_view query);

/// The state of the index; see Index::info().
IndexInfo index_info(const Source& source);

}  // namespace nonmun
