#include "searcher/nonmun-serve/listen.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>

#include "indexer/system/files.hpp"

namespace nonmun::program {
namespace {

constexpr std::string_view kUnix = "unix:";
constexpr mode_t kSocketMode = 0660;

[[noreturn]] void refuse(const std::string& address) {
  throw Error(Cause::usage,
              fmt::format("invalid value \"{}\" for --listen (expected ADDRESS:PORT, such as "
                          "127.0.0.1:7878 or [::1]:7878, or unix:PATH)",
                          address));
}

/// An address of a socket of any family.
struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t length = sizeof(sockaddr_storage);

  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
  template <class Kind>
  Kind& as() {
    return reinterpret_cast<Kind&>(storage);
  }
};

SocketAddress parse_tcp(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string::npos) refuse(address);
  std::uint16_t port = 0;
  const char* end = address.data() + address.size();
  if (std::from_chars(address.data() + colon + 1, end, port) != std::from_chars_result{end, {}}) {
    refuse(address);
  }
  std::string host = address.substr(0, colon);
  SocketAddress result;
  if (host.starts_with('[') && host.ends_with(']')) {
    auto& v6 = result.as<sockaddr_in6>();
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    result.length = sizeof v6;
    if (::inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &v6.sin6_addr) != 1) {
      refuse(address);
    }
    return result;
  }
  if (host == "localhost") host = "127.0.0.1";
  auto& v4 = result.as<sockaddr_in>();
  v4.sin_family = AF_INET;
  v4.sin_port = htons(port);
  result.length = sizeof v4;
  if (::inet_pton(AF_INET, host.c_str(), &v4.sin_addr) != 1) refuse(address);
  return result;
}

SocketAddress parse_unix(const std::string& address) {
  const std::string path = address.substr(kUnix.size());
  SocketAddress result;
  auto& local = result.as<sockaddr_un>();
  local.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof local.sun_path) refuse(address);
  std::memcpy(local.sun_path, path.c_str(), path.size() + 1);
  result.length = sizeof local;
  return result;
}

/// Removes a socket that a server left behind that was killed; one that somebody listens on stays,
/// and binding fails.
void remove_stale(SocketAddress& address, const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISSOCK(status.st_mode)) return;
  const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool stale =
      probe >= 0 && ::connect(probe, address.get(), address.length) != 0 && errno == ECONNREFUSED;
  if (probe >= 0) ::close(probe);
  if (stale) ::unlink(path.c_str());
}

bool is_loopback(const in6_addr& address) {
  constexpr std::size_t kFirstByteOfV4 = 12;
  return IN6_IS_ADDR_LOOPBACK(&address) ||
         (IN6_IS_ADDR_V4MAPPED(&address) && address.s6_addr[kFirstByteOfV4] == IN_LOOPBACKNET);
}

/// What an open socket is.
Listener describe(int descriptor) {
  SocketAddress address;
  if (::getsockname(descriptor, address.get(), &address.length) != 0) {
    throw system::io_error("cannot look at", "the socket");
  }
  Listener listener;
  listener.descriptor = descriptor;
  std::string text(INET6_ADDRSTRLEN, '\0');
  const auto loopback = [](bool yes) { return yes ? Reach::loopback : Reach::network; };
  switch (address.storage.ss_family) {
    case AF_INET: {
      const auto& v4 = address.as<sockaddr_in>();
      listener.reach = loopback((ntohl(v4.sin_addr.s_addr) >> 24U) == IN_LOOPBACKNET);
      listener.port = ntohs(v4.sin_port);
      ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), INET6_ADDRSTRLEN);
      listener.name = fmt::format("http://{}:{}/", text.c_str(), listener.port);
      return listener;
    }
    case AF_INET6: {
      const auto& v6 = address.as<sockaddr_in6>();
      listener.reach = loopback(is_loopback(v6.sin6_addr));
      listener.port = ntohs(v6.sin6_port);
      ::inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), INET6_ADDRSTRLEN);
      listener.name = fmt::format("http://[{}]:{}/", text.c_str(), listener.port);
      return listener;
    }
    default:
      listener.reach = Reach::local;
      listener.name = fmt::format("unix:{}", address.as<sockaddr_un>().sun_path);
      return listener;
  }
}

}  // namespace

Listener listen_on(const std::string& address) {
  const bool local = address.starts_with(kUnix);
  SocketAddress socket_address = local ? parse_unix(address) : parse_tcp(address);
  const std::string path = local ? address.substr(kUnix.size()) : "";
  if (local) remove_stale(socket_address, path);
  const int descriptor =
      ::socket(socket_address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  constexpr int kYes = 1;
  if (descriptor >= 0 && !local) {
    // A server that is started again must not wait for connections of the one before to time out.
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &kYes, sizeof kYes);
  }
  if (descriptor < 0 || ::bind(descriptor, socket_address.get(), socket_address.length) != 0 ||
      (local && ::chmod(path.c_str(), kSocketMode) != 0) || ::listen(descriptor, SOMAXCONN) != 0) {
    const Error error = system::io_error("cannot listen on", address);
    if (descriptor >= 0) ::close(descriptor);
    throw error;
  }
  Listener listener = describe(descriptor);
  listener.remove = path;
  return listener;
}

std::vector<Listener> inherited_listeners() {
  const int count = ::sd_listen_fds(1);
  std::vector<Listener> listeners;
  for (int i = 0; i < count; ++i) {
    const int descriptor = SD_LISTEN_FDS_START + i;
    if (::sd_is_socket(descriptor, AF_UNSPEC, SOCK_STREAM, 1) <= 0) {
      throw Error(Cause::io, fmt::format("descriptor {} of $LISTEN_FDS is not a listening stream "
                                         "socket",
                                         descriptor));
    }
    listeners.push_back(describe(descriptor));
    listeners.back().inherited = true;
  }
  return listeners;
}

}  // namespace nonmun::program
