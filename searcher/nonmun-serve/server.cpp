#include "searcher/nonmun-serve/server.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <thread>
#include <utility>

#include "analyzers/text/ascii.hpp"
#include "indexer/system/files.hpp"
#include "searcher/nonmun-serve/connections.hpp"
#include "searcher/nonmun-serve/workers.hpp"

namespace nonmun::program {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kMaxIdle = 30s;       ///< without a byte
constexpr std::chrono::seconds kMaxReceiving = 30s;  ///< a request, from the end of the one before
constexpr std::chrono::seconds kMaxSending = 60s;
constexpr std::chrono::milliseconds kPoll = 5ms;
/// For the target and headers of a request and the headers of its answer.
constexpr std::size_t kConnectionMemory = 2 * kMaxHeaderBytes + kMaxTargetBytes;
/// More of a body that is too large than this ends the connection.
constexpr std::size_t kMaxDiscarded = 16 * kMaxBodyBytes;
constexpr std::size_t kMaxWaitingPerThread = 64;
/// Descriptors for what is no connection: index files, and some to spare.
constexpr std::size_t kOtherDescriptors = 512;

/// A request and its answer, on a connection.
struct Exchange {
  enum class State : std::uint8_t { begun, receiving, refused, answered, queued };

  Request request;
  Response response;
  State state = State::begun;
  std::size_t discarded = 0;
};

/// One socket.
struct Daemon {
  Listener listener;
  MHD_Daemon* daemon = nullptr;
  MHD_socket quiesced = MHD_INVALID_SOCKET;  ///< on which it no longer accepts connections
};

void raise_descriptor_limit(std::size_t connections) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t wanted = connections + kOtherDescriptors;
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::string peer_of(MHD_Connection* connection) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (info == nullptr || info->client_addr == nullptr) return "unknown";
  std::array<char, INET6_ADDRSTRLEN> text{};
  switch (info->client_addr->sa_family) {
    case AF_INET:
      ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(info->client_addr)->sin_addr,
                  text.data(), text.size());
      return text.data();
    case AF_INET6:
      ::inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(info->client_addr)->sin6_addr,
                  text.data(), text.size());
      return text.data();
    default:
      return "unix";
  }
}

Connections::Entry* entry_of(MHD_Connection* connection) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return static_cast<Connections::Entry*>(info->socket_context);
}

/// Whether the client sends the body only when it is told to (RFC 9110, 10.1.1).
bool waits_to_send(const Request& request) {
  return request.has_header("expect");
}

MHD_Result add_header(void* to, MHD_ValueKind /*kind*/, const char* key, std::size_t key_size,
                      const char* value, std::size_t value_size) {
  static_cast<Pairs*>(to)->emplace_back(text::ascii_lowered({key, key_size}),
                                        std::string(value == nullptr ? "" : value, value_size));
  return MHD_YES;
}

}  // namespace

class Server::Impl {
 public:
  Impl(Service& service, std::vector<Listener> listeners)
      : service_(service),
        workers_(service.settings().threads, service.settings().threads * kMaxWaitingPerThread) {
    raise_descriptor_limit(service.settings().connections);
    try {
      for (Listener& listener : listeners) start(std::move(listener));
    } catch (...) {
      stop(0ms);  // those that run already
      throw;
    }
  }

  ~Impl() { stop(0ms); }

  void tick() {
    connections_.close_slow(kMaxReceiving, kMaxSending);
    service_.metrics().connections = static_cast<std::int64_t>(connections_.size());
    service_.metrics().waiting = static_cast<std::int64_t>(workers_.waiting());
  }

  void stop(std::chrono::milliseconds patience) {
    if (stopped_.exchange(true)) return;
    for (Daemon& d : daemons_) {
      if (d.daemon == nullptr) continue;
      // Its thread may be using the descriptor still, so that it cannot be closed yet.
      d.quiesced = MHD_quiesce_daemon(d.daemon);
      if (d.quiesced != MHD_INVALID_SOCKET && !d.listener.inherited) {
        ::shutdown(d.quiesced, SHUT_RDWR);
      }
      if (!d.listener.remove.empty()) ::unlink(d.listener.remove.c_str());
    }
    const auto end = Connections::Clock::now() + patience;
    while (connections_.busy() > 0 && Connections::Clock::now() < end) {
      std::this_thread::sleep_for(kPoll);
    }
    service_.stop();
    // A suspended connection must have been resumed before its daemon is stopped.
    while (suspended_ > 0) std::this_thread::sleep_for(kPoll);
    for (Daemon& d : daemons_) {
      if (d.daemon != nullptr) MHD_stop_daemon(d.daemon);
      if (d.quiesced != MHD_INVALID_SOCKET) ::close(d.quiesced);
    }
  }

 private:
  void start(Listener listener) {
    Daemon& d = daemons_.emplace_back(Daemon{.listener = std::move(listener)});
    contexts_.push_back({this, &d});
    Context* context = &contexts_.back();
    d.daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, nullptr, nullptr, &on_request,
        context,                                          //
        MHD_OPTION_LISTEN_SOCKET, d.listener.descriptor,  //
        MHD_OPTION_CONNECTION_LIMIT,
        static_cast<unsigned>(service_.settings().connections),                  //
        MHD_OPTION_CONNECTION_TIMEOUT, static_cast<unsigned>(kMaxIdle.count()),  //
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, kConnectionMemory,                   //
        MHD_OPTION_STRICT_FOR_CLIENT, 1,                                         //
        MHD_OPTION_URI_LOG_CALLBACK, &on_target, context,                        //
        MHD_OPTION_NOTIFY_CONNECTION, &on_connection, context,                   //
        MHD_OPTION_NOTIFY_COMPLETED, &on_completed, context,                     //
        MHD_OPTION_END);
    if (d.daemon == nullptr) {
      throw system::io_error("cannot serve", d.listener.name);
    }
  }

  struct Context {
    Impl* impl;
    Daemon* daemon;
  };

  static void on_connection(void* context, MHD_Connection* connection, void** socket_context,
                            MHD_ConnectionNotificationCode code) {
    Impl& impl = *static_cast<Context*>(context)->impl;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
      const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
      *socket_context = impl.connections_.add(info->connect_fd);
    } else {
      impl.connections_.remove(static_cast<Connections::Entry*>(*socket_context));
    }
  }

  /// Called when the first line of a request was read; what it returns belongs to the request.
  static void* on_target(void* context, const char* target, MHD_Connection* connection) {
    const Context& c = *static_cast<Context*>(context);
    auto exchange = std::make_unique<Exchange>();
    Request& request = exchange->request;
    request.received = Connections::Clock::now();
    request.target = target;
    request.reach = c.daemon->listener.reach;
    request.port = c.daemon->listener.port;
    request.peer = peer_of(connection);
    split_target(request);
    c.impl->connections_.set(entry_of(connection), Connections::Phase::receiving);
    return exchange.release();
  }

  static void on_completed(void* context, MHD_Connection* connection, void** request_context,
                           MHD_RequestTerminationCode /*code*/) {
    Impl& impl = *static_cast<Context*>(context)->impl;
    const std::unique_ptr<Exchange> exchange(static_cast<Exchange*>(*request_context));
    *request_context = nullptr;
    if (exchange && exchange->state == Exchange::State::queued) {
      impl.service_.finish(exchange->request, exchange->response);
    }
    impl.connections_.set(entry_of(connection), Connections::Phase::receiving);
  }

  /// Called when the headers are there, for each part of the body, when the request is complete,
  /// and when a suspended connection was resumed.
  static MHD_Result on_request(void* context, MHD_Connection* connection, const char* /*url*/,
                               const char* method, const char* /*version*/, const char* upload,
                               std::size_t* upload_size, void** request_context) {
    Impl& impl = *static_cast<Context*>(context)->impl;
    Exchange& exchange = *static_cast<Exchange*>(*request_context);
    switch (exchange.state) {
      case Exchange::State::begun:
        return impl.begin(connection, exchange, method);
      case Exchange::State::receiving:
        if (*upload_size == 0) return impl.complete(connection, exchange);
        return take(exchange, {upload, std::exchange(*upload_size, 0)}) ? MHD_YES : MHD_NO;
      case Exchange::State::refused:
        if (*upload_size == 0) return impl.queue(connection, exchange);
        return discard(exchange, std::exchange(*upload_size, 0)) ? MHD_YES : MHD_NO;
      case Exchange::State::answered:
        return impl.queue(connection, exchange);
      case Exchange::State::queued:
        break;
    }
    return MHD_YES;
  }

  MHD_Result begin(MHD_Connection* connection, Exchange& exchange, const char* method) {
    exchange.request.method = method;
    MHD_get_connection_values_n(connection, MHD_HEADER_KIND, &add_header,
                                &exchange.request.headers);
    exchange.state = Exchange::State::receiving;
    std::optional<Response> refusal = service_.admit(exchange.request);
    if (!refusal) return MHD_YES;
    exchange.response = *std::move(refusal);
    // Answered before its body was read, the connection would be closed, and a client that is still
    // sending would see that instead of the answer.
    exchange.state = Exchange::State::refused;
    return waits_to_send(exchange.request) ? queue(connection, exchange) : MHD_YES;
  }

  /// Keeps a part of a body, one byte more than is allowed at most.
  static bool take(Exchange& exchange, std::string_view part) {
    std::string& body = exchange.request.body;
    const std::size_t room = kMaxBodyBytes + 1 - body.size();
    body += part.substr(0, room);
    return discard(exchange, part.size() - std::min(room, part.size()));
  }

  /// Counts bytes that are not kept. @return whether the connection may go on
  static bool discard(Exchange& exchange, std::size_t bytes) {
    exchange.discarded += bytes;
    return exchange.discarded <= kMaxDiscarded;
  }

  MHD_Result complete(MHD_Connection* connection, Exchange& exchange) {
    connections_.set(entry_of(connection), Connections::Phase::answering);
    if (exchange.request.route->quick) {
      exchange.response = service_.answer(exchange.request);
      return queue(connection, exchange);
    }
    if (workers_.is_full()) {
      ++service_.metrics().refused;
      exchange.response = service_.answer_busy(exchange.request);
      return queue(connection, exchange);
    }
    ++suspended_;
    MHD_suspend_connection(connection);
    workers_.submit([this, connection, &exchange] {
      exchange.response = service_.answer(exchange.request);
      exchange.state = Exchange::State::answered;
      MHD_resume_connection(connection);
      --suspended_;
    });
    return MHD_YES;
  }

  MHD_Result queue(MHD_Connection* connection, Exchange& exchange) {
    exchange.state = Exchange::State::queued;
    connections_.set(entry_of(connection), Connections::Phase::sending);
    const Response& r = exchange.response;
    // The body stays where it is: it belongs to the request until that is completed. That of a 304
    // is empty and of known size: libmicrohttpd 0.9.75 would send one of unknown size as chunks,
    // which clients take for the beginning of the next response, since a 304 has no content (RFC
    // 9112, 6.3). Its "Content-Length: 0" is ignored by clients for the same reason.
    MHD_Response* response = MHD_create_response_from_buffer(
        r.body.size(), const_cast<char*>(r.body.data()), MHD_RESPMEM_PERSISTENT);
    if (response == nullptr) return MHD_NO;
    if (!r.content_type.empty()) {
      MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, r.content_type.c_str());
    }
    for (const auto& [name, value] : r.headers) {
      MHD_add_response_header(response, name.c_str(), value.c_str());
    }
    if (stopped_) MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
    const MHD_Result queued =
        MHD_queue_response(connection, static_cast<unsigned>(r.status), response);
    MHD_destroy_response(response);
    return queued;
  }

  Service& service_;
  Connections connections_;
  std::atomic<bool> stopped_{false};
  std::atomic<std::size_t> suspended_{0};
  std::deque<Context> contexts_;  // their addresses stay
  std::deque<Daemon> daemons_;
  Workers workers_;
};

Server::Server(Service& service, std::vector<Listener> listeners)
    : impl_(std::make_unique<Impl>(service, std::move(listeners))) {}
Server::~Server() = default;

void Server::tick() {
  impl_->tick();
}

void Server::stop(std::chrono::milliseconds patience) {
  impl_->stop(patience);
}

}  // namespace nonmun::program
