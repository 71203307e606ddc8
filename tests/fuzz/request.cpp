#include <array>
#include <nlohmann/json.hpp>

#include "searcher/nonmun-serve/service.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/small_index.hpp"

// A request as a client may send it: "METHOD TARGET", headers, an empty line, the body. All of the
// server but its sockets.

namespace nonmun::fuzz {
namespace {

using program::Request;
using program::Response;
using program::Service;

Service& service() {
  static Service one([] {
    program::Settings settings;
    settings.indexes = {small_index().folder};
    settings.quiet = true;
    return settings;
  }());
  return one;
}

/// Takes off everything up to `end`, which is left out.
std::string_view take(std::string_view& rest, char end) {
  const std::string_view taken = rest.substr(0, rest.find(end));
  rest.remove_prefix(std::min(taken.size() + 1, rest.size()));
  return taken;
}

Request request_from(std::string_view rest) {
  Request request;
  request.method = take(rest, ' ');
  request.target = take(rest, '\n');
  // Nothing else gets past the check that keeps rebound names out (RFC 9110, 7.2).
  request.headers.emplace_back("host", "127.0.0.1:7878");
  request.port = 7878;
  while (!rest.empty()) {
    std::string_view line = take(rest, '\n');
    if (line.empty()) break;
    const std::string_view name = take(line, ':');
    request.headers.emplace_back(name, line);
  }
  request.body = rest;
  request.received = std::chrono::steady_clock::now();
  program::split_target(request);
  return request;
}

void check(const Response& response) {
  // 501 and 503 are answers; 500 is a bug.
  require(response.status >= 200 && response.status < 600 && response.status != 500,
          "the status is one of an answer");
  bool packed = false;
  for (const auto& [name, value] : response.headers) {
    require((name + value).find_first_of("\r\n") == std::string::npos, "headers are single lines");
    packed = packed || name == "Content-Encoding";
  }
  require(response.body.empty() || !response.content_type.empty(), "a body has a type");
  if (response.content_type.find("json") != std::string::npos && !packed) {
    require(nlohmann::json::accept(response.body), "JSON is well-formed");
  }
}

}  // namespace

void run(std::string_view input) {
  Request request = request_from(input);
  const std::optional<Response> refused = service().admit(request);
  check(refused ? *refused : service().answer(request));
}

}  // namespace nonmun::fuzz
