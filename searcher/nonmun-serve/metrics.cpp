#include "searcher/nonmun-serve/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nonmun/version.hpp>

#include "indexer/system/time.hpp"

namespace nonmun::program {
namespace {

void head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

template <class Value>
void gauge(std::string& out, std::string_view name, std::string_view help, Value value) {
  head(out, name, "gauge", help);
  out += fmt::format("{} {}\n", name, value);
}

}  // namespace

void Metrics::count(std::string_view operation, int status, std::chrono::duration<double> time) {
  const auto bucket = std::lower_bound(kBounds.begin(), kBounds.end(), time.count());
  const std::lock_guard lock(mutex_);
  ++requests_[{std::string(operation), status}];
  Times& times = times_[std::string(operation)];
  ++times.buckets[static_cast<std::size_t>(bucket - kBounds.begin())];
  times.sum += time.count();
}

std::string Metrics::text(const std::optional<IndexInfo>& info) const {
  std::string out;
  head(out, "nonmun_build_info", "gauge", "Version of the server.");
  out += fmt::format("nonmun_build_info{{version=\"{}\"}} 1\n", version());
  gauge(out, "process_start_time_seconds", "Start of the process, Unix time.",
        std::chrono::duration<double>(started_.time_since_epoch()).count());
  gauge(out, "nonmun_http_connections", "Connections open now.", connections.load());
  gauge(out, "nonmun_http_waiting_requests", "Requests that no thread has taken yet.",
        waiting.load());
  head(out, "nonmun_http_refused_requests_total", "counter",
       "Requests refused because too many waited.");
  out += fmt::format("nonmun_http_refused_requests_total {}\n", refused.load());
  gauge(out, "nonmun_index_up", "Whether there is an index that can be read.", info ? 1 : 0);
  if (info) {
    gauge(out, "nonmun_index_papers", "Papers in the index.", info->papers);
    if (const auto built = system::seconds_of(info->built_at)) {
      gauge(out, "nonmun_index_built_timestamp_seconds", "When the index was built, Unix time.",
            *built);
    }
    head(out, "nonmun_index_info", "gauge", "The generation that is served.");
    out += fmt::format("nonmun_index_info{{generation=\"{}\"}} 1\n", info->generation);
  }
  const std::lock_guard lock(mutex_);
  head(out, "nonmun_http_requests_total", "counter", "Requests by operation and status.");
  for (const auto& [key, number] : requests_) {
    out += fmt::format("nonmun_http_requests_total{{operation=\"{}\",code=\"{}\"}} {}\n", key.first,
                       key.second, number);
  }
  constexpr std::string_view kTimes = "nonmun_http_request_duration_seconds";
  head(out, kTimes, "histogram", "Time from the arrival of a request to its answer.");
  for (const auto& [operation, times] : times_) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kBounds.size(); ++i) {
      sum += times.buckets[i];
      out += fmt::format("{}_bucket{{operation=\"{}\",le=\"{:g}\"}} {}\n", kTimes, operation,
                         kBounds[i], sum);
    }
    sum += times.buckets.back();
    out += fmt::format("{}_bucket{{operation=\"{}\",le=\"+Inf\"}} {}\n", kTimes, operation, sum);
    out += fmt::format("{}_sum{{operation=\"{}\"}} {:.9g}\n", kTimes, operation, times.sum);
    out += fmt::format("{}_count{{operation=\"{}\"}} {}\n", kTimes, operation, sum);
  }
  return out;
}

}  // namespace nonmun::program
