#include "searcher/nonmun-search/interactive/input_line.hpp"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <memory>
#include <nonmun/search.hpp>

#include "analyzers/text/utf8.hpp"

namespace nonmun::program::interactive {
namespace {

/// The boundary of characters that follows `at`, or precedes it.
std::size_t boundary(std::string_view text, std::size_t at, bool after) {
  UErrorCode status = U_ZERO_ERROR;
  // Its rules are the same in every locale.
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  UText* const opened =
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  const std::unique_ptr<UText, decltype(&utext_close)> whole(opened, &utext_close);
  if (U_SUCCESS(status)) breaks->setText(whole.get(), status);
  if (U_FAILURE(status)) {  // no data of ICU: code points will have to do
    if (!after) return text::floor_boundary(text, at - 1);
    return at + text::code_point_at(text, at).length;
  }
  const auto place = static_cast<std::int32_t>(at);
  const std::int32_t found = after ? breaks->following(place) : breaks->preceding(place);
  if (found == icu::BreakIterator::DONE) return after ? text.size() : 0;
  return static_cast<std::size_t>(found);
}

std::string cleaned(std::string_view text) {
  std::string clean;
  for (std::size_t i = 0; i < text.size();) {
    const text::CodePoint c = text::code_point_at(text, i);
    const auto type = u_charType(static_cast<UChar32>(c.value));
    if (c.value == '\n' || c.value == '\r' || c.value == '\t' || type == U_LINE_SEPARATOR ||
        type == U_PARAGRAPH_SEPARATOR) {
      clean += ' ';
    } else if (!c.malformed() && type != U_CONTROL_CHAR) {
      clean += text.substr(i, c.length);
    }
    i += c.length;
  }
  return clean;
}

}  // namespace

std::size_t next_character(std::string_view text, std::size_t at) {
  return boundary(text, at, true);
}

InputLine::InputLine(std::string_view text) {
  insert(text);
}

bool InputLine::insert(std::string_view text) {
  const std::string clean = cleaned(text);
  if (clean.empty() || text_.size() + clean.size() > kMaxQueryBytes) return false;
  text_.insert(cursor_, clean);
  cursor_ += clean.size();
  return true;
}

void InputLine::left() {
  if (cursor_ > 0) cursor_ = boundary(text_, cursor_, false);
}

void InputLine::right() {
  if (cursor_ < text_.size()) cursor_ = boundary(text_, cursor_, true);
}

void InputLine::word_left() {
  while (cursor_ > 0 && text_[cursor_ - 1] == ' ') --cursor_;
  while (cursor_ > 0 && text_[cursor_ - 1] != ' ') --cursor_;
}

void InputLine::word_right() {
  while (cursor_ < text_.size() && text_[cursor_] == ' ') ++cursor_;
  while (cursor_ < text_.size() && text_[cursor_] != ' ') ++cursor_;
}

bool InputLine::erase(std::size_t begin, std::size_t end) {
  text_.erase(begin, end - begin);
  cursor_ = begin;
  return begin < end;
}

bool InputLine::backspace() {
  const std::size_t end = cursor_;
  left();
  return erase(cursor_, end);
}

bool InputLine::remove() {
  const std::size_t begin = cursor_;
  right();
  return erase(begin, cursor_);
}

bool InputLine::delete_word() {
  const std::size_t end = cursor_;
  word_left();
  return erase(cursor_, end);
}

bool InputLine::clear() {
  return erase(0, text_.size());
}

}  // namespace nonmun::program::interactive
