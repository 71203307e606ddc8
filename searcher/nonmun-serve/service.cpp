#include "searcher/nonmun-serve/service.hpp"

#include <fmt/format.h>

#include <charconv>
#include <exception>
#include <nlohmann/json.hpp>
#include <nonmun/version.hpp>
#include <utility>

#include "analyzers/text/ascii.hpp"
#include "indexer/cli/log.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"
#include "indexer/system/time.hpp"
#include "indexer/system/user_folders.hpp"
#include "searcher/nonmun-serve/access_log.hpp"
#include "searcher/nonmun-serve/guard.hpp"
#include "searcher/nonmun-serve/handlers.hpp"
#include "searcher/nonmun-serve/problem.hpp"

namespace nonmun::program {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kPreflightSeconds = "600";

/// The request's own values: of the address, and of a JSON body.
Values values_of(const Request& request) {
  const Route& route = *request.route;
  if (route.handler == answer_asset) return {};  // the page reads its address by itself
  if (request.method != "POST") {
    Pairs pairs = decode_query(request.query);
    if (has_id(route)) pairs.emplace(pairs.begin(), "id", request.id);
    return read_values(route.parameters, pairs);
  }
  if (!request.query.empty()) {
    throw HttpError(400, "a POST request has its parameters in its body");
  }
  const Json body = Json::parse(request.body, nullptr, false);
  if (body.is_discarded()) throw HttpError(400, "the body is not JSON");
  return read_values(route.parameters, body);
}

/// Whether a Content-Type is JSON's, whatever its parameters.
bool is_json(std::string_view content_type) {
  const std::string type =
      text::ascii_lowered(content_type.substr(0, content_type.find_first_of("; ")));
  return type == kJson;
}

/// The size that a body is said to have; nothing when it is not said.
std::optional<std::uint64_t> announced(const Request& request) {
  const std::string_view length = request.header("content-length");
  std::uint64_t bytes = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bytes);
  if (length.empty() || error != std::errc()) return std::nullopt;
  return bytes;
}

/// What went wrong on this side, for those who look after the server.
void log_failure(const Request& request, const Error& error) {
  if (row_of(error.cause()).status < 500 || error.cause() == Cause::deadline) return;
  cli::log(cli::Priority::error, fmt::format("{}: {}", request.path, error.what()),
           error.details());
}

}  // namespace

Service::Service(const Settings& settings)
    : settings_(settings), index_(settings.indexes, settings.remote_timeout) {}

std::optional<Response> Service::admit(Request& request) const {
  const auto refuse = [&](const HttpError& error) { return finished(request, problem(error)); };
  if (request.target.size() > kMaxTargetBytes) {
    return refuse({414, fmt::format("the address has {} bytes, more than {}", request.target.size(),
                                    kMaxTargetBytes)});
  }
  if (request.header_bytes() > kMaxHeaderBytes) {
    return refuse({431, fmt::format("the headers have {} bytes, more than {}",
                                    request.header_bytes(), kMaxHeaderBytes)});
  }
  // HTTP/1.0 has no Host header, and no browser speaks it.
  if (request.reach == Reach::loopback && request.has_header("host") &&
      !is_host_allowed(request.header("host"), request.port, settings_.allowed_hosts)) {
    return refuse({421, "this server has another name or port"});
  }
  Found found = find_route(request.method, request.path);
  // A preflight carries no token (Fetch Standard, 3.3.2), and learns nothing that is not
  // documented.
  if (request.method == "OPTIONS" && (!found.methods.empty() || request.path == "*")) {
    return preflight(request, found);
  }
  const bool open = found.route != nullptr && found.route->open;
  if (!settings_.token.empty() && !open &&
      !has_token(request.header("authorization"), settings_.token)) {
    return refuse({401, "a bearer token is required", {{"WWW-Authenticate", "Bearer"}}});
  }
  if (found.methods.empty()) {
    return refuse({404, "there is nothing at this address; /openapi.yaml tells what there is"});
  }
  if (found.route == nullptr) {
    const std::string allowed = fmt::format("{}", fmt::join(found.methods, ", "));
    return refuse({405,
                   fmt::format("{} is not a method of this address (expected one of {})",
                               request.method, allowed),
                   {{"Allow", allowed}}});
  }
  if (announced(request).value_or(0) > kMaxBodyBytes) {
    return refuse({413, fmt::format("the body has more than {} bytes", kMaxBodyBytes)});
  }
  if (request.method == "POST" && !is_json(request.header("content-type"))) {
    return refuse({415, fmt::format("the body must be {}", kJson)});
  }
  try {
    request.id = decode_percent(found.id);
  } catch (const HttpError& error) {
    return refuse(error);
  }
  request.route = found.route;
  return std::nullopt;
}

Response Service::answer(const Request& request) {
  try {
    return finished(request, respond(request));
  } catch (const HttpError& error) {
    return finished(request, problem(error));
  } catch (const Error& error) {
    log_failure(request, error);
    return finished(request, problem(error));
  } catch (const std::exception& error) {
    cli::log(cli::Priority::error,
             fmt::format("{}: internal error: {}", request.path, error.what()));
    return finished(request, internal_problem());
  }
}

Response Service::respond(const Request& request) {
  if (request.body.size() > kMaxBodyBytes) {
    throw HttpError(413, fmt::format("the body has more than {} bytes", kMaxBodyBytes));
  }
  const Route& route = *request.route;
  Call call{request, values_of(request), *this};
  // A client that waited as long has gone, or is about to: it is not searched for.
  if (!route.quick && std::chrono::steady_clock::now() >= request.received + settings_.deadline) {
    throw Error(Cause::deadline, "");
  }
  std::string tag;
  if (route.caching == Caching::generation) {
    // Looked up before the answer is made: should another generation be published in between, the
    // tag is the old one's, and the client asks again.
    tag = tag_of(request, call.values, index_.get()->info());
    if (matches_tag(request.header("if-none-match"), tag)) {
      return {304, "", "", {{"ETag", tag}, {"Cache-Control", "no-cache"}}};
    }
  }
  Response response = route.handler(call);
  if (response.status != 200) return response;
  if (route.caching == Caching::content) {
    tag = fmt::format("W/\"{}\"", system::xxh3_hex(response.body));
    if (matches_tag(request.header("if-none-match"), tag)) response = {304, "", "", {}};
  }
  if (route.caching == Caching::none) {
    response.headers.emplace_back("Cache-Control", "no-store");
  } else {
    response.headers.emplace_back("ETag", tag);
    response.headers.emplace_back("Cache-Control", "no-cache");
  }
  return response;
}

/// What an answer depends on: the index, the synonyms, the day that ages count from, and what is
/// asked. Weak, for times differ from answer to answer.
std::string Service::tag_of(const Request& request, const Values& values,
                            const IndexInfo& info) const {
  std::string parts = fmt::format("{}\n{}\n{}\n{}\n{}\n", version(), request.route->operation,
                                  request.id, system::today(), base_url(request));
  const std::string& synonyms = settings_.synonyms;
  if (const auto stamp = system::stamp_of(
          synonyms.empty() ? system::user_config_file("synonyms.txt") : synonyms)) {
    parts +=
        fmt::format("{}.{} {} {}\n", stamp->seconds, stamp->nanoseconds, stamp->size, stamp->inode);
  }
  for (const auto& [name, value] : values) {
    parts += fmt::format("{}:{}={}:{}\n", name.size(), name, value.size(), value);
  }
  for (const FailedShard& failed : info.failed_shards) parts += failed.index + "\n";
  return fmt::format("W/\"{}-{}\"", info.generation, system::xxh3_hex(parts).substr(0, 16));
}

Response Service::answer_busy(const Request& request) const {
  return finished(request, problem(HttpError(503, "too many requests wait to be answered",
                                             {{"Retry-After", "1"}})));
}

Response Service::preflight(const Request& request, const Found& found) const {
  const std::string allowed = found.methods.empty()
                                  ? "GET, HEAD, POST, OPTIONS"
                                  : fmt::format("{}", fmt::join(found.methods, ", "));
  Response response{204, "", "", {{"Allow", allowed}}};
  if (!settings_.cors_origin.empty() && request.has_header("origin")) {
    response.headers.emplace_back("Access-Control-Allow-Methods", allowed);
    response.headers.emplace_back("Access-Control-Allow-Headers",
                                  "Authorization, Content-Type, If-None-Match");
    response.headers.emplace_back("Access-Control-Max-Age", kPreflightSeconds);
  }
  return finished(request, std::move(response));
}

Response Service::finished(const Request& request, Response response) const {
  if (!settings_.cors_origin.empty()) {
    const bool all = settings_.cors_origin == "*";
    if (!all) response.headers.emplace_back("Vary", "Origin");
    if (all || request.header("origin") == settings_.cors_origin) {
      response.headers.emplace_back("Access-Control-Allow-Origin", settings_.cors_origin);
      response.headers.emplace_back("Access-Control-Expose-Headers", "ETag, Retry-After");
    }
  }
  add_security_headers(response);
  compress(response, request.header("accept-encoding"));
  return response;
}

void Service::finish(const Request& request, const Response& response) {
  const auto time = std::chrono::steady_clock::now() - request.received;
  metrics_.count(request.route != nullptr ? request.route->operation : "none", response.status,
                 time);
  if (!settings_.quiet) log_access(request, response, time, settings_.log_queries);
}

SearchOptions Service::options_of(const Call& call) const {
  SearchOptions options = search_options(call.values);
  options.synonyms = settings_.synonyms;
  options.deadline = call.request.received + settings_.deadline;
  options.stop = stop_.get_token();
  return options;
}

std::string Service::base_url(const Request& request) const {
  if (!settings_.base_url.empty()) return settings_.base_url;
  return fmt::format("http://{}",
                     request.has_header("host") ? request.header("host") : "localhost");
}

}  // namespace nonmun::program
