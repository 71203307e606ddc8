#include "indexer/update/listing_store.hpp"

#include <algorithm>

namespace nonmun::update {
namespace {

/// What is written at once, once there is a file.
constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

}  // namespace

ListingStore::Place ListingStore::add(const paper::EncodedListing& listing) {
  const Place place{in_file_ + in_memory_.size(),
                    static_cast<std::uint32_t>(listing.content.size()), number_of(listing.source)};
  in_memory_ += listing.content;
  if (in_memory_.size() > memory_limit_) spill();
  return place;
}

paper::EncodedListing ListingStore::read(const Place& place) const {
  if (place.offset >= in_file_) {
    return {source_of(place), in_memory_.substr(place.offset - in_file_, place.size)};
  }
  std::string content(place.size, '\0');
  file_->read_at(place.offset, content.data(), content.size());
  return {source_of(place), std::move(content)};
}

std::uint32_t ListingStore::number_of(const std::string& source) {
  // Listings come file by file.
  if (!sources_.empty() && sources_.back() == source) {
    return static_cast<std::uint32_t>(sources_.size() - 1);
  }
  const auto [at, fresh] =
      numbers_.try_emplace(source, static_cast<std::uint32_t>(sources_.size()));
  if (fresh) sources_.push_back(source);
  return at->second;
}

void ListingStore::spill() {
  if (!file_) file_ = system::File::create_unnamed(folder_);
  file_->write(in_memory_);
  in_file_ += in_memory_.size();
  // What goes to the file anyway need not be collected first.
  memory_limit_ = std::min(memory_limit_, kBufferBytes);
  in_memory_.clear();
  in_memory_.shrink_to_fit();
}

}  // namespace nonmun::update
