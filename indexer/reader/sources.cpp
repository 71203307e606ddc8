#include "indexer/reader/sources.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <nonmun/error.hpp>
#include <string>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/reader/text.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/interrupt.hpp"

// From SOURCE arguments to files, and from files to bytes.

namespace nonmun::reader {
namespace {

namespace fs = std::filesystem;

std::string unreadable(const std::string& file, const std::string& why) {
  return fmt::format("cannot read {}: {}", file, why);
}

[[noreturn]] void throw_unreadable(const std::string& file, const std::string& why) {
  throw Error(ErrorCode::io, unreadable(file, why),
              "check that the file or folder exists and that you may read it");
}

std::error_code last_error() {
  return {errno, std::generic_category()};
}

bool has_digest_extension(const fs::path& path) {
  constexpr std::array<std::string_view, 5> kExtensions = {".md", ".markdown", ".json", ".jsonl",
                                                           ".ndjson"};
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(), ascii_lower);
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

/// Collects files in the order of the arguments, each once.
class Lister {
 public:
  Lister(const std::atomic<bool>* interrupted, const std::vector<std::string>& excluded)
      : interrupted_(interrupted) {
    for (const std::string& path : excluded) {
      std::error_code error;
      const fs::path real = fs::canonical(path, error);
      if (!error) excluded_.insert(real.string());
    }
  }

  void add(const std::string& source) {
    if (source == "-") {
      add_file({"-", {}, false, true});
      return;
    }
    std::error_code error;
    const fs::file_status status = fs::status(source, error);
    if (!fs::exists(status)) throw_unreadable(source, error.message());
    // A pipe has no name that leads back to it: "<(…)" is /dev/fd/63, a link to nothing.
    if (!fs::is_directory(status) && !fs::is_regular_file(status)) {
      add_file({system::lexical_path(source), {}, false, true});
      return;
    }
    const fs::path path = system::lexical_path(source);
    if (!fs::is_directory(status)) {
      add_file({path.string(), {}, false, true});
    } else if (const std::error_code problem = walk(path)) {
      throw_unreadable(source, problem.message());
    }
  }

  std::vector<SourceFile> take() && { return std::move(files_); }

 private:
  void add_file(SourceFile file) {
    const auto [at, fresh] = seen_.try_emplace(file.path, files_.size());
    if (fresh) {
      files_.push_back(std::move(file));
    } else if (file.given) {
      files_[at->second].given = true;
    }
  }

  void add_problem(const fs::path& path, const std::string& why, bool folder) {
    add_file({path.string(), unreadable(path.string(), why), folder, false});
  }

  /// Adds what is below `folder`, under names that keep links as they are. A folder is entered once
  /// whatever names lead to it, so loops of links end. Returns why the folder could not be listed.
  std::error_code walk(const fs::path& folder) {
    std::error_code error;
    const std::string real = fs::canonical(folder, error).string();
    if (error) return error;
    if (excluded_.contains(real) || !folders_seen_.insert(real).second) return {};
    std::vector<fs::path> paths;
    fs::directory_iterator it(folder, error);
    while (!error && it != fs::directory_iterator()) {
      system::throw_if_interrupted(interrupted_);
      paths.push_back(it->path());
      it.increment(error);
    }
    if (error) return error;
    std::sort(paths.begin(), paths.end());
    for (const fs::path& path : paths) {
      system::throw_if_interrupted(interrupted_);
      if (!path.filename().string().starts_with('.')) visit(path);
    }
    return {};
  }

  void visit(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found || status.type() == fs::file_type::none) {
      // A link to nowhere, or a place that may not be looked at. Without the name of a digest the
      // first is nothing to us; the second may be a folder full of them.
      const bool dangling = status.type() == fs::file_type::not_found ||
                            error == std::errc::too_many_symbolic_link_levels;
      if (has_digest_extension(path)) {
        add_problem(path, error ? error.message() : "No such file or directory", false);
      } else if (!dangling) {
        add_problem(path, error.message(), true);
      }
      return;
    }
    if (fs::is_directory(status)) {
      if (const std::error_code problem = walk(path)) add_problem(path, problem.message(), true);
    } else if (has_digest_extension(path) && !is_excluded(path)) {
      if (fs::is_regular_file(status)) {
        add_file({path.string(), {}, false, false});
      } else {
        add_problem(path, "not a regular file", false);
      }
    }
  }

  bool is_excluded(const fs::path& path) const {
    std::error_code error;
    return !excluded_.empty() && excluded_.contains(fs::canonical(path, error).string());
  }

  const std::atomic<bool>* interrupted_;
  std::unordered_set<std::string> excluded_;  ///< canonical
  std::vector<SourceFile> files_;
  std::unordered_map<std::string, std::size_t> seen_;
  std::unordered_set<std::string> folders_seen_;
};

class Descriptor {
 public:
  explicit Descriptor(int fd, bool owned) : fd_(fd), owned_(owned) {}
  ~Descriptor() {
    if (owned_ && fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
  bool owned_;
};

/// A signal may come just before read() blocks, so waiting is done in short pieces.
void wait_for_input(int fd, const std::atomic<bool>* interrupted) {
  constexpr int kMilliseconds = 100;
  pollfd input{fd, POLLIN, 0};
  do {
    system::throw_if_interrupted(interrupted);
  } while (::poll(&input, 1, kMilliseconds) <= 0);
}

/// What tells one state of a file from another.
struct FileState {
  dev_t device;
  ino_t inode;
  off_t size;
  timespec modified;

  explicit FileState(const struct stat& status)
      : device(status.st_dev),
        inode(status.st_ino),
        size(status.st_size),
        modified(status.st_mtim) {}

  bool operator==(const FileState& other) const {
    return device == other.device && inode == other.inode && size == other.size &&
           modified.tv_sec == other.modified.tv_sec && modified.tv_nsec == other.modified.tv_nsec;
  }
};

/// Reads a source once.
class SourceReading {
 public:
  SourceReading(const SourceFile& source, const std::atomic<bool>* interrupted,
                std::uint64_t max_size)
      : source_(source),
        interrupted_(interrupted),
        max_size_(max_size),
        standard_input_(source.path == "-"),
        name_(standard_input_ ? "standard input" : source.path) {}

  /// The content; no value when the file changed meanwhile.
  std::optional<std::string> read() {
    // O_NONBLOCK: opening a pipe that nobody writes to must not wait where no signal ends it.
    const Descriptor file(standard_input_ ? STDIN_FILENO
                                          : ::open(source_.path.c_str(),
                                                   O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY),
                          !standard_input_);
    if (file.get() < 0) fail(last_error().message());
    const struct stat before = status_of(file.get());
    const bool regular = S_ISREG(before.st_mode);
    if (S_ISDIR(before.st_mode)) fail("Is a directory");
    if (!regular && !source_.given && !standard_input_) fail("not a regular file");
    if (regular && static_cast<std::uint64_t>(before.st_size) > max_size_) fail_too_large();

    std::string content = read_all(file.get(), before);
    if (!regular || standard_input_) return content;
    struct stat named {};
    if (::stat(source_.path.c_str(), &named) != 0) return std::nullopt;
    if (FileState(before) != FileState(status_of(file.get())) ||
        FileState(before) != FileState(named)) {
      return std::nullopt;
    }
    return content;
  }

  [[noreturn]] void fail(const std::string& why) const { throw_unreadable(name_, why); }

 private:
  [[noreturn]] void fail_too_large() const {
    throw Error(Cause::too_large,
                unreadable(name_, fmt::format("larger than the limit of {} bytes", max_size_)));
  }

  struct stat status_of(int fd) const {
    struct stat status {};
    if (::fstat(fd, &status) != 0) fail(last_error().message());
    return status;
  }

  std::string read_all(int fd, const struct stat& before) const {
    constexpr std::size_t kChunk = std::size_t{64} * 1024;
    constexpr std::size_t kMaxRead = std::size_t{1} << 20;  // between two looks at the signal
    const bool regular = S_ISREG(before.st_mode);
    // One byte more than the size, so that a file of known size is read without growing the buffer.
    std::string content(regular ? static_cast<std::size_t>(before.st_size) + 1 : kChunk, '\0');
    std::size_t size = 0;
    for (;;) {
      if (size > max_size_) fail_too_large();
      if (size == content.size()) content.resize(content.size() * 2);
      if (!regular) wait_for_input(fd, interrupted_);
      system::throw_if_interrupted(interrupted_);
      const ssize_t n =
          ::read(fd, content.data() + size, std::min(content.size() - size, kMaxRead));
      if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      if (n < 0) fail(last_error().message());
      if (n == 0) break;
      size += static_cast<std::size_t>(n);
    }
    content.resize(size);
    return content;
  }

  const SourceFile& source_;
  const std::atomic<bool>* interrupted_;
  std::uint64_t max_size_;
  bool standard_input_;
  std::string name_;
};

}  // namespace

std::vector<SourceFile> list_sources(const std::vector<std::string>& sources,
                                     const std::atomic<bool>* interrupted,
                                     const std::vector<std::string>& excluded) {
  Lister lister(interrupted, excluded);
  for (const std::string& source : sources) lister.add(source);
  return std::move(lister).take();
}

std::string read_source(const SourceFile& source, const std::atomic<bool>* interrupted,
                        std::uint64_t max_size) {
  if (!source.problem.empty()) {
    throw Error(ErrorCode::io, source.problem, "check the permissions and what the name leads to");
  }
  constexpr int kAttempts = 4;
  constexpr std::chrono::milliseconds kPause{50};
  SourceReading reading(source, interrupted, max_size);
  for (int attempt = 1;; ++attempt) {
    if (std::optional<std::string> content = reading.read()) return *std::move(content);
    system::throw_if_interrupted(interrupted);
    if (attempt == kAttempts) reading.fail("it changes while it is read");
    std::this_thread::sleep_for(kPause);
  }
}

}  // namespace nonmun::reader
