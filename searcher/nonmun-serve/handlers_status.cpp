#include <fmt/format.h>

#include "indexer/cli/duration.hpp"
#include "indexer/system/time.hpp"
#include "searcher/nonmun-serve/handlers.hpp"
#include "searcher/nonmun-serve/problem.hpp"
#include "searcher/nonmun-serve/service.hpp"

// Routes for those who look after the server.
namespace nonmun::program {
namespace {

constexpr const char* kOk = R"({"status":"ok"})";

}  // namespace

Response answer_stats(Call& call) {
  return {200, kJson, to_json(call.service.index().get()->info()), {}};
}

Response answer_health(Call& /*call*/) {
  return {200, kJson, kOk, {}};
}

Response answer_ready(Call& call) {
  const IndexInfo info = call.service.index().get()->info();
  const auto max_age = call.service.settings().max_age;
  const std::optional<std::int64_t> age = system::age_of(info.built_at);
  if (max_age && age && *age > max_age->count()) {
    throw HttpError(503, fmt::format("the index is {} old, more than {}", cli::duration_text(*age),
                                     cli::duration_text(max_age->count())));
  }
  return {200, kJson, kOk, {}};
}

Response answer_metrics(Call& call) {
  std::optional<IndexInfo> info;
  try {
    info = call.service.index().get()->info();
  } catch (const Error&) {
    // Told by the metric of the index, for an alarm.
  }
  return {200, std::string(call.request.route->media_type), call.service.metrics().text(info), {}};
}

}  // namespace nonmun::program
