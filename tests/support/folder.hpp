#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace nonmun::testing_support {

/// A new folder that is removed with the object.
class Folder {
 public:
  Folder() : path_((std::filesystem::temp_directory_path() / "nonmun-test-XXXXXX").string()) {
    if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("mkdtemp");
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

  /// Writes a file, and the folders above it. @return its path.
  std::string write(const std::string& name, std::string_view content) const {
    const std::filesystem::path file = *this / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file.string();
  }

  std::string read(const std::string& name) const {
    std::ostringstream content;
    content << std::ifstream(*this / name, std::ios::binary).rdbuf();
    return content.str();
  }

 private:
  std::string path_;
};

/// A Markdown digest with one paper for each id.
inline std::string digest(const std::string& day, std::initializer_list<const char*> ids,
                          const std::string& text = "A bullet.") {
  std::string content = "## Daily Papers (" + day + ")\n\n";
  for (const char* id : ids) {
    content += "### [Paper " + std::string(id) + "](https://arxiv.org/abs/" + id + ")\n\n";
    if (!text.empty()) content += "- " + text + "\n\n";
  }
  return content;
}

}  // namespace nonmun::testing_support
