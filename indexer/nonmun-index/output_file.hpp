#pragma once

#include <string>

namespace nonmun::program {

/// Replaces a file so that a reader sees the old or the new content, never a part. What a link
/// leads to is replaced, not the link. What is not a regular file (a pipe, /dev/stdout) is written
/// to.
/// @throws Error(io)
void replace_file(const std::string& path, const std::string& content);

/// Finds out, without changing it, whether the file could be replaced.
/// @throws Error(io)
void check_replaceable(const std::string& path);

}  // namespace nonmun::program
