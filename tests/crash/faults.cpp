// libfault.so: makes the n-th file operation of a program fail, or kills the program there.
// Loaded with LD_PRELOAD; sees only paths below $FAULT_ROOT and descriptors opened there.
//
//   FAULT_ROOT   absolute path of a folder
//   FAULT_AT     number of the operation, from 1; 0: none, only count
//   FAULT_MODE   EIO     the operation fails once
//                ENOSPC  it and all later operations that need space fail, as on a full disk
//                EDQUOT  the same, as with a quota
//                KILL    SIGKILL before the operation; of a write, the first half still happens
//   FAULT_THREADS  how many threads can be started; for more there are no resources
//   FAULT_READS  1: reading counts as an operation, too
//   FAULT_TRACE  1: every operation is logged, not only the one that fails
//   FAULT_LOG    a file (outside FAULT_ROOT) that gets a line "NUMBER OPERATION PATH" when the
//                fault happens, and at the end of the program the line "count NUMBER"

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

enum class Kind { read, write, change, free };  // `free` gives space back, `change` may need some

enum class Mode { none, eio, full, kill };

struct Plan {
  std::string root;
  std::string log;
  long at = 0;
  long threads = -1;  ///< no limit
  Mode mode = Mode::none;
  int full = ENOSPC;  ///< the error of Mode::full
  bool reads = false;
  bool trace = false;

  Plan() {
    const auto env = [](const char* name) {
      const char* value = std::getenv(name);
      return std::string(value == nullptr ? "" : value);
    };
    root = env("FAULT_ROOT");
    log = env("FAULT_LOG");
    at = std::atol(env("FAULT_AT").c_str());
    if (!env("FAULT_THREADS").empty()) threads = std::atol(env("FAULT_THREADS").c_str());
    reads = env("FAULT_READS") == "1";
    trace = env("FAULT_TRACE") == "1";
    const std::string m = env("FAULT_MODE");
    if (m == "EDQUOT") full = EDQUOT;
    mode = m == "EIO"                       ? Mode::eio
           : m == "ENOSPC" || m == "EDQUOT" ? Mode::full
           : m == "KILL"                    ? Mode::kill
                                            : Mode::none;
  }
};

const Plan& plan() {
  static const Plan* const the = new Plan;  // never destroyed: used until the very end
  return *the;
}

std::atomic<long> counter{0};
std::atomic<long> started_threads{0};
constexpr int kDescriptors = 4096;
std::atomic<bool> watched[kDescriptors];

template <class Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}
#define REAL(name) static const auto next = real<decltype(&::name)>(#name)

bool below_root(const std::string& path) {
  const std::string& root = plan().root;
  return !root.empty() && path.compare(0, root.size(), root) == 0 &&
         (path.size() == root.size() || path[root.size()] == '/');
}

std::string path_of(int fd) {
  char name[PATH_MAX];
  const std::string link = "/proc/self/fd/" + std::to_string(fd);
  const ssize_t n = ::readlink(link.c_str(), name, sizeof name);
  return n < 0 ? "" : std::string(name, static_cast<std::size_t>(n));
}

std::string absolute(int folder, const char* path) {
  if (path == nullptr || path[0] == '/') return path == nullptr ? "" : path;
  if (folder != AT_FDCWD) return path_of(folder) + "/" + path;
  char here[PATH_MAX];
  return ::getcwd(here, sizeof here) == nullptr ? path : std::string(here) + "/" + path;
}

void log_line(const std::string& line) {
  if (plan().log.empty()) return;
  const long fd = ::syscall(SYS_openat, AT_FDCWD, plan().log.c_str(),
                            O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (fd < 0) return;
  ::syscall(SYS_write, fd, line.data(), line.size());
  ::syscall(SYS_close, fd);
}

void die() {
  ::kill(::getpid(), SIGKILL);
  for (;;) ::pause();
}

/// Counts an operation. True: it must fail, and errno is set. `last_deed` runs before a kill.
template <class Deed>
bool fails(Kind kind, const char* name, const std::string& path, Deed last_deed) {
  const Plan& p = plan();
  if (p.root.empty() || (kind == Kind::read && !p.reads)) return false;
  const long number = ++counter;
  const bool now = number == p.at;
  if (now || p.trace) log_line(std::to_string(number) + " " + name + " " + path + "\n");
  if (p.at == 0 || number < p.at) return false;
  switch (p.mode) {
    case Mode::none:
      return false;
    case Mode::kill:
      if (!now) return false;
      last_deed();
      die();
      return true;
    case Mode::eio:
      errno = EIO;
      return now;
    case Mode::full:
      errno = p.full;
      return kind == Kind::write || kind == Kind::change;
  }
  return false;
}

bool fails(Kind kind, const char* name, const std::string& path) {
  return fails(kind, name, path, [] {});
}

bool is_watched(int fd) {
  return fd >= 0 && fd < kDescriptors && watched[fd].load();
}

int watch(int fd, bool yes) {
  if (fd >= 0 && fd < kDescriptors) watched[fd] = yes;
  return fd;
}

int open_at(int folder, const char* path, int flags, mode_t mode, const char* name) {
  const std::string full = absolute(folder, path);
  const bool ours = below_root(full);
  if (ours) {
    const bool makes = (flags & O_CREAT) != 0 && ::access(full.c_str(), F_OK) != 0;
    const bool writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT) != 0;
    // Opening to read or to overwrite fails with EIO only; creating needs space as well.
    const Kind kind = makes ? Kind::change : writes ? Kind::free : Kind::read;
    if (fails(kind == Kind::read && !plan().reads ? Kind::free : kind, name, full)) return -1;
  }
  return watch(static_cast<int>(::syscall(SYS_openat, folder, path, flags, mode)), ours);
}

struct Counted {
  ~Counted() {
    if (!plan().root.empty()) log_line("count " + std::to_string(counter.load()) + "\n");
  }
} counted;

mode_t mode_argument(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? static_cast<mode_t>(va_arg(arguments, unsigned))
                                              : 0;
}

}  // namespace

#pragma GCC diagnostic ignored "-Wpedantic"
#define OPEN_BODY(folder, name)                        \
  va_list arguments;                                   \
  va_start(arguments, flags);                          \
  const mode_t mode = mode_argument(flags, arguments); \
  va_end(arguments);                                   \
  return open_at(folder, path, flags, mode, name)

extern "C" {

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*body)(void*),
                   void* argument) {
  REAL(pthread_create);
  if (plan().threads >= 0 && started_threads++ >= plan().threads) {
    log_line("0 pthread_create\n");
    return EAGAIN;
  }
  return next(thread, attributes, body, argument);
}

int open(const char* path, int flags, ...) {
  OPEN_BODY(AT_FDCWD, "open");
}
int open64(const char* path, int flags, ...) {
  OPEN_BODY(AT_FDCWD, "open");
}
int openat(int folder, const char* path, int flags, ...) {
  OPEN_BODY(folder, "openat");
}
int openat64(int folder, const char* path, int flags, ...) {
  OPEN_BODY(folder, "openat");
}
int __open_2(const char* path, int flags) {
  return open_at(AT_FDCWD, path, flags, 0, "open");
}
int __open64_2(const char* path, int flags) {
  return open_at(AT_FDCWD, path, flags, 0, "open");
}
int creat(const char* path, mode_t mode) {
  return open_at(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode, "creat");
}
int creat64(const char* path, mode_t mode) {
  return creat(path, mode);
}

int close(int fd) {
  watch(fd, false);
  return static_cast<int>(::syscall(SYS_close, fd));
}

static FILE* open_stream(const char* path, const char* mode,
                         FILE* (*next)(const char*, const char*)) {
  const std::string full = absolute(AT_FDCWD, path);
  const bool ours = below_root(full);
  if (ours && fails(std::strchr(mode, 'r') != nullptr ? Kind::free : Kind::change, "fopen", full)) {
    return nullptr;
  }
  FILE* const file = next(path, mode);
  if (file != nullptr) watch(::fileno(file), ours);
  return file;
}
FILE* fopen(const char* path, const char* mode) {
  REAL(fopen);
  return open_stream(path, mode, next);
}
FILE* fopen64(const char* path, const char* mode) {
  REAL(fopen64);
  return open_stream(path, mode, next);
}

ssize_t write(int fd, const void* bytes, size_t size) {
  REAL(write);
  if (is_watched(fd) &&
      fails(Kind::write, "write", path_of(fd), [&] { next(fd, bytes, size / 2); })) {
    return -1;
  }
  return next(fd, bytes, size);
}
ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
  REAL(pwrite);
  if (is_watched(fd) &&
      fails(Kind::write, "pwrite", path_of(fd), [&] { next(fd, bytes, size / 2, at); })) {
    return -1;
  }
  return next(fd, bytes, size, at);
}
ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
  return pwrite(fd, bytes, size, at);
}
ssize_t writev(int fd, const iovec* pieces, int count) {
  REAL(writev);
  if (is_watched(fd) && fails(Kind::write, "writev", path_of(fd))) return -1;
  return next(fd, pieces, count);
}
ssize_t pwritev(int fd, const iovec* pieces, int count, off_t at) {
  REAL(pwritev);
  if (is_watched(fd) && fails(Kind::write, "pwritev", path_of(fd))) return -1;
  return next(fd, pieces, count, at);
}
ssize_t pwritev64(int fd, const iovec* pieces, int count, off64_t at) {
  return pwritev(fd, pieces, count, at);
}
ssize_t read(int fd, void* buffer, size_t size) {
  REAL(read);
  if (is_watched(fd) && fails(Kind::read, "read", path_of(fd))) return -1;
  return next(fd, buffer, size);
}
ssize_t pread(int fd, void* buffer, size_t size, off_t at) {
  REAL(pread);
  if (is_watched(fd) && fails(Kind::read, "pread", path_of(fd))) return -1;
  return next(fd, buffer, size, at);
}
ssize_t pread64(int fd, void* buffer, size_t size, off64_t at) {
  return pread(fd, buffer, size, at);
}

int fsync(int fd) {
  REAL(fsync);
  if (is_watched(fd) && fails(Kind::change, "fsync", path_of(fd))) return -1;
  return next(fd);
}
int fdatasync(int fd) {
  REAL(fdatasync);
  if (is_watched(fd) && fails(Kind::change, "fdatasync", path_of(fd))) return -1;
  return next(fd);
}
int ftruncate(int fd, off_t size) {
  REAL(ftruncate);
  if (is_watched(fd) && fails(Kind::free, "ftruncate", path_of(fd))) return -1;
  return next(fd, size);
}
int ftruncate64(int fd, off64_t size) {
  return ftruncate(fd, size);
}
ssize_t copy_file_range(int in, off64_t* at_in, int out, off64_t* at_out, size_t size,
                        unsigned flags) {
  REAL(copy_file_range);
  if (is_watched(out) && fails(Kind::write, "copy_file_range", path_of(out))) return -1;
  return next(in, at_in, out, at_out, size, flags);
}
ssize_t sendfile(int out, int in, off_t* at, size_t size) {
  REAL(sendfile);
  if (is_watched(out) && fails(Kind::write, "sendfile", path_of(out))) return -1;
  return next(out, in, at, size);
}
ssize_t sendfile64(int out, int in, off64_t* at, size_t size) {
  return sendfile(out, in, at, size);
}

int rename(const char* from, const char* to) {
  REAL(rename);
  const std::string full = absolute(AT_FDCWD, to);
  if (below_root(full) && fails(Kind::change, "rename", full)) return -1;
  return next(from, to);
}
int renameat(int from_folder, const char* from, int to_folder, const char* to) {
  REAL(renameat);
  const std::string full = absolute(to_folder, to);
  if (below_root(full) && fails(Kind::change, "rename", full)) return -1;
  return next(from_folder, from, to_folder, to);
}
int unlink(const char* path) {
  REAL(unlink);
  const std::string full = absolute(AT_FDCWD, path);
  if (below_root(full) && fails(Kind::free, "unlink", full)) return -1;
  return next(path);
}
int unlinkat(int folder, const char* path, int flags) {
  REAL(unlinkat);
  const std::string full = absolute(folder, path);
  if (below_root(full) && fails(Kind::free, "unlinkat", full)) return -1;
  return next(folder, path, flags);
}
int rmdir(const char* path) {
  REAL(rmdir);
  const std::string full = absolute(AT_FDCWD, path);
  if (below_root(full) && fails(Kind::free, "rmdir", full)) return -1;
  return next(path);
}
int remove(const char* path) {
  REAL(remove);
  const std::string full = absolute(AT_FDCWD, path);
  if (below_root(full) && fails(Kind::free, "remove", full)) return -1;
  return next(path);
}
int mkdir(const char* path, mode_t mode) {
  REAL(mkdir);
  const std::string full = absolute(AT_FDCWD, path);
  if (below_root(full) && fails(Kind::change, "mkdir", full)) return -1;
  return next(path, mode);
}
int mkdirat(int folder, const char* path, mode_t mode) {
  REAL(mkdirat);
  const std::string full = absolute(folder, path);
  if (below_root(full) && fails(Kind::change, "mkdir", full)) return -1;
  return next(folder, path, mode);
}
int link(const char* from, const char* to) {
  REAL(link);
  const std::string full = absolute(AT_FDCWD, to);
  if (below_root(full) && fails(Kind::change, "link", full)) return -1;
  return next(from, to);
}
int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) {
  REAL(linkat);
  const std::string full = absolute(to_folder, to);
  if (below_root(full) && fails(Kind::change, "link", full)) return -1;
  return next(from_folder, from, to_folder, to, flags);
}

}  // extern "C"
