#pragma once

#include <string>
#include <string_view>

// Encodings of text other than UTF-8.

namespace nonmun::reader {

/// True when `bytes` start with a byte order mark of UTF-16.
bool has_utf16_mark(std::string_view bytes);

/// UTF-16 with a byte order mark as UTF-8; what is not well-formed becomes U+FFFD.
std::string utf16_to_utf8(std::string_view bytes);

/// True for text that is well-formed CP949 (EUC-KR) with Korean in it, and not UTF-8.
bool looks_like_cp949(std::string_view bytes);

/// True for text of which every other byte is zero: UTF-16 without a byte order mark.
bool looks_like_utf16(std::string_view bytes);

}  // namespace nonmun::reader
