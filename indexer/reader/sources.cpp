#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <nonmun/error.hpp>
#include <string>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "indexer/reader/reader.hpp"
#include "indexer/reader/text.hpp"
#include "indexer/system/interrupt.hpp"

// From SOURCE arguments to files, and from files to bytes.

namespace nonmun {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void throw_unreadable(const std::string& file, const std::error_code& error) {
  throw Error(ErrorCode::io, fmt::format("cannot read {}: {}", file, error.message()),
              "check that the file or folder exists and that you may read it");
}

bool has_digest_extension(const fs::path& path) {
  constexpr std::array<std::string_view, 5> kExtensions = {".md", ".markdown", ".json", ".jsonl",
                                                           ".ndjson"};
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(), reader::ascii_lower);
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

/// Collects files in the order of the arguments, each once.
class Lister {
 public:
  void add(const std::string& source) {
    if (source == "-") {
      add_file("-");
      return;
    }
    std::error_code error;
    const fs::path path = fs::canonical(source, error);
    if (error) throw_unreadable(source, error);
    const bool folder = fs::is_directory(path, error);
    if (error) throw_unreadable(source, error);
    if (folder) {
      walk(path);
    } else {
      add_file(path.string());
    }
  }

  std::vector<SourceFile> take() && { return std::move(files_); }

 private:
  void add_file(std::string path) {
    if (files_seen_.insert(path).second) files_.push_back({std::move(path)});
  }

  /// `folder` is canonical, so a folder is entered once and symlink loops end.
  void walk(const fs::path& folder) {
    if (!folders_seen_.insert(folder.string()).second) return;
    std::error_code error;
    std::vector<fs::path> paths;
    fs::directory_iterator it(folder, error);
    while (!error && it != fs::directory_iterator()) {
      paths.push_back(it->path());
      it.increment(error);
    }
    if (error) throw_unreadable(folder.string(), error);
    std::sort(paths.begin(), paths.end());
    for (const fs::path& path : paths) {
      if (path.filename().string().starts_with('.')) continue;
      fs::path target = fs::canonical(path, error);
      // A symlink to nowhere keeps its own name: reading it will say what is wrong with it.
      if (error) target = path;
      if (fs::is_directory(target, error)) {
        walk(target);
      } else if (has_digest_extension(path)) {
        add_file(target.string());
      }
    }
  }

  std::vector<SourceFile> files_;
  std::unordered_set<std::string> files_seen_;
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

std::error_code last_error() {
  return {errno, std::generic_category()};
}

/// A signal may come just before read() blocks, so waiting is done in short pieces.
void wait_for_input(int fd, const std::atomic<bool>* interrupted) {
  constexpr int kMilliseconds = 100;
  pollfd input{fd, POLLIN, 0};
  do {
    throw_if_interrupted(interrupted);
  } while (::poll(&input, 1, kMilliseconds) <= 0 && interrupted != nullptr);
}

}  // namespace

std::vector<SourceFile> list_sources(const std::vector<std::string>& sources) {
  Lister lister;
  for (const std::string& source : sources) lister.add(source);
  return std::move(lister).take();
}

std::string read_source(const SourceFile& source, const std::atomic<bool>* interrupted) {
  const bool standard_input = source.path == "-";
  const std::string name = standard_input ? "standard input" : source.path;
  const Descriptor file(
      standard_input ? STDIN_FILENO : ::open(source.path.c_str(), O_RDONLY | O_CLOEXEC),
      !standard_input);
  if (file.get() < 0) throw_unreadable(name, last_error());

  struct stat status {};
  if (::fstat(file.get(), &status) != 0) throw_unreadable(name, last_error());
  // One byte more than the size, so that a file of known size is read without growing the buffer.
  constexpr std::size_t kChunk = std::size_t{64} * 1024;
  std::string content(
      S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) + 1 : kChunk, '\0');
  std::size_t size = 0;
  for (;;) {
    if (size == content.size()) content.resize(content.size() * 2);
    if (!S_ISREG(status.st_mode)) wait_for_input(file.get(), interrupted);
    const ssize_t n = ::read(file.get(), content.data() + size, content.size() - size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw_unreadable(name, last_error());
    if (n == 0) break;
    size += static_cast<std::size_t>(n);
  }
  content.resize(size);
  return content;
}

}  // namespace nonmun
