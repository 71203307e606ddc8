#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "searcher/nonmun-serve/index_source.hpp"
#include "searcher/nonmun-serve/settings.hpp"

/// The Model Context Protocol (https://modelcontextprotocol.io/specification): JSON-RPC 2.0, one
/// message per line.
namespace nonmun::program {

/// One client's session, from its first message on.
class McpSession {
 public:
  explicit McpSession(const Settings& settings)
      : settings_(settings), index_(settings.indexes, settings.remote_timeout) {}

  /// The answer to a line; nothing when none is due.
  std::optional<std::string> answer(std::string_view line);

 private:
  std::optional<nlohmann::ordered_json> answer_message(const nlohmann::ordered_json& message);
  nlohmann::ordered_json call(const std::string& method, const nlohmann::ordered_json& params);
  nlohmann::ordered_json initialize(const nlohmann::ordered_json& params);
  nlohmann::ordered_json list_tools() const;
  nlohmann::ordered_json call_tool(const nlohmann::ordered_json& params);
  bool has(std::string_view revision) const { return revision_ >= revision; }

  Settings settings_;
  IndexSource index_;
  std::string revision_;  ///< of the protocol; empty before the handshake
};

/// Answers standard input on standard output, until its end. @return the exit code
int serve_mcp(const Settings& settings);

}  // namespace nonmun::program
