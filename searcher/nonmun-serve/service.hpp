#pragma once

#include <chrono>
#include <nonmun/search.hpp>
#include <optional>
#include <stop_token>
#include <string>

#include "searcher/nonmun-serve/index_source.hpp"
#include "searcher/nonmun-serve/metrics.hpp"
#include "searcher/nonmun-serve/request.hpp"
#include "searcher/nonmun-serve/response.hpp"
#include "searcher/nonmun-serve/routes.hpp"
#include "searcher/nonmun-serve/settings.hpp"

namespace nonmun::program {

/// Requests to answers, whatever carries them. Thread-safe.
class Service {
 public:
  explicit Service(const Settings& settings);

  /// Looks at the head of a request, before its body is read: its size, who sent it, where it
  /// leads. Sets Request::route and Request::id.
  /// @return the answer, when there is nothing more to do
  std::optional<Response> admit(Request& request) const;

  /// Answers an admitted request that is complete. Does not throw.
  Response answer(const Request& request);

  /// The answer to a request that arrives when too many wait.
  Response answer_busy(const Request& request) const;

  /// Counts and logs a request that was answered.
  void finish(const Request& request, const Response& response);

  /// Searches that still run end with an error: the server cannot wait for them any longer.
  void stop() { stop_.request_stop(); }

  const Settings& settings() const { return settings_; }
  IndexSource& index() { return index_; }
  Metrics& metrics() { return metrics_; }

  /// The options of a call, with those that are the server's own.
  SearchOptions options_of(const Call& call) const;

  /// Where clients find this server, without a slash at the end.
  std::string base_url(const Request& request) const;

 private:
  Response respond(const Request& request);
  std::string tag_of(const Request& request, const Values& values, const IndexInfo& info) const;
  Response finished(const Request& request, Response response) const;
  Response preflight(const Request& request, const Found& found) const;

  Settings settings_;
  IndexSource index_;
  Metrics metrics_;
  std::stop_source stop_;
};

}  // namespace nonmun::program
