#pragma once

#include <string>
#include <string_view>

#include "indexer/nonmun-index/run_report.hpp"

namespace nonmun::program {

/// Metrics of a run and of the index after it, in the text format of Prometheus, for the textfile
/// collector of node_exporter.
/// @param before what the file held before, from which the time of the last success is kept
std::string metrics_text(const RunReport& run, std::string_view before);

/// Replaces the file with that.
/// @throws Error(io)
void write_metrics(const std::string& path, const RunReport& run);

}  // namespace nonmun::program
