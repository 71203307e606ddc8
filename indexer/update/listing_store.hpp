#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/paper/record.hpp"
#include "indexer/system/files.hpp"

namespace nonmun::update {

/// Holds the listings of a run in their encoded form from when they are read until they are
/// written: in memory up to a limit, beyond it in a file without a name, so that the memory of a
/// build does not grow with the text of its papers. Once there is a file, only a small buffer in
/// front of it stays in memory.
class ListingStore {
 public:
  /// Where a listing is kept.
  struct Place {
    std::uint64_t offset;
    std::uint32_t size;
    std::uint32_t source;
  };

  /// The file is made in `folder`, when it is needed.
  ListingStore(std::string folder, std::size_t memory_limit)
      : folder_(std::move(folder)), memory_limit_(memory_limit) {}

  /// @throws Error(io) when the disk is full.
  Place add(const paper::EncodedListing& listing);

  /// Safe in several threads while nobody adds. @throws Error(io)
  paper::EncodedListing read(const Place& place) const;

  std::uint64_t bytes() const { return in_file_ + in_memory_.size(); }

  const std::string& source_of(const Place& place) const { return sources_[place.source]; }

 private:
  std::uint32_t number_of(const std::string& source);
  void spill();

  std::string folder_;
  std::size_t memory_limit_;
  std::vector<std::string> sources_;
  std::map<std::string, std::uint32_t> numbers_;
  std::optional<system::File> file_;
  std::uint64_t in_file_ = 0;  ///< bytes
  std::string in_memory_;      ///< what follows them
};

}  // namespace nonmun::update
