#include "searcher/nonmun-serve/request.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analyzers/text/ascii.hpp"
#include "analyzers/text/utf8.hpp"
#include "searcher/nonmun-serve/problem.hpp"

namespace nonmun::program {
namespace {

int hex_digit(char c) {
  if (text::is_ascii_digit(c)) return c - '0';
  const char lower = text::ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

bool Request::has_header(std::string_view name) const {
  return std::any_of(headers.begin(), headers.end(),
                     [&](const auto& header) { return header.first == name; });
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

std::size_t Request::header_bytes() const {
  constexpr std::size_t kPunctuation = 4;  // ": " and the end of the line
  std::size_t bytes = 0;
  for (const auto& [key, value] : headers) bytes += key.size() + value.size() + kPunctuation;
  return bytes;
}

void split_target(Request& request) {
  std::string_view rest = request.target;
  // The absolute form, which a client may use without a proxy, too (RFC 9112, 3.2.2).
  const std::size_t scheme = rest.find("://");
  if (!rest.starts_with('/') && scheme != std::string_view::npos) {
    rest.remove_prefix(std::min(rest.find('/', scheme + 3), rest.size()));
  }
  const std::size_t mark = std::min(rest.find('?'), rest.size());
  request.path = rest.substr(0, mark);
  request.query = rest.substr(std::min(mark + 1, rest.size()));
}

std::string decode_percent(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0) {
      throw HttpError(400,
                      fmt::format("\"{}\" is not a percent-encoded character", text.substr(i, 3)));
    }
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (!text::decode_utf8(decoded)) throw HttpError(400, "the address is not UTF-8");
  return decoded;
}

Pairs decode_query(std::string_view query) {
  const auto decoded = [](std::string_view part) {
    std::string spaced(part);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    return decode_percent(spaced);
  };
  Pairs pairs;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    pairs.emplace_back(decoded(pair.substr(0, equals)),
                       decoded(pair.substr(std::min(equals + 1, pair.size()))));
  }
  return pairs;
}

}  // namespace nonmun::program
