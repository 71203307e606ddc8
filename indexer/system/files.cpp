#include "indexer/system/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <utility>

namespace nonmun::system {

namespace {

Error error_of(int error, const std::string& message) {
  if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
    return {Cause::disk_full, message, "free some space and run again; the old index is unharmed"};
  }
  if (error == EACCES || error == EPERM || error == EROFS) {
    return {Cause::io, message, "check the permissions, or choose another place"};
  }
  return {Cause::io, message};
}

}  // namespace

Error io_error(const std::string& action, const std::string& path) {
  const int error = errno;
  return error_of(error, "cannot " + action + " " + path + ": " + std::strerror(error));
}

Error io_error(const std::filesystem::filesystem_error& error, const std::string& place) {
  // "filesystem error: cannot copy: No space left on device [/from] [/to]"
  constexpr std::string_view kLead = "filesystem error: ";
  std::string message = error.what();
  if (message.starts_with(kLead)) message.erase(0, kLead.size());
  if (error.path1().empty()) message += " in " + place;
  return error_of(error.code().value(), message);
}

File::File(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}

File::File(File&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

File& File::operator=(File&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  return *this;
}

File::~File() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

File File::open_for_reading(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) throw io_error("open", path);
  return File(fd, path);
}

File File::open_for_writing(const std::string& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) throw io_error("create", path);
  return File(fd, path);
}

File File::create_unnamed(const std::string& folder) {
  std::string path = folder + "/.listings-XXXXXX";
  const int fd = ::mkostemp(path.data(), O_CLOEXEC);
  if (fd < 0) throw io_error("create", path);
  ::unlink(path.c_str());
  return File(fd, path);
}

void File::read_at(std::uint64_t offset, char* buffer, std::size_t size) const {
  while (size > 0) {
    const ssize_t n = ::pread(descriptor_, buffer, size, static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n == 0) errno = EIO;  // shorter than what was written
    if (n <= 0) throw io_error("read", path_);
    buffer += n;
    offset += static_cast<std::uint64_t>(n);
    size -= static_cast<std::size_t>(n);
  }
}

std::size_t File::read(char* buffer, std::size_t size) const {
  for (;;) {
    const ssize_t n = ::read(descriptor_, buffer, size);
    if (n >= 0) return static_cast<std::size_t>(n);
    if (errno != EINTR) throw io_error("read", path_);
  }
}

void File::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t n = ::write(descriptor_, bytes.data(), bytes.size());
    if (n < 0) {
      if (errno == EINTR) continue;
      throw io_error("write", path_);
    }
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

void File::sync() const {
  if (::fsync(descriptor_) != 0) throw io_error("sync", path_);
}

std::uint64_t File::size() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) throw io_error("examine", path_);
  return static_cast<std::uint64_t>(status.st_size);
}

std::string read_file(const std::string& path) {
  const File file = File::open_for_reading(path);
  std::string content(file.size(), '\0');
  std::size_t used = 0;
  for (;;) {
    if (used == content.size()) content.resize(content.size() + 4096);
    const std::size_t n = file.read(content.data() + used, content.size() - used);
    if (n == 0) break;
    used += n;
  }
  content.resize(used);
  return content;
}

std::optional<FileStamp> stamp_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return FileStamp{status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                   static_cast<std::uint64_t>(status.st_size), status.st_ino};
}

void write_file(const std::string& path, std::string_view content) {
  const File file = File::open_for_writing(path);
  file.write(content);
  file.sync();
}

void copy_file(const std::string& from, const std::string& to) {
  const File source = File::open_for_reading(from);
  const File target = File::open_for_writing(to);
  std::string buffer(std::size_t{1} << 18, '\0');
  while (const std::size_t n = source.read(buffer.data(), buffer.size())) {
    target.write(std::string_view(buffer).substr(0, n));
  }
}

void rename_path(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) throw io_error("rename " + from + " to", to);
}

void remove_tree(const std::string& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) {
    errno = error.value();
    throw io_error("remove", path);
  }
}

std::string lexical_path(const std::string& path) {
  std::string name = std::filesystem::absolute(path).lexically_normal().string();
  while (name.size() > 1 && name.back() == '/') name.pop_back();
  return name;
}

void sync_path(const std::string& path) {
  File::open_for_reading(path).sync();
}

}  // namespace nonmun::system
