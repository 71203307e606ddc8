#pragma once

#include <memory>
#include <string>

#include "searcher/plan/synonyms.hpp"

namespace nonmun {

/// The groups of a file, and those that are in the program. Read again only when the file has
/// changed; any thread may call it.
/// @param path empty: $XDG_CONFIG_HOME/nonmun/synonyms.txt (else ~/.config/nonmun/synonyms.txt),
///        when there is one
/// @throws Error(io) when the file cannot be read
std::shared_ptr<const plan::SynonymGroups> read_synonyms(const std::string& path);

}  // namespace nonmun
