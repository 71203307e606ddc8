#pragma once

#include <fmt/format.h>

#include <nonmun/update.hpp>
#include <string>
#include <utility>
#include <vector>

#include "indexer/system/interrupt.hpp"
#include "indexer/system/memory.hpp"
#include "indexer/update/phases.hpp"

namespace nonmun::update {

/// What the steps of an update tell its caller, and hear from it.
class Run {
 public:
  Run(const UpdateOptions& options, UpdateReport& report, const char* first_phase)
      : options_(options),
        report_(report),
        clock_(report.phases, first_phase, [this](const PhaseTime& phase) {
          detail(fmt::format("{}: {:.3f} s, {:.3f} s of CPU", phase.name, phase.seconds,
                             phase.cpu_seconds));
        }) {}

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

  void detail(const std::string& message) const {
    if (options_.detail) options_.detail(message);
  }

  /// Runs one of the gates. A dry run goes on after a refusal, to find the others as well.
  template <class Check>
  void gate(Check check) {
    if (!options_.dry_run) return check();
    try {
      check();
    } catch (const Error& error) {
      refusals_.push_back(error);
    }
  }

  /// Ends a dry run as the update would: with the first refusal, and the others as its details.
  void throw_refusals() const {
    if (refusals_.empty()) return;
    const Error& first = refusals_.front();
    std::vector<std::string> details = first.details();
    for (std::size_t i = 1; i < refusals_.size(); ++i) details.emplace_back(refusals_[i].what());
    throw Error(first.cause(), first.what(), std::move(details), first.hint());
  }

 private:
  const UpdateOptions& options_;
  UpdateReport& report_;
  std::vector<Error> refusals_;
  PhaseClock clock_;
};

}  // namespace nonmun::update
