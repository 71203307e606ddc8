#include "indexer/publish/lock.hpp"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <thread>

#include "indexer/system/interrupt.hpp"

namespace nonmun {
namespace {

namespace fs = std::filesystem;

/// A new index must not lose its own folder to a power cut.
void sync_parents(const std::string& folder) {
  for (fs::path path = fs::canonical(folder).parent_path();; path = path.parent_path()) {
    try {
      sync_path(path.string());
    } catch (const Error&) {
      return;  // beyond what is ours
    }
    if (path == path.root_path()) return;
  }
}

File open_lock(const IndexPaths& index) {
  std::error_code error;
  const bool made = fs::create_directories(index.generations(), error);
  if (error) {
    errno = error.value();
    throw io_error("create", index.generations());
  }
  if (made) sync_parents(index.generations());
  // Not truncated: the content names the holder while another run has it.
  const int fd = ::open(index.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd < 0) throw io_error("open", index.lock());
  return File(fd, index.lock());
}

}  // namespace

IndexLock::IndexLock(const IndexPaths& index, double wait_seconds,
                     const std::atomic<bool>* interrupted)
    : file_(open_lock(index)) {
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + std::chrono::duration<double>(wait_seconds);
  while (::flock(file_.descriptor(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) throw io_error("lock", index.lock());
    if (Clock::now() >= deadline) {
      std::string holder = read_file(index.lock());
      while (!holder.empty() && holder.back() == '\n') holder.pop_back();
      throw Error(Cause::locked,
                  "the index " + index.root + " is being written by another run" +
                      (holder.empty() ? "" : " (" + holder + ")"),
                  "wait for it to end");
    }
    throw_if_interrupted(interrupted);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  // The lock itself is the kernel's; the text only helps the next one to say who holds it.
  const std::string holder =
      fmt::format("process {}, since {:%FT%TZ}\n", ::getpid(), fmt::gmtime(std::time(nullptr)));
  if (::ftruncate(file_.descriptor(), 0) == 0) {
    [[maybe_unused]] const ssize_t n =
        ::pwrite(file_.descriptor(), holder.data(), holder.size(), 0);
  }
}

}  // namespace nonmun
