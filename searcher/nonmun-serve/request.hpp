#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nonmun::program {

struct Route;

/// From where a socket can be reached.
enum class Reach : std::uint8_t {
  loopback,  ///< from this machine, browsers included
  network,
  local,  ///< a Unix socket, which file permissions guard
};

/// Names and values in the order in which they were sent.
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A request, whatever carried it.
struct Request {
  std::string method;
  std::string target;  ///< as sent
  std::string path;    ///< as sent, percent-encoded
  std::string query;   ///< as sent, without the question mark
  Pairs headers;       ///< names in lower case
  std::string body;
  std::string peer;  ///< address of the client, for the log
  Reach reach = Reach::loopback;
  std::uint16_t port = 0;  ///< on which it arrived; 0 for a Unix socket
  std::chrono::steady_clock::time_point received;

  const Route* route = nullptr;  ///< as Service::admit() found it
  std::string id;                ///< what {id} of the route's pattern stands for, decoded

  /// The value of the first header of this name (in lower case); empty when there is none.
  std::string_view header(std::string_view name) const;
  bool has_header(std::string_view name) const;
  std::size_t header_bytes() const;
};

/// Fills path and query from a target: "/path?query", or "http://host/path?query".
void split_target(Request& request);

/// Decodes %XX. @throws HttpError(400) for a malformed sequence, or what is not UTF-8 then.
std::string decode_percent(std::string_view text);

/// The parameters of a query string, decoded; a plus is a space.
/// @throws HttpError(400) as decode_percent()
Pairs decode_query(std::string_view query);

}  // namespace nonmun::program
