#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nonmun::reader {

/// Cuts an array into its items without parsing them: memory is bounded by an item, and the items
/// before a damage are kept.
class ArrayScanner {
 public:
  explicit ArrayScanner(std::string_view text, std::size_t first_line = 1)
      : text_(text), line_(first_line) {}

  struct Item {
    std::string_view text;
    std::size_t line = 0;
  };

  /// The next item. At the end of the text: false, and what is wrong with the array, if anything,
  /// in damage(). Several arrays in a row, as of several requests, are read as one.
  bool next(Item& item);

  std::size_t line() const { return line_; }  ///< of the place reached
  const std::string& damage() const { return damage_; }

 private:
  void step();
  void skip_space();
  bool at_item_start() const;
  bool cut(Item& item);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_;
  bool open_ = false;
  std::string damage_;
};

}  // namespace nonmun::reader
