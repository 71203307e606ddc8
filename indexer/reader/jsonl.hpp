#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/reader/reader.hpp"

// JSONL v1 that is in no file: what a program says of papers of its own.

namespace nonmun::reader {

/// Reads one object of JSONL v1 with the checks of a line: the contribution has one entry, one vote
/// count or one reject, at line 1, and perhaps warnings.
Contribution read_jsonl_object(std::string_view object);

/// The id that a paper is stored under when an object has this one; nothing when the object would
/// be rejected for it.
std::optional<std::string> stored_id(std::string_view id);

}  // namespace nonmun::reader
