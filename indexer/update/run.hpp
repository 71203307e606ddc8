#pragma once

#include <nonmun/update.hpp>
#include <string>

#include "indexer/system/interrupt.hpp"
#include "indexer/system/memory.hpp"
#include "indexer/update/phases.hpp"

namespace nonmun::update {

/// What the steps of an update tell its caller, and hear from it.
class Run {
 public:
  Run(const UpdateOptions& options, UpdateReport& report, const char* first_phase)
      : options_(options), report_(report), clock_(report.phases, first_phase) {}

  const UpdateOptions& options() const { return options_; }
  UpdateReport& report() { return report_; }

  /// @throws Error(interrupted)
  void begin(const char* phase) {
    check_interrupted();
    system::release_free_memory();
    clock_.begin(phase);
    progress(phase, 0, 0);
  }

  /// @throws Error(interrupted)
  void check_interrupted() const { system::throw_if_interrupted(options_.interrupted); }

  void progress(const char* phase, std::uint64_t done, std::uint64_t total) const {
    if (options_.progress) options_.progress({phase, done, total});
  }

  void warn(const std::string& message) const {
    if (options_.warning) options_.warning(message);
  }

 private:
  const UpdateOptions& options_;
  UpdateReport& report_;
  PhaseClock clock_;
};

}  // namespace nonmun::update
