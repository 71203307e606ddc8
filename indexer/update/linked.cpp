#include "indexer/update/linked.hpp"

#include <filesystem>

#include "indexer/system/files.hpp"

namespace nonmun::update {

namespace fs = std::filesystem;

void link_file(const std::string& from, const std::string& to) {
  fs::create_directories(fs::path(to).parent_path());
  std::error_code error;
  fs::create_hard_link(from, to, error);
  if (error) system::copy_file(from, to);
}

void link_files(const publish::Staging& staging, const Base& base,
                const std::set<std::string>& but) {
  for (const auto& [name, state] : base.manifest.files) {
    if (but.contains(name)) continue;
    link_file(base.folder + "/" + name, staging.folder() + "/" + name);
  }
}

void check_linked_files(const Base& base, const index::Manifest& sealed,
                        const std::set<std::string>& but) {
  for (const auto& [name, state] : base.manifest.files) {
    if (but.contains(name)) continue;
    const auto found = sealed.files.find(name);
    if (found == sealed.files.end() || found->second != state) {
      throw index::damaged_index(base.folder + "/" + name + " has changed");
    }
  }
}

}  // namespace nonmun::update
