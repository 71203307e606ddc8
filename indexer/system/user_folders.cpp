#include "indexer/system/user_folders.hpp"

#include <cstdlib>

namespace nonmun::system {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string user_folder(const char* variable, const char* below_home) {
  std::string folder = environment(variable);
  if (folder.starts_with('/')) return folder;
  return environment("HOME") + "/" + below_home;
}

std::string user_config_file(std::string_view name) {
  return user_folder("XDG_CONFIG_HOME", ".config") + "/nonmun/" + std::string(name);
}

}  // namespace nonmun::system
