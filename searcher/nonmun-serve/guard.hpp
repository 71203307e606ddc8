#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// Who may ask: checks of a request's Host and Authorization.
namespace nonmun::program {

/// Whether a Host header may be sent to a loopback socket: a name or address of the loopback
/// interface with the socket's port, or one of `allowed`. A page whose name was made to resolve to
/// 127.0.0.1 (DNS rebinding) sends its own name.
bool is_host_allowed(std::string_view host, std::uint16_t port,
                     std::span<const std::string> allowed);

/// Whether an Authorization header has the bearer token (RFC 6750). The time that it takes does not
/// depend on where a wrong token differs.
bool has_token(std::string_view authorization, std::string_view token);

/// The token in a file, without white space around it. @throws Error(io), Error(usage) when it is
/// too short to resist guessing, or has characters that a header cannot carry.
std::string read_token(const std::string& path);

}  // namespace nonmun::program
