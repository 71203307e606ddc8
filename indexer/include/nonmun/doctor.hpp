#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <nonmun/error.hpp>
#include <nonmun/update.hpp>
#include <string>
#include <vector>

#pragma GCC visibility push(default)  // the public names of a shared library

namespace nonmun {

/// Something that looks wrong in a source. Its text form is "file:line: kind: detail".
struct Finding {
  std::string file;
  std::uint64_t line;  ///< 1-based
  std::string kind;    ///< one of finding_kinds()
  std::string id;      ///< of the paper; empty when the finding is about no readable paper
  std::string detail;

  bool operator==(const Finding&) const = default;
};

struct FindingKind {
  const char* name;
  const char* meaning;
};

/// Every kind of finding, most severe first. Names are part of the output's contract.
const std::vector<FindingKind>& finding_kinds();

struct DoctorOptions {
  std::vector<std::string> sources;  ///< files, folders, or "-" for standard input
  std::uint64_t max_file_size = std::uint64_t{64} << 20;  ///< bytes; a larger file is not read
  std::function<void(const Progress&)> progress;          ///< may be empty
  const std::atomic<bool>* interrupted = nullptr;         ///< when it turns true the run ends
};

struct DoctorReport {
  std::uint64_t files = 0;          ///< digests read
  std::uint64_t skipped_files = 0;  ///< files that are not digests, each with a finding
  std::uint64_t papers = 0;         ///< distinct ids
  std::uint64_t entries = 0;        ///< a paper may be listed several times
  std::vector<Finding> findings;    ///< by file, line, kind
};

/// Looks for what is wrong with the sources themselves. Needs no index and changes nothing.
/// @throws Error(io) when a source that was named cannot be read, Error(interrupted).
DoctorReport examine_sources(const DoctorOptions& options);

}  // namespace nonmun

#pragma GCC visibility pop
