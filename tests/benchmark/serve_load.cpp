// Requests per second and latency of nonmun-serve, beside the library called in the same number of
// threads: a line "KIND REQUESTS PER_SECOND P50_US P99_US MAX_US FAILED" for "library" and "http".
// Each thread has one connection and sends a request when the one before is answered.
//
// Usage: serve_load INDEX QUERIES SECONDS THREADS PORT
//   QUERIES  tab-separated, the text last
//   PORT     of a server on 127.0.0.1 that serves INDEX

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <nonmun/search.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/benchmark/queries.hpp"

namespace {

using Clock = std::chrono::steady_clock;

std::string percent_encoded(const std::string& text) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

/// A connection that is kept.
class Client {
 public:
  explicit Client(std::uint16_t port)
      : port_(port), descriptor_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      std::cerr << "serve_load: nothing listens on port " << port << '\n';
      std::exit(2);
    }
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { ::close(descriptor_); }

  /// @return whether the query was answered with 200 and the whole body came
  bool search(const std::string& query) {
    const std::string request = "GET /v1/search?q=" + percent_encoded(query) +
                                " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) +
                                "\r\n\r\n";
    if (::send(descriptor_, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size())) {
      return false;
    }
    answer_.clear();
    std::size_t end = std::string::npos;
    while ((end = answer_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive()) return false;
    }
    constexpr std::string_view kLength = "Content-Length: ";
    const std::size_t length = answer_.find(kLength);
    if (length > end) return false;
    const std::size_t whole =
        end + 4 + std::strtoul(answer_.c_str() + length + kLength.size(), nullptr, 10);
    while (answer_.size() < whole) {
      if (!receive()) return false;
    }
    return answer_.starts_with("HTTP/1.1 200 ");
  }

 private:
  bool receive() {
    char buffer[16'384];
    const ssize_t size = ::recv(descriptor_, buffer, sizeof buffer, 0);
    if (size > 0) answer_.append(buffer, static_cast<std::size_t>(size));
    return size > 0;
  }

  std::uint16_t port_;
  int descriptor_;
  std::string answer_;
};

using Ask = std::function<bool(const std::string&)>;

/// Has each of the threads ask in turn until the time is over. @return whether none failed
bool measure(const std::string& kind, const std::vector<std::string>& queries,
             std::size_t thread_count, std::chrono::seconds duration,
             const std::function<Ask()>& make_ask) {
  std::vector<std::vector<double>> times(thread_count);
  std::vector<std::thread> threads;
  std::atomic<std::size_t> failed{0};
  const auto begin = Clock::now();
  for (std::size_t t = 0; t < thread_count; ++t) {
    threads.emplace_back([&, t] {
      const Ask ask = make_ask();
      for (std::size_t i = t; Clock::now() < begin + duration; ++i) {
        const auto start = Clock::now();
        if (!ask(queries[i % queries.size()])) {
          ++failed;
          return;
        }
        times[t].push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  std::vector<double> all;
  for (const auto& own : times) all.insert(all.end(), own.begin(), own.end());
  if (all.empty()) all.push_back(0);
  std::sort(all.begin(), all.end());
  const auto percentile = [&](double share) {
    return all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
  };
  std::cout << kind << ' ' << all.size() << ' ' << static_cast<double>(all.size()) / seconds << ' '
            << percentile(0.5) << ' ' << percentile(0.99) << ' ' << all.back() << ' ' << failed
            << '\n';
  return failed == 0;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 6) {
    std::cerr << "usage: serve_load INDEX QUERIES SECONDS THREADS PORT\n";
    return 2;
  }
  const std::vector<std::string> queries = read_queries(argv[2]);
  const std::chrono::seconds duration(std::atoi(argv[3]));
  const auto threads = static_cast<std::size_t>(std::atoi(argv[4]));
  const auto port = static_cast<std::uint16_t>(std::atoi(argv[5]));
  if (queries.empty()) {
    std::cerr << "serve_load: no queries\n";
    return 2;
  }
  const nonmun::Index index(argv[1]);
  const bool library = measure("library", queries, threads, duration, [&]() -> Ask {
    return [&](const std::string& query) { return !to_json(index.search(query)).empty(); };
  });
  const bool http = measure("http", queries, threads, duration, [&]() -> Ask {
    const auto client = std::make_shared<Client>(port);
    return [client](const std::string& query) { return client->search(query); };
  });
  return library && http ? 0 : 1;
} catch (const nonmun::Error& error) {
  std::cerr << "serve_load: " << error.what() << '\n';
  return error.exit_code();
}
