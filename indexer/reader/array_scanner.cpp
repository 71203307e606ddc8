#include "indexer/reader/array_scanner.hpp"

#include <fmt/format.h>

#include "indexer/reader/json_strings.hpp"
#include "indexer/reader/text.hpp"

namespace nonmun::reader {

bool ArrayScanner::next(Item& item) {
  if (!damage_.empty()) return false;
  for (;;) {
    skip_space();
    if (at_ == text_.size()) {
      if (open_) damage_ = "the array ends too early: the file is truncated";
      return false;
    }
    const char c = text_[at_];
    if (!open_) {
      if (c != '[') {
        damage_ = "data after the end of the array";
        return false;
      }
      open_ = true;
      ++at_;
    } else if (c == ']') {
      open_ = false;
      ++at_;
    } else if (c == ',') {
      ++at_;
    } else {
      return cut(item);
    }
  }
}

void ArrayScanner::step() {
  if (text_[at_] == '\n') ++line_;
  ++at_;
}

void ArrayScanner::skip_space() {
  while (at_ < text_.size() && (is_blank(text_[at_]) || text_[at_] == '\n')) step();
}

/// True at the start of an item: {"paper". Inside an item it cannot occur, in a string neither,
/// as a string would have to escape the quotes. So it is where reading goes on after damage.
bool ArrayScanner::at_item_start() const {
  constexpr std::string_view kKey = "\"paper\"";
  const std::size_t key = text_.find_first_not_of(" \t\r\n", at_ + 1);
  return key != std::string_view::npos && text_.substr(key, kKey.size()) == kKey;
}

bool ArrayScanner::cut(Item& item) {
  const std::size_t begin = at_;
  item.line = line_;
  std::size_t depth = 0;
  JsonStrings strings;
  for (; at_ < text_.size(); step()) {
    const char c = text_[at_];
    if (c == '{' && at_ > begin && !strings.escaped() && at_item_start()) break;
    if (strings.take(c)) continue;
    if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth == 0) break;  // the end of the array
      if (--depth == 0) {
        step();
        break;
      }
    } else if (c == ',' && depth == 0) {
      break;
    }
  }
  item.text = trim(text_.substr(begin, at_ - begin));
  // What separates a damaged item from the next one is not part of it.
  if (item.text.ends_with(',')) item.text = trim(item.text.substr(0, item.text.size() - 1));
  if (at_ < text_.size() || (depth == 0 && !strings.inside())) {
    if (at_ == begin) step();  // a stray bracket: never stand still
    return true;
  }
  damage_ = fmt::format(
      "the array ends inside the item that starts at line {}: the file is truncated", item.line);
  return false;
}

}  // namespace nonmun::reader
