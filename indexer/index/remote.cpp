#include "indexer/index/remote.hpp"

#include <algorithm>
#include <charconv>
#include <nonmun/error.hpp>

#include "indexer/index/generation.hpp"

namespace nonmun::index {
namespace {

constexpr std::string_view kRemote = "remote ";

bool take_address(std::string_view text, RemoteAddress& address) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view port = text.substr(colon + 1);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  address.host = text.substr(0, colon);
  const bool is_one_word = address.host.find_first_of(" \t\n\r") == std::string::npos;
  return error == std::errc() && end == port.data() + port.size() && address.port > 0 &&
         is_one_word;
}

}  // namespace

RemoteAddress RemoteAddress::parse(std::string_view text) {
  RemoteAddress address;
  if (!take_address(text, address)) {
    throw Error(Cause::usage, "invalid address \"" + std::string(text) +
                                  "\" (expected HOST:PORT, e.g. 127.0.0.1:7000)");
  }
  return address;
}

RemoteAddress RemoteAddress::of_stub(std::string_view content) {
  RemoteAddress address;
  const std::string_view line = content.substr(0, content.find('\n'));
  if (!line.starts_with(kRemote) || line.size() + 1 != content.size() ||
      !take_address(line.substr(kRemote.size()), address)) {
    throw damaged_index("the stub of the remote database is not \"remote HOST:PORT\"");
  }
  return address;
}

Xapian::Database open_remote(const RemoteAddress& address, const std::string& uuid,
                             double timeout_seconds) {
  const auto milliseconds = static_cast<unsigned>(std::max(1.0, timeout_seconds * 1000));
  Xapian::Database database =
      Xapian::Remote::open(address.host, address.port, milliseconds, milliseconds);
  if (database.get_uuid() != uuid) {
    throw Error(Cause::remote,
                "the server at " + address.text() + " has the database of another generation",
                "start it over the generation that was mirrored, or refresh the mirror");
  }
  return database;
}

}  // namespace nonmun::index
