#include "searcher/nonmun-serve/response.hpp"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "analyzers/text/ascii.hpp"

namespace nonmun::program {
namespace {

constexpr std::size_t kMinCompressed = 1024;
constexpr int kGzipWindow = 15 + 16;  // the largest window, and gzip's header (zlib.h)
constexpr int kMemoryLevel = 8;       // zlib's default
constexpr int kLevel = 4;             // most of what 9 saves, at a fifth of its time

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Takes the next element off a comma-separated list.
std::string_view take_element(std::string_view& list) {
  const std::size_t end = std::min(list.find(','), list.size());
  const std::string_view element = trimmed(list.substr(0, end));
  list.remove_prefix(std::min(end + 1, list.size()));
  return element;
}

/// The weight of an element such as "gzip;q=0.5".
double weight_of(std::string_view element) {
  const std::size_t at = element.find("q=");
  if (at == std::string_view::npos) return 1;
  double weight = 0;
  const std::string_view digits = element.substr(at + 2);
  std::from_chars(digits.data(), digits.data() + digits.size(), weight);
  return weight;
}

bool accepts_gzip(std::string_view list) {
  bool any = false;
  while (!list.empty()) {
    const std::string_view element = take_element(list);
    const std::string name = text::ascii_lowered(
        trimmed(element.substr(0, std::min(element.find(';'), element.size()))));
    if (name == "gzip" || name == "x-gzip") return weight_of(element) > 0;
    if (name == "*") any = weight_of(element) > 0;
  }
  return any;
}

/// The text as gzip; empty when zlib has no memory.
std::string gzip(const std::string& text) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    return {};
  }
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(done ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

/// A tag without what marks it as weak.
std::string_view opaque(std::string_view tag) {
  return tag.starts_with("W/") ? tag.substr(2) : tag;
}

}  // namespace

void compress(Response& response, std::string_view accept_encoding) {
  if (response.body.size() <= kMinCompressed) return;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (!accepts_gzip(accept_encoding)) return;
  std::string compressed = gzip(response.body);
  if (compressed.empty() || compressed.size() >= response.body.size()) return;
  response.body = std::move(compressed);
  response.headers.emplace_back("Content-Encoding", "gzip");
}

void add_security_headers(Response& response) {
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; script-src 'self'; style-src 'self'; "
                                "connect-src 'self'; img-src 'self' data:; base-uri 'none'; "
                                "form-action 'self'; frame-ancestors 'none'; "
                                "require-trusted-types-for 'script'");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
}

bool matches_tag(std::string_view if_none_match, std::string_view tag) {
  while (!if_none_match.empty()) {
    const std::string_view element = take_element(if_none_match);
    if (element == "*" || opaque(element) == opaque(tag)) return true;
  }
  return false;
}

std::string_view status_name(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 421:
      return "Misdirected Request";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Unknown";
  }
}

}  // namespace nonmun::program
