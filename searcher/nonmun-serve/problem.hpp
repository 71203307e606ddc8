#pragma once

#include <cstddef>
#include <nonmun/error.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searcher/nonmun-serve/response.hpp"

/// Errors as clients see them: application/problem+json (RFC 9457).
namespace nonmun::program {

/// What ends a request with an error of the server's own.
class HttpError : public std::runtime_error {
 public:
  HttpError(int status, const std::string& detail, Pairs headers = {},
            std::vector<std::string> suggestions = {})
      : std::runtime_error(detail),
        status_(status),
        headers_(std::move(headers)),
        suggestions_(std::move(suggestions)) {}

  int status() const noexcept { return status_; }
  const Pairs& headers() const noexcept { return headers_; }
  /// Names that may have been meant.
  const std::vector<std::string>& suggestions() const noexcept { return suggestions_; }

 private:
  int status_;
  Pairs headers_;
  std::vector<std::string> suggestions_;
};

/// How a cause of the library is told to clients.
struct CauseRow {
  Cause cause;
  int status;
  /// What is said instead of the library's message, which may name files of the server; empty: the
  /// message itself.
  std::string_view detail;
};

/// The row of a cause; every cause has one.
const CauseRow& row_of(Cause cause);

/// The answer to a request that ended with an error.
Response problem(const HttpError& error);
Response problem(const Error& error);

/// The answer to a request that ended with anything else: a bug.
Response internal_problem();

}  // namespace nonmun::program
