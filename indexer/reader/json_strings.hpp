#pragma once

namespace nonmun::reader {

/// Tells the strings of a JSON text from the rest, one character after another.
class JsonStrings {
 public:
  /// Takes the next character. @return whether it belongs to a string, quotes included.
  bool take(char c) {
    if (!inside_) return inside_ = c == '"';
    if (escaped_) {
      escaped_ = false;
    } else if (c == '\\') {
      escaped_ = true;
    } else if (c == '"') {
      inside_ = false;
    }
    return true;
  }

  bool inside() const { return inside_; }    ///< the string is not closed yet
  bool escaped() const { return escaped_; }  ///< the next character follows a backslash

 private:
  bool inside_ = false;
  bool escaped_ = false;
};

}  // namespace nonmun::reader
