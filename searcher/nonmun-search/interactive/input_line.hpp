#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nonmun::program::interactive {

/// A line of text that is being edited. A character is what its reader takes for one (a grapheme
/// cluster of UAX 29): a syllable of conjoining jamo, a letter with its accents, an emoji.
class InputLine {
 public:
  /// @param text the line's, with the cursor at its end; cleaned as insert() does
  explicit InputLine(std::string_view text = {});

  const std::string& text() const { return text_; }
  /// Place of the cursor in bytes, between two characters.
  std::size_t cursor() const { return cursor_; }

  /// Inserts text at the cursor. Ends of lines and tabs become spaces, other control characters are
  /// left out. Text that would make the line longer than a query may be is not inserted.
  /// @return whether it was
  bool insert(std::string_view text);

  void left();
  void right();
  /// To the start of the word before the cursor, or behind the one that follows.
  void word_left();
  void word_right();
  void start() { cursor_ = 0; }
  void end() { cursor_ = text_.size(); }

  // Each says whether there was something to delete.
  bool backspace();
  bool remove();
  bool delete_word();
  bool clear();

 private:
  bool erase(std::size_t begin, std::size_t end);

  std::string text_;
  std::size_t cursor_ = 0;
};

/// The end of the character of a text that begins at `at`, in bytes. @pre at < text.size()
std::size_t next_character(std::string_view text, std::size_t at);

}  // namespace nonmun::program::interactive
