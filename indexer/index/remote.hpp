#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace nonmun::index {

/// Where a server of Xapian's remote protocol (xapian-tcpsrv) listens.
struct RemoteAddress {
  std::string host;
  std::uint16_t port = 0;

  /// Reads HOST:PORT. @throws Error(usage)
  static RemoteAddress parse(std::string_view text);
  /// Reads a Xapian stub file of one remote database. @throws Error(io) for any other.
  static RemoteAddress of_stub(std::string_view content);

  std::string text() const { return host + ":" + std::to_string(port); }
  std::string stub() const { return "remote " + text() + "\n"; }
};

/// Connects to a server and sees that it has the database with this UUID, which every database has
/// of its own.
/// @param timeout_seconds for the connection, and later for each request
/// @throws Error(remote) for another database; Xapian::Error
Xapian::Database open_remote(const RemoteAddress& address, const std::string& uuid,
                             double timeout_seconds);

}  // namespace nonmun::index
