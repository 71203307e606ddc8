#include "indexer/update/linked.hpp"

#include <filesystem>

#include "indexer/system/files.hpp"

namespace nonmun::update {

namespace fs = std::filesystem;

void link_files(const publish::Staging& staging, const Base& base,
                const std::set<std::string>& but) {
  for (const auto& [name, state] : base.manifest.files) {
    if (but.contains(name)) continue;
    const fs::path target = fs::path(staging.folder()) / name;
    fs::create_directories(target.parent_path());
    // The same file under another name costs nothing; where links are not possible it is copied.
    std::error_code error;
    fs::create_hard_link(base.folder + "/" + name, target, error);
    if (error) system::copy_file(base.folder + "/" + name, target.string());
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
