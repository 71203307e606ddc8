#pragma once

#include <functional>
#include <string>
#include <string_view>

/// What every nonmun program does alike: its version, and how its errors end it.
namespace nonmun::cli {

/// Exit code of an answer from a part of the papers: an index of several was left out.
inline constexpr int kPartial = 69;

/// The versions that matter in a bug report.
std::string version_text(std::string_view name);

/// Fills each of the descriptors 0 to 2 that is closed: otherwise the next file that is opened
/// would be standard output. Reading and writing there fails, as with a closed one. The first thing
/// a program does.
void open_standard_files();

/// Runs a program's body: its errors become messages on stderr ("NAME: message", then the details
/// and the hint), its return value or error the exit code; an output that cannot be written is an
/// error too.
int run(std::string_view name, const std::function<int()>& body);

}  // namespace nonmun::cli
