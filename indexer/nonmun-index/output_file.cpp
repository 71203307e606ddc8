#include "indexer/nonmun-index/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "indexer/system/files.hpp"

namespace nonmun::program {
namespace {

namespace fs = std::filesystem;

bool is_special(const std::string& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  return fs::exists(status) && !fs::is_regular_file(status);
}

/// Where the content belongs: behind a link, if it is one.
std::string target_of(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  return error ? path : real.string();
}

mode_t mode_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) return status.st_mode & 07777;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

/// A file beside the target, under a name that nobody can know before; removed unless renamed.
class Beside {
 public:
  explicit Beside(const std::string& target) : path_(target + ".XXXXXX") {
    const int fd = ::mkostemp(path_.data(), O_CLOEXEC);
    if (fd < 0) throw system::io_error("create a file beside", target);
    file_.emplace(fd, path_);
  }
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;
  ~Beside() { ::unlink(path_.c_str()); }

  void replace(const std::string& target, const std::string& content) {
    if (::fchmod(file_->descriptor(), mode_of(target)) != 0)
      throw system::io_error("change", path_);
    file_->write(content);
    file_->sync();
    system::rename_path(path_, target);
  }

 private:
  std::string path_;
  std::optional<system::File> file_;
};

}  // namespace

void replace_file(const std::string& path, const std::string& content) {
  if (is_special(path)) {
    system::File::open_for_writing(path).write(content);
    return;
  }
  const std::string target = target_of(path);
  Beside(target).replace(target, content);
}

void check_replaceable(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    errno = EISDIR;
    throw system::io_error("write", path);
  }
  if (!is_special(path)) {
    const Beside beside(target_of(path));
  } else if (::access(path.c_str(), W_OK) != 0) {
    throw system::io_error("write", path);
  }
}

}  // namespace nonmun::program
