#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nonmun::query {

/// A mention of a paper in a word of a query.
struct IdMention {
  std::string id;           ///< canonical
  std::string rest;         ///< what stands before it and is no part of an address: "Mamba" of
                            ///< "Mamba(2312.00752)은"
  bool in_address = false;  ///< the word is an address, or says "arXiv"
};

/// The paper whose id a word holds: bare, in brackets, with a particle or punctuation, in
/// full-width digits, after "arXiv:", as a DOI, in an address or the target of a Markdown link.
std::optional<IdMention> find_id(std::string_view word);

}  // namespace nonmun::query
