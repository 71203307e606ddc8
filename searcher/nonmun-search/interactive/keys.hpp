#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What a terminal sends, as keys. It knows the sequences of ECMA-48 terminals with the function
/// keys of xterm, rxvt and the Linux console.
namespace nonmun::program::interactive {

/// A key without its text. What differs by a modifier alone is a code of its own.
enum class Code : std::uint8_t {
  text,   ///< Key::text was typed
  paste,  ///< Key::text was pasted
  enter,
  escape,
  tab,
  back_tab,
  backspace,
  remove,  ///< Delete
  up,
  down,
  left,
  right,
  page_up,
  page_down,
  home,
  end,
  shift_up,
  shift_down,
  shift_page_up,    ///< and Alt-V
  shift_page_down,  ///< as Ctrl-V is bound
  word_left,        ///< Ctrl-Left, Alt-Left, Alt-B
  word_right,       ///< Ctrl-Right, Alt-Right, Alt-F
  delete_word,      ///< Alt-Backspace
  f1,
  control = 0x80,  ///< and above: ctrl()
};

/// The code of a letter with Ctrl. Those that have keys of their own (Ctrl-I, Ctrl-M, Ctrl-H) come
/// as these keys.
constexpr Code ctrl(char letter) {
  return static_cast<Code>(static_cast<unsigned>(Code::control) +
                           (static_cast<unsigned>(letter) & 0x1fU));
}

struct Key {
  Code code = Code::text;
  std::string text;  ///< UTF-8; of `text` and `paste` alone

  bool operator==(const Key&) const = default;
};

/// Reads keys from bytes, which may be cut anywhere. Characters that arrive together are one key,
/// so that they cost one search. Bytes that are not UTF-8 and unknown sequences are left out.
class KeyReader {
 public:
  std::vector<Key> feed(std::string_view bytes);

  /// Whether what has come may be the beginning of a sequence or a key of its own. When nothing
  /// follows in good time, flush() is to be called.
  bool is_waiting() const { return !pending_.empty() && !pasting_; }

  /// The keys in what is waiting, as nothing will follow: an escape is the Escape key.
  std::vector<Key> flush();

 private:
  /// Takes one key, or what is none, from `pending_`; its bytes, or 0 when some are missing.
  std::size_t take(std::vector<Key>& keys);
  std::size_t take_escape(std::vector<Key>& keys);
  std::size_t take_paste(std::vector<Key>& keys);

  std::string pending_;
  bool pasting_ = false;
};

}  // namespace nonmun::program::interactive
