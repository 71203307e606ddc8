#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "searcher/nonmun-serve/request.hpp"

/// Sockets on which the server accepts connections.
namespace nonmun::program {

struct Listener {
  int descriptor = -1;
  Reach reach = Reach::loopback;
  std::uint16_t port = 0;  ///< 0 for a Unix socket
  std::string name;        ///< for people: "http://127.0.0.1:7878/", "unix:/run/nonmun.sock"
  std::string remove;      ///< path to remove at the end; empty: none
  bool inherited = false;  ///< others listen on it, too, or will
};

/// Opens "ADDRESS:PORT" (an IPv4 address, an IPv6 address in brackets, or localhost; port 0 for any
/// that is free), or "unix:PATH".
/// @throws Error(usage) when it is neither, Error(io) when it cannot be listened on.
Listener listen_on(const std::string& address);

/// The sockets that systemd passed (sd_listen_fds(3)); none when it did not. @throws Error(io)
std::vector<Listener> inherited_listeners();

}  // namespace nonmun::program
