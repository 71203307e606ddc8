#pragma once

#include <nonmun/index_writer.hpp>
#include <nonmun/search.hpp>
#include <nonmun/update.hpp>
#include <string>

namespace nonmun::bindings::c {

// Options as JSON; see nonmun.h. `json` may be NULL.

/// @throws Error(usage)
SearchOptions search_options(const char* json);

/// @throws Error(usage), also without sources
UpdateOptions update_options(const char* json);

/// @throws Error(usage)
WriterOptions writer_options(const char* json);

/// What nonmun_parameters() gives.
std::string parameters_json();

}  // namespace nonmun::bindings::c
