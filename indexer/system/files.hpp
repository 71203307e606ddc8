#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <nonmun/error.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace nonmun::system {

/// The I/O error that errno describes now: "ACTION PATH: reason".
Error io_error(const std::string& action, const std::string& path);

/// The same for an error of std::filesystem, which does not always say where; `place` is said then.
Error io_error(const std::filesystem::filesystem_error& error, const std::string& place);

/// Runs `function`, turning exceptions of std::filesystem into nonmun's.
template <class Function>
auto with_files(const std::string& place, Function&& function)
    -> decltype(std::forward<Function>(function)()) {
  try {
    return std::forward<Function>(function)();
  } catch (const std::filesystem::filesystem_error& error) {
    throw io_error(error, place);
  }
}

/// An open file descriptor, closed with the object.
class File {
 public:
  static File open_for_reading(const std::string& path);
  /// Creates or empties the file.
  static File open_for_writing(const std::string& path);

  /// A file for reading and writing that is gone when it is closed, in `folder`. @throws Error(io)
  static File create_unnamed(const std::string& folder);

  explicit File(int descriptor, std::string path);
  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;
  ~File();

  int descriptor() const { return descriptor_; }
  /// Bytes read, 0 at the end. @throws Error(io)
  std::size_t read(char* buffer, std::size_t size) const;
  /// Reads exactly `size` bytes from `offset`. @throws Error(io)
  void read_at(std::uint64_t offset, char* buffer, std::size_t size) const;
  /// Writes everything. @throws Error(io)
  void write(std::string_view bytes) const;
  /// Waits until the content is on the disk. @throws Error(io)
  void sync() const;
  std::uint64_t size() const;

 private:
  int descriptor_;
  std::string path_;
};

/// Whole content of a file. @throws Error(io)
std::string read_file(const std::string& path);

/// What changes when a file is written: its time, size and inode.
struct FileStamp {
  std::int64_t seconds = 0;
  std::int64_t nanoseconds = 0;
  std::uint64_t size = 0;
  std::uint64_t inode = 0;

  bool operator==(const FileStamp&) const = default;
};

/// The stamp of a file; nothing when there is no such file, or it cannot be looked at.
std::optional<FileStamp> stamp_of(const std::string& path);

/// Writes a file and waits until it is on the disk. @throws Error(io)
void write_file(const std::string& path, std::string_view content);

/// Copies a file, without waiting until it is on the disk. std::filesystem calls a full disk an
/// input/output error here. @throws Error(io)
void copy_file(const std::string& from, const std::string& to);

/// @throws Error(io)
void rename_path(const std::string& from, const std::string& to);

/// Removes a file, or a folder with everything in it; nothing there is no error. @throws Error(io)
void remove_tree(const std::string& path);

/// The absolute path without ".", ".." and a slash at its end; links are not resolved.
std::string lexical_path(const std::string& path);

/// Waits until a file's content, or a folder's list of names, is on the disk. @throws Error(io)
void sync_path(const std::string& path);

}  // namespace nonmun::system
