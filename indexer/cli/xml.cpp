#include "indexer/cli/xml.hpp"

#include "analyzers/text/utf8.hpp"

namespace nonmun::cli {
namespace {

/// Char of XML 1.0, section 2.2.
bool is_xml(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c != 0xFFFE && c != 0xFFFF;
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    at += c.length;
    switch (c.value) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        if (is_xml(c.value)) text::append_utf8(c.value, out);
    }
  }
  return out;
}

}  // namespace nonmun::cli
