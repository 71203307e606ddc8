#include "searcher/nonmun-serve/guard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "analyzers/text/ascii.hpp"
#include "indexer/system/files.hpp"

namespace nonmun::program {
namespace {

constexpr std::uint16_t kHttpPort = 80;
constexpr std::size_t kMinTokenLength = 16;
constexpr std::string_view kScheme = "bearer ";

struct Authority {
  std::string name;  ///< in lower case, without brackets
  std::uint16_t port = kHttpPort;
  bool valid = false;
};

Authority parse(std::string_view host) {
  Authority authority;
  std::string_view rest;
  if (host.starts_with('[')) {
    const std::size_t end = host.find(']');
    if (end == std::string_view::npos) return authority;
    authority.name = text::ascii_lowered(host.substr(1, end - 1));
    rest = host.substr(end + 1);
  } else {
    const std::size_t end = std::min(host.find(':'), host.size());
    authority.name = text::ascii_lowered(host.substr(0, end));
    rest = host.substr(end);
  }
  if (!rest.empty()) {
    const char* last = rest.data() + rest.size();
    if (rest[0] != ':' || std::from_chars(rest.data() + 1, last, authority.port) !=
                              std::from_chars_result{last, {}}) {
      return authority;
    }
  }
  authority.valid = !authority.name.empty();
  return authority;
}

/// Whether it is 127.a.b.c: the whole network is the loopback interface's (RFC 5735).
bool is_loopback_v4(std::string_view name) {
  if (!name.starts_with("127.")) return false;
  return std::count(name.begin(), name.end(), '.') == 3 &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return c == '.' || text::is_ascii_digit(c); });
}

}  // namespace

bool is_host_allowed(std::string_view host, std::uint16_t port,
                     std::span<const std::string> allowed) {
  const Authority authority = parse(host);
  if (!authority.valid) return false;
  const bool loopback =
      authority.name == "localhost" || authority.name == "::1" || is_loopback_v4(authority.name);
  if (loopback && authority.port == port) return true;
  return std::any_of(allowed.begin(), allowed.end(), [&](const std::string& name) {
    return text::ascii_lowered(name) == authority.name;
  });
}

bool has_token(std::string_view authorization, std::string_view token) {
  if (token.empty() || authorization.size() < kScheme.size() ||
      text::ascii_lowered(authorization.substr(0, kScheme.size())) != kScheme) {
    return false;
  }
  const std::string_view given = authorization.substr(kScheme.size());
  // Every byte is looked at, whatever the others were.
  unsigned difference = given.size() == token.size() ? 0 : 1;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto a = static_cast<unsigned char>(given[i]);
    const auto b = static_cast<unsigned char>(token[i % token.size()]);
    difference |= static_cast<unsigned>(a ^ b);
  }
  return difference == 0;
}

std::string read_token(const std::string& path) {
  std::string token = system::read_file(path);
  const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
  token.erase(std::find_if_not(token.rbegin(), token.rend(), is_space).base(), token.end());
  token.erase(token.begin(), std::find_if_not(token.begin(), token.end(), is_space));
  if (token.size() < kMinTokenLength) {
    throw Error(Cause::usage,
                fmt::format("the token in {} has {} characters, fewer than {}", path, token.size(),
                            kMinTokenLength),
                "make one: openssl rand -hex 32");
  }
  if (!std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < '\x7f'; })) {
    throw Error(Cause::usage, fmt::format("the token in {} is not a word of ASCII", path),
                "make one: openssl rand -hex 32");
  }
  return token;
}

}  // namespace nonmun::program
