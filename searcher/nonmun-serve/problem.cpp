#include "searcher/nonmun-serve/problem.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace nonmun::program {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kUnreadable = "the index cannot be read";
constexpr std::string_view kUnexpected = "an error that no search should meet";

constexpr std::array kCauses = {
    CauseRow{Cause::usage, 400, ""},
    CauseRow{Cause::query_syntax, 400, ""},
    CauseRow{Cause::bad_input, 500, kUnexpected},
    CauseRow{Cause::no_papers, 500, kUnexpected},
    CauseRow{Cause::rejects, 500, kUnexpected},
    CauseRow{Cause::drop, 500, kUnexpected},
    CauseRow{Cause::pipe, 500, kUnexpected},
    CauseRow{Cause::gate, 500, kUnexpected},
    CauseRow{Cause::no_index, 503, "there is no index yet"},
    CauseRow{Cause::no_previous, 500, kUnexpected},
    CauseRow{Cause::internal, 500, "an error of the server"},
    CauseRow{Cause::io, 503, kUnreadable},
    CauseRow{Cause::too_large, 503, kUnreadable},
    CauseRow{Cause::disk_full, 503, kUnreadable},
    CauseRow{Cause::damaged, 503, kUnreadable},
    CauseRow{Cause::database, 503, kUnreadable},
    CauseRow{Cause::remote, 503, "the server of a remote index does not answer"},
    CauseRow{Cause::locked, 503, kUnexpected},
    CauseRow{Cause::other_version, 503, "the index was made by another version of nonmun"},
    CauseRow{Cause::mixed_shards, 503, "the shards are of different generations"},
    CauseRow{Cause::interrupted, 503, "the server is being stopped"},
    CauseRow{Cause::deadline, 503, "the request took longer than this server allows"},
};

constexpr const char* kRetrySeconds = "1";

/// Causes that another attempt may not meet.
bool passes(Cause cause) {
  return cause == Cause::deadline || cause == Cause::interrupted || cause == Cause::no_index ||
         cause == Cause::remote || cause == Cause::mixed_shards;
}

Response problem(int status, std::string_view detail, const Json& extensions) {
  Json body = {{"type", "about:blank"},
               {"title", status_name(status)},
               {"status", status},
               {"detail", detail}};
  body.update(extensions);
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
  return response;
}

/// What the server refuses by itself, in the manner of the library's causes.
std::string_view cause_of_status(int status) {
  if (status == 401) return "unauthorized";
  if (status == 404) return "not_found";
  if (status == 503) return "unavailable";
  return status >= 500 ? "internal" : "usage";
}

}  // namespace

const CauseRow& row_of(Cause cause) {
  const auto row = std::find_if(kCauses.begin(), kCauses.end(),
                                [&](const CauseRow& r) { return r.cause == cause; });
  return row == kCauses.end() ? row_of(Cause::internal) : *row;
}

Response problem(const HttpError& error) {
  Json extensions = {{"cause", cause_of_status(error.status())}};
  if (!error.suggestions().empty()) extensions["did_you_mean"] = error.suggestions();
  Response response = problem(error.status(), error.what(), extensions);
  response.headers = error.headers();
  return response;
}

Response problem(const Error& error) {
  const CauseRow& row = row_of(error.cause());
  Json extensions = {{"cause", name_of(error.cause())}};
  if (error.column() > 0) extensions["column"] = error.column();
  if (row.detail.empty() && !error.hint().empty()) extensions["hint"] = error.hint();
  Response response =
      problem(row.status, row.detail.empty() ? error.what() : row.detail, extensions);
  if (passes(row.cause)) response.headers.emplace_back("Retry-After", kRetrySeconds);
  return response;
}

Response internal_problem() {
  return problem(Error(Cause::internal, ""));
}

}  // namespace nonmun::program
