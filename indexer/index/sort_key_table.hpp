#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/system/mapped_file.hpp"

namespace nonmun::index {

/// The sort keys of papers (paper::sort_key()) by document number. A mirror has it, so that papers
/// can be ordered without asking the server for each.
class SortKeyTable {
 public:
  /// No papers.
  SortKeyTable() = default;
  /// @throws Error(io) when the file is unreadable or damaged.
  explicit SortKeyTable(const std::string& path);

  /// Collects the keys of a table, paper after paper.
  class Builder {
   public:
    /// @pre documents come in ascending order
    void add(std::uint32_t docid, std::string_view key);
    std::string encode() const;

   private:
    std::string ends_;
    std::uint32_t last_docid_ = 0;
    std::string text_;
  };

  /// Whether the table has been opened.
  explicit operator bool() const { return file_ != nullptr; }
  std::uint32_t last_docid() const { return last_docid_; }
  /// Empty when there is no such paper.
  std::string_view key(std::uint32_t docid) const;

 private:
  std::shared_ptr<const system::MappedFile> file_;
  std::uint32_t last_docid_ = 0;
};

}  // namespace nonmun::index
