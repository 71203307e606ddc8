#pragma once

#include <xapian.h>

#include <functional>
#include <string>

#include "indexer/index/postings.hpp"

namespace nonmun::derive {

/// Papers that the space of similarity is learnt from, at most: those with the least hashes of
/// their ids. More cost time and memory, and change little.
inline constexpr std::size_t kMaxLearntPapers = 16'384;
/// Words that the space knows, at most: those in most papers.
inline constexpr std::size_t kMaxLearntTerms = 65'536;

/// Learns latent semantic similarity (Deerwester et al. 1990) from the papers of the database and
/// writes the tables of it to `folder`: papers as rows of (1 + ln tf) ln((N + 1) / df) scaled to
/// length 1, words in one paper or more than half of them left out, and the axes of
/// singular_vectors(). What was not learnt from is folded in.
///
/// Depends on the content of the database alone, and equal content gives equal bytes on every
/// machine; only the order of the rows follows the document numbers. Memory is bounded
/// whatever the number of papers.
/// @param postings the table of the database
/// @param check called now and then; may throw
void write_similarity(const Xapian::Database& database, const index::PostingTable& postings,
                      const std::string& folder, const std::function<void()>& check);

}  // namespace nonmun::derive
