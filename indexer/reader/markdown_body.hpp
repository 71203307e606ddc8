#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "indexer/paper/paper.hpp"
#include "indexer/reader/formats.hpp"

// The lines of one entry below its heading.

namespace nonmun::reader {

/// A part of an entry: its first lines, or what follows a heading of its own.
struct EntryPart {
  std::string_view heading;  ///< empty for the first part
  std::string_view text;
  std::size_t first_line = 0;
};

/// Records what became of the lines, when somebody wants to know.
class PlaceLog {
 public:
  explicit PlaceLog(std::vector<LinePlace>* places) : places_(places) {}
  void set(std::size_t line, LinePlace place) {
    if (places_ == nullptr) return;
    if (places_->size() < line) places_->resize(line, LinePlace::none);
    (*places_)[line - 1] = place;
  }
  bool wanted() const { return places_ != nullptr; }

 private:
  std::vector<LinePlace>* places_;
};

/// Reads fields and sections of a paper. Every line that is not blank is a field, media, markup or
/// text of `paper`, or there is a warning of it.
void read_body(const std::vector<EntryPart>& parts, paper::Paper& paper, Reading& reading,
               PlaceLog& places);

}  // namespace nonmun::reader
