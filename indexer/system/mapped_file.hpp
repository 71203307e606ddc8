#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nonmun::system {

/// The content of a file in memory, of which only what is looked at is read. For files that never
/// change: to cut one short while it is mapped ends the program.
class MappedFile {
 public:
  /// Nothing.
  MappedFile() = default;
  /// @throws Error(io)
  explicit MappedFile(const std::string& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return {data_, size_}; }
  /// Gives the memory of what was read back to the system; to look at it again reads it again.
  void forget() const;

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace nonmun::system
