#include "indexer/cli/index_folders.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "indexer/index/generation.hpp"

namespace nonmun::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kAll = "/*";

/// Numbers by their size, before other names.
bool is_before(const std::string& a, const std::string& b) {
  const auto is_number = [](const std::string& name) {
    return name.find_first_not_of("0123456789") == std::string::npos;
  };
  if (is_number(a) != is_number(b)) return is_number(a);
  if (is_number(a) && a.size() != b.size()) return a.size() < b.size();
  return a < b;
}

std::vector<std::string> indexes_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const index::IndexPaths index(at->path().string());
    std::error_code ignored;
    if (fs::exists(index.current(), ignored)) names.push_back(at->path().filename().string());
  }
  if (names.empty()) throw index::no_index(index::IndexPaths(folder + std::string(kAll)));
  std::sort(names.begin(), names.end(), is_before);
  for (std::string& name : names) name = folder + "/" + name;
  return names;
}

}  // namespace

std::vector<std::string> index_folders(const Arguments& arguments) {
  std::vector<std::string> folders;
  for (const std::string& value : arguments.texts("index")) {
    if (!value.ends_with(kAll)) {
      folders.push_back(value);
      continue;
    }
    const std::vector<std::string> all = indexes_in(value.substr(0, value.size() - kAll.size()));
    folders.insert(folders.end(), all.begin(), all.end());
  }
  if (folders.empty()) folders.emplace_back();
  return folders;
}

}  // namespace nonmun::cli
