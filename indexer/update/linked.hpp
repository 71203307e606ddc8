#pragma once

#include <set>
#include <string>

#include "indexer/publish/staging.hpp"
#include "indexer/update/base.hpp"

// A generation that shares files with the one before it: new votes or new facts about sources, the
// same papers.

namespace nonmun::update {

/// Gives a file another name, for the same bytes; where links are not possible it is copied.
void link_file(const std::string& from, const std::string& to);

/// Links all files of `base` but those named into the generation under construction.
void link_files(const publish::Staging& staging, const Base& base,
                const std::set<std::string>& but);

/// What is damaged in the old files must not get a new hash, under which it would pass for intact.
/// @throws Error(io)
void check_linked_files(const Base& base, const index::Manifest& sealed,
                        const std::set<std::string>& but);

}  // namespace nonmun::update
