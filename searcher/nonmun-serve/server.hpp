#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "searcher/nonmun-serve/listen.hpp"
#include "searcher/nonmun-serve/service.hpp"

namespace nonmun::program {

/// Carries requests to a Service over HTTP/1.1, by libmicrohttpd. One thread per socket moves bytes
/// (epoll); a pool of others searches, so that a slow search delays no other connection.
class Server {
 public:
  /// Takes the sockets over. @throws Error(io)
  Server(Service& service, std::vector<Listener> listeners);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Closes connections of clients that are too slow. To be called every second or so.
  void tick();

  /// Accepts no more connections, waits until what was asked is answered, and closes all.
  /// @param patience after which searches are ended with an error
  void stop(std::chrono::milliseconds patience);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace nonmun::program
