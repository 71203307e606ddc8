#include "indexer/publish/lock.hpp"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <string_view>
#include <thread>

#include "indexer/system/interrupt.hpp"

namespace nonmun::publish {
namespace {

namespace fs = std::filesystem;

/// A new index must not lose its own folder to a power cut.
void sync_parents(const std::string& folder) {
  for (fs::path path = fs::canonical(folder).parent_path();; path = path.parent_path()) {
    try {
      system::sync_path(path.string());
    } catch (const Error&) {
      return;  // beyond what is ours
    }
    if (path == path.root_path()) return;
  }
}

constexpr std::string_view kHolder = "process ";
constexpr std::size_t kMaxHolder = 200;

Error not_a_lock(const std::string& path) {
  return {ErrorCode::io, path + " is not a lock: it must be a regular file",
          "see who put it there, and remove it"};
}

/// The usual cause: a first update that was run as root.
Error foreign_lock(const std::string& path) {
  errno = EACCES;
  const std::string message = system::io_error("open", path).what();
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return system::io_error("open", path);
  const passwd* owner = ::getpwuid(status.st_uid);
  const std::string name = owner != nullptr ? owner->pw_name : std::to_string(status.st_uid);
  return {ErrorCode::io, message,
          "it belongs to " + name +
              ": give the index folder to the user who updates it (chown -R), "
              "or to a group of both"};
}

std::string read_holder(const system::File& file) {
  std::string content(kMaxHolder, '\0');
  const ssize_t n = ::pread(file.descriptor(), content.data(), content.size(), 0);
  content.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  return content.substr(0, content.find('\n'));
}

system::File open_lock(const index::IndexPaths& index) {
  std::error_code error;
  const bool made = fs::create_directories(index.generations(), error);
  if (error) {
    errno = error.value();
    throw system::io_error("create", index.generations());
  }
  if (made) sync_parents(index.generations());
  // Not truncated: the content names the holder while another run has it. Whoever may write to the
  // folder could have put a link there, or a pipe.
  const int fd =
      ::open(index.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
  if (fd < 0 && errno == ELOOP) throw not_a_lock(index.lock());
  if (fd < 0 && errno == EACCES) throw foreign_lock(index.lock());
  if (fd < 0) throw system::io_error("open", index.lock());
  system::File file(fd, index.lock());
  struct stat status {};
  if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) throw not_a_lock(index.lock());
  return file;
}

/// Whether the content is what a run writes into its lock, so that it may be replaced.
bool is_holder(std::string_view content) {
  return content.empty() || content.starts_with(kHolder);
}

}  // namespace

IndexLock::IndexLock(const index::IndexPaths& index, double wait_seconds,
                     const std::atomic<bool>* interrupted)
    : file_(open_lock(index)) {
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + std::chrono::duration<double>(wait_seconds);
  while (::flock(file_.descriptor(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) throw system::io_error("lock", index.lock());
    if (Clock::now() >= deadline) {
      const std::string holder = read_holder(file_);
      throw Error(Cause::locked,
                  "the index " + index.root + " is being written by another run" +
                      (holder.empty() || !is_holder(holder) ? "" : " (" + holder + ")"),
                  "wait for it to end");
    }
    system::throw_if_interrupted(interrupted);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  if (!is_holder(read_holder(file_))) return;
  // The lock itself is the kernel's; the text only helps the next one to say who holds it.
  const std::string holder =
      fmt::format("{}{}, since {:%FT%TZ}\n", kHolder, ::getpid(), fmt::gmtime(std::time(nullptr)));
  if (::ftruncate(file_.descriptor(), 0) == 0) {
    [[maybe_unused]] const ssize_t n =
        ::pwrite(file_.descriptor(), holder.data(), holder.size(), 0);
  }
}

}  // namespace nonmun::publish
