#include "searcher/nonmun-search/state_file.hpp"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <nonmun/search.hpp>

#include "indexer/system/files.hpp"
#include "indexer/system/user_folders.hpp"

namespace nonmun::program {
namespace {

constexpr std::uintmax_t kMaxBytes = 16U << 20U;  ///< more is not from this program

/// Empty when the user has no home.
std::string state_folder() {
  const std::string folder = system::user_folder("XDG_STATE_HOME", ".local/state");
  const bool homeless = !system::environment("XDG_STATE_HOME").starts_with('/') &&
                        system::environment("HOME").empty();
  return homeless ? "" : folder + "/nonmun";
}

/// Makes a folder and those above it, for the user alone, as the XDG specification wants it.
void make_folders(const std::filesystem::path& folder) {
  std::filesystem::path part;
  for (const auto& name : folder) {
    part /= name;
    ::mkdir(part.c_str(), S_IRWXU);  // fails where there is one
  }
}

}  // namespace

void write_state(const std::string& name, std::string_view content) noexcept try {
  const std::string folder = state_folder();
  if (folder.empty()) return;
  make_folders(folder);
  std::string temporary = folder + "/." + name + ".XXXXXX";
  const int descriptor = ::mkstemp(temporary.data());  // mode 0600
  if (descriptor < 0) return;
  bool written = false;
  try {
    const system::File file(descriptor, temporary);
    file.write(content);
    written = true;
  } catch (const Error&) {
  }
  if (!written || ::rename(temporary.c_str(), (folder + "/" + name).c_str()) != 0) {
    ::unlink(temporary.c_str());
  }
} catch (const std::exception&) {
}

std::optional<std::string> read_state(const std::string& name) noexcept try {
  const std::string folder = state_folder();
  const std::string path = folder + "/" + name;
  if (folder.empty() || !std::filesystem::is_regular_file(path) ||
      std::filesystem::file_size(path) > kMaxBytes) {
    return std::nullopt;
  }
  return system::read_file(path);
} catch (const std::exception&) {
  return std::nullopt;
}

std::string absolute_index(const std::string& index) {
  const std::size_t line = index.find('\n');
  const std::string first = index.substr(0, line);
  std::string folder = first.empty() ? Index::default_directory() : first;
  try {
    folder = system::lexical_path(folder);
  } catch (const std::exception&) {
    // The working directory is gone.
  }
  return line == std::string::npos ? folder
                                   : folder + "\n" + absolute_index(index.substr(line + 1));
}

}  // namespace nonmun::program
