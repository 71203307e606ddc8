#include "searcher/nonmun-serve/access_log.hpp"

#include <fmt/format.h>

#include "indexer/cli/log.hpp"

namespace nonmun::program {

void log_access(const Request& request, const Response& response,
                std::chrono::duration<double> time, bool with_query) {
  cli::log(cli::Priority::info,
           fmt::format("{} \"{} {}\" {} {} bytes {:.1f} ms", request.peer, request.method,
                       with_query ? request.target : request.path, response.status,
                       response.body.size(), time.count() * 1000));
}

}  // namespace nonmun::program
