#include "searcher/nonmun-search/interactive/keys.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "analyzers/text/utf8.hpp"

namespace nonmun::program::interactive {
namespace {

constexpr char kEscape = '\x1b';
constexpr char kDelete = '\x7f';
constexpr std::string_view kPasteEnd = "\x1b[201~";
/// A paste is handed on in pieces of this size, should its end be lost.
constexpr std::size_t kMaxPaste = 65536;
/// No key has a longer sequence.
constexpr std::size_t kMaxSequence = 32;

constexpr unsigned kShift = 1;
constexpr unsigned kAltOrControl = 2 | 4;

std::optional<Code> control_key(char c) {
  switch (c) {
    case '\r':
      return Code::enter;
    case '\t':
      return Code::tab;
    case '\b':
    case kDelete:
      return Code::backspace;
    case '\0':  // Ctrl-Space
      return std::nullopt;
    default:
      return ctrl(static_cast<char>(c | 0x40));
  }
}

/// The key of a final letter, as in CSI 1;5C and SS3 A.
std::optional<Code> letter_key(char final, unsigned modifiers) {
  const bool shift = (modifiers & kShift) != 0;
  const bool word = (modifiers & kAltOrControl) != 0;
  switch (final) {
    case 'A':
      return shift ? Code::shift_up : Code::up;
    case 'B':
      return shift ? Code::shift_down : Code::down;
    case 'C':
      return word ? Code::word_right : Code::right;
    case 'D':
      return word ? Code::word_left : Code::left;
    case 'a':  // rxvt
      return Code::shift_up;
    case 'b':
      return Code::shift_down;
    case 'H':
      return Code::home;
    case 'F':
      return Code::end;
    case 'P':
      return Code::f1;
    case 'Z':
      return Code::back_tab;
    default:
      return std::nullopt;
  }
}

/// The key of a number, as in CSI 5~.
std::optional<Code> number_key(unsigned number, unsigned modifiers) {
  const bool shift = (modifiers & kShift) != 0;
  switch (number) {
    case 1:
    case 7:
      return Code::home;
    case 4:
    case 8:
      return Code::end;
    case 3:
      return Code::remove;
    case 5:
      return shift ? Code::shift_page_up : Code::page_up;
    case 6:
      return shift ? Code::shift_page_down : Code::page_down;
    case 11:
      return Code::f1;
    default:
      return std::nullopt;
  }
}

/// The number at the beginning of a text, which is shortened by it and a semicolon; `fallback` when
/// there is none, 0 when it is too large for any key.
unsigned take_number(std::string_view& text, unsigned fallback) {
  unsigned number = fallback;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::result_out_of_range) number = 0;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.starts_with(';')) text.remove_prefix(1);
  return number;
}

/// Alt and a key, which is an escape and the key.
std::optional<Code> alt_key(char c) {
  switch (c) {
    case 'b':
      return Code::word_left;
    case 'f':
      return Code::word_right;
    case 'v':
      return Code::shift_page_up;
    case kDelete:
    case '\b':
      return Code::delete_word;
    default:
      return std::nullopt;
  }
}

constexpr bool is_within(char c, char first, char last) {
  return c >= first && c <= last;
}

/// Bytes of a character by the first of them; 1 for what cannot begin one.
std::size_t length_by_lead(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
}

/// Whether the text is the beginning of a character whose other bytes have not come.
bool is_cut(std::string_view text) {
  if (text.size() >= length_by_lead(text[0])) return false;
  for (const char c : text.substr(1)) {
    if (!text::is_continuation(c)) return false;
  }
  return true;
}

void add_text(std::vector<Key>& keys, std::string_view text) {
  if (!keys.empty() && keys.back().code == Code::text) {
    keys.back().text += text;
  } else {
    keys.push_back({Code::text, std::string(text)});
  }
}

/// A text without what is not UTF-8.
std::string valid(std::string_view text) {
  std::string valid;
  for (std::size_t i = 0; i < text.size();) {
    const text::CodePoint c = text::code_point_at(text, i);
    if (!c.malformed()) valid += text.substr(i, c.length);
    i += c.length;
  }
  return valid;
}

}  // namespace

std::vector<Key> KeyReader::feed(std::string_view bytes) {
  pending_ += bytes;
  std::vector<Key> keys;
  while (!pending_.empty()) {
    const std::size_t taken = take(keys);
    if (taken == 0) break;
    pending_.erase(0, taken);
  }
  return keys;
}

std::vector<Key> KeyReader::flush() {
  if (!is_waiting()) return {};
  const bool escape = pending_ == std::string_view(&kEscape, 1);
  pending_.clear();
  if (escape) return {{Code::escape, {}}};
  return {};
}

std::size_t KeyReader::take(std::vector<Key>& keys) {
  if (pasting_) return take_paste(keys);
  const char first = pending_[0];
  if (first == kEscape) return take_escape(keys);
  if (is_within(first, '\0', '\x1f') || first == kDelete) {
    if (const auto code = control_key(first)) keys.push_back({*code, {}});
    return 1;
  }
  const text::CodePoint c = text::code_point_at(pending_, 0);
  if (c.malformed()) return is_cut(pending_) ? 0 : 1;
  add_text(keys, std::string_view(pending_).substr(0, c.length));
  return c.length;
}

std::size_t KeyReader::take_escape(std::vector<Key>& keys) {
  const auto add = [&](std::optional<Code> code) {
    if (code) keys.push_back({*code, {}});
  };
  if (pending_.size() == 1) return 0;
  const char second = pending_[1];
  if (second != '\b' && is_within(second, '\0', '\x1f')) {  // a key after the Escape key
    add(Code::escape);
    return 1;
  }
  if (second == 'O') {  // SS3
    if (pending_.size() == 2) return 0;
    add(letter_key(pending_[2], 0));
    return 3;
  }
  if (second != '[') {
    if (is_cut(std::string_view(pending_).substr(1))) return 0;
    add(alt_key(second));
    return 1 + text::code_point_at(pending_, 1).length;
  }
  // CSI: parameters and intermediate bytes, then a final one. The Linux console has [[A for F1.
  constexpr std::string_view kLinuxKey = "\x1b[[";
  if (pending_.starts_with(kLinuxKey)) {
    if (pending_.size() == kLinuxKey.size()) return 0;
    if (pending_[kLinuxKey.size()] == 'A') add(Code::f1);
    return kLinuxKey.size() + 1;
  }
  std::size_t end = 2;
  while (end < pending_.size() && is_within(pending_[end], ' ', '?')) ++end;
  if (end >= kMaxSequence) return end;
  if (end == pending_.size()) return 0;
  if (!is_within(pending_[end], '@', '~')) return end;
  std::string_view parameters = std::string_view(pending_).substr(2, end - 2);
  const unsigned number = take_number(parameters, 1);
  const unsigned modifiers = std::max(take_number(parameters, 1), 1U) - 1;  // they count from 1
  constexpr unsigned kPasteBegin = 200;
  if (pending_[end] != '~') {
    add(letter_key(pending_[end], modifiers));
  } else if (number == kPasteBegin) {
    pasting_ = true;
  } else {
    add(number_key(number, modifiers));
  }
  return end + 1;
}

std::size_t KeyReader::take_paste(std::vector<Key>& keys) {
  const std::size_t end = pending_.find(kPasteEnd);
  if (end == std::string::npos && pending_.size() < kMaxPaste) return 0;
  const std::size_t size = end == std::string::npos ? pending_.size() : end;
  pasting_ = end == std::string::npos;
  keys.push_back({Code::paste, valid(std::string_view(pending_).substr(0, size))});
  return pasting_ ? size : size + kPasteEnd.size();
}

}  // namespace nonmun::program::interactive
