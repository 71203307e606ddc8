#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// HTML inside Markdown: tags go, their text stays. Only tags that HTML knows are tags: prose may
// hold "<think>" or "a < b".

namespace nonmun::reader {

/// Length of the tag of HTML that starts `text`, 0 when there is none.
std::size_t tag_length(std::string_view text);

/// True when `text` starts with a tag that does not end in it: the tag goes on in the next line.
bool is_open_tag(std::string_view text);

/// `text` without tags, and without what scripts, styles, videos and the like hold; character
/// references ("&amp;", "&#8217;") are decoded.
std::string plain_html(std::string_view text);

/// `text` without backslashes before punctuation, outside of "$…$".
std::string unescape(std::string_view text);

}  // namespace nonmun::reader
