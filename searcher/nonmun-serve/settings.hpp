#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace nonmun::program {

/// What the command line decides.
struct Settings {
  std::vector<std::string> indexes;        ///< folders; an empty one: Index::default_directory()
  double remote_timeout = 5;               ///< of servers of remote indexes, in seconds
  std::string listen;                      ///< as parse_address() takes it
  std::string token;                       ///< that requests must carry; empty: none is required
  bool no_token = false;                   ///< serve a network without a token
  std::vector<std::string> allowed_hosts;  ///< beside those of the loopback interface
  std::string cors_origin;                 ///< whose pages may read answers; "*": all; empty: none
  std::string base_url;  ///< of this server as clients see it, without a slash at its end
  std::string synonyms;  ///< as SearchOptions::synonyms
  std::optional<std::chrono::seconds> max_age;  ///< of an index that is ready to serve
  std::chrono::milliseconds deadline{2000};     ///< of a request, from its arrival
  std::size_t threads = 1;                      ///< that search
  std::size_t connections = 1;                  ///< at once
  bool log_queries = false;
  bool quiet = false;  ///< no access log
};

inline constexpr std::size_t kMaxTargetBytes = 8192;
inline constexpr std::size_t kMaxHeaderBytes = 16'384;
inline constexpr std::size_t kMaxBodyBytes = 65'536;
/// Hits of one answer: a page of them, or a set to export in pages.
inline constexpr std::size_t kMaxHits = 1000;

}  // namespace nonmun::program
