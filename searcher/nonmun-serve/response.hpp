#pragma once

#include <string>
#include <string_view>

#include "searcher/nonmun-serve/request.hpp"

namespace nonmun::program {

/// An answer, whatever carries it.
struct Response {
  int status = 200;
  std::string content_type;  ///< empty when there is no body
  std::string body;
  Pairs headers;  ///< beside Content-Type and what every response has
};

inline constexpr const char* kJson = "application/json";

/// Compresses the body where the client takes gzip and it saves something.
/// @param accept_encoding the client's header of that name (RFC 9110, 12.5.3)
void compress(Response& response, std::string_view accept_encoding);

/// Adds what keeps a browser from doing more with an answer than to show it.
void add_security_headers(Response& response);

/// Whether an If-None-Match header names the tag, compared weakly (RFC 9110, 13.1.2).
bool matches_tag(std::string_view if_none_match, std::string_view tag);

/// The name of a status, such as "Not Found" (RFC 9110, 15).
std::string_view status_name(int status);

}  // namespace nonmun::program
