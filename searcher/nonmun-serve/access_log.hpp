#pragma once

#include <chrono>

#include "searcher/nonmun-serve/request.hpp"
#include "searcher/nonmun-serve/response.hpp"

namespace nonmun::program {

/// Writes a line about an answered request to standard error: client, method, path, status, bytes
/// of the body, milliseconds. What people search for is not in it unless `with_query` is said.
void log_access(const Request& request, const Response& response,
                std::chrono::duration<double> time, bool with_query);

}  // namespace nonmun::program
