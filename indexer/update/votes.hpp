#pragma once

#include <map>
#include <string>

#include "indexer/index/votes.hpp"
#include "indexer/update/writer.hpp"

namespace nonmun::update {

using RefreshedVotes = std::map<std::string, index::VoteTable::Row>;  ///< by paper id

/// The refreshed votes of a generation: what a build that starts over carries into the next.
RefreshedVotes refreshed_votes(const Base& base);

/// The vote table of the next generation: digest votes of changed papers, all others as they were
/// in `old`; refreshed counts win until the digest's own number changes. `carried` are for papers
/// that `old` does not have.
index::VoteTable next_votes(index::VoteTable old, const RefreshedVotes& carried,
                            const PaperChanges& changes, const WrittenDatabase& written);

}  // namespace nonmun::update
