#include "searcher/nonmun-serve/mcp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <nonmun/version.hpp>
#include <stdexcept>

#include "searcher/nonmun-serve/lines.hpp"
#include "searcher/nonmun-serve/mcp_tools.hpp"
#include "searcher/nonmun-serve/problem.hpp"
#include "searcher/nonmun-serve/schemas.hpp"

namespace nonmun::program {
namespace {

using Json = nlohmann::ordered_json;

// Revisions are days, so they are in order as text, too.
constexpr std::string_view kFirst = "2024-11-05";
constexpr std::string_view kWithAnnotations = "2025-03-26";  // and batches, which the next dropped
constexpr std::string_view kWithStructure = "2025-06-18";
constexpr std::string_view kNewest = "2025-11-25";  // for tools as the one before
constexpr std::array kRevisions = {kNewest, kWithStructure, kWithAnnotations, kFirst};

constexpr std::size_t kMaxLineBytes = 1U << 20U;
constexpr int kInputDescriptor = 0;

/// An error of the protocol, with its code (JSON-RPC 2.0, 5.1).
class RpcError : public std::runtime_error {
 public:
  RpcError(int code, const std::string& message) : std::runtime_error(message), code_(code) {}
  int code() const noexcept { return code_; }

 private:
  int code_;
};

constexpr int kParseError = -32700;
constexpr int kInvalidRequest = -32600;
constexpr int kMethodNotFound = -32601;
constexpr int kInvalidParams = -32602;
constexpr int kInternalError = -32603;

Json failure(const Json& id, int code, std::string_view message) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", message}}}};
}

std::string dump(const Json& message) {
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json text_content(const std::string& text) {
  return Json::array({{{"type", "text"}, {"text", text}}});
}

/// A call that went wrong in a way that the assistant may do something about.
Json tool_error(const std::string& message) {
  return {{"content", text_content(message)}, {"isError", true}};
}

std::string with_hint(const Error& error) {
  if (error.hint().empty()) return error.what();
  return fmt::format("{} ({})", error.what(), error.hint());
}

}  // namespace

std::optional<std::string> McpSession::answer(std::string_view line) {
  const Json message = Json::parse(line, nullptr, false);
  if (message.is_discarded()) return dump(failure(nullptr, kParseError, "not JSON"));
  if (!message.is_array()) {
    const std::optional<Json> single = answer_message(message);
    return single ? std::optional(dump(*single)) : std::nullopt;
  }
  if (revision_ != kWithAnnotations) {
    return dump(failure(nullptr, kInvalidRequest, "this revision of the protocol has no batches"));
  }
  if (message.empty()) return dump(failure(nullptr, kInvalidRequest, "an empty batch"));
  Json answers = Json::array();
  for (const Json& one : message) {
    if (std::optional<Json> single = answer_message(one)) answers.push_back(*std::move(single));
  }
  return answers.empty() ? std::nullopt : std::optional(dump(answers));
}

std::optional<Json> McpSession::answer_message(const Json& message) {
  if (!message.is_object()) return failure(nullptr, kInvalidRequest, "not a message");
  const bool has_id = message.contains("id");
  const Json id = has_id ? message["id"] : Json(nullptr);
  const bool valid_id = !has_id || id.is_string() || id.is_number_integer();
  if (!message.contains("method")) {
    // An answer to a request of ours would be one, but the server asks nothing.
    if (message.contains("result") || message.contains("error")) return std::nullopt;
    return failure(valid_id ? id : Json(nullptr), kInvalidRequest, "no method");
  }
  const Json& method = message["method"];
  if (message.value("jsonrpc", Json()) != "2.0" || !method.is_string() || !valid_id) {
    return failure(valid_id ? id : Json(nullptr), kInvalidRequest, "not a JSON-RPC 2.0 request");
  }
  if (!has_id) return std::nullopt;  // a notification; there is none that matters here
  const Json params = message.value("params", Json::object());
  try {
    if (!params.is_object()) throw RpcError(kInvalidParams, "params must be an object");
    return Json{
        {"jsonrpc", "2.0"}, {"id", id}, {"result", call(method.get<std::string>(), params)}};
  } catch (const RpcError& error) {
    return failure(id, error.code(), error.what());
  } catch (const std::exception& error) {
    return failure(id, kInternalError, error.what());
  }
}

Json McpSession::call(const std::string& method, const Json& params) {
  if (method == "initialize") return initialize(params);
  if (method == "ping") return Json::object();
  if (method == "tools/list") return list_tools();
  if (method == "tools/call") return call_tool(params);
  throw RpcError(kMethodNotFound, fmt::format("no method \"{}\"", method));
}

Json McpSession::initialize(const Json& params) {
  const Json wanted = params.value("protocolVersion", Json());
  if (!wanted.is_string()) throw RpcError(kInvalidParams, "no protocolVersion");
  // A client of another revision is offered the newest; it decides whether to go on.
  const auto known = std::find(kRevisions.begin(), kRevisions.end(), wanted.get<std::string>());
  revision_ = known == kRevisions.end() ? kRevisions.front() : *known;
  return {{"protocolVersion", revision_},
          {"capabilities", {{"tools", {{"listChanged", false}}}}},
          {"serverInfo", {{"name", "nonmun"}, {"version", version()}}},
          {"instructions",
           "Searches digests of research papers that this user keeps, in Korean and English."}};
}

Json McpSession::list_tools() const {
  Json list = Json::array();
  for (const Tool& tool : tools()) {
    Json row = {{"name", tool.name},
                {"description", tool.description},
                {"inputSchema", schema_of(tool.parameters)}};
    if (has(kWithAnnotations)) {
      row["annotations"] = {
          {"title", tool.title}, {"readOnlyHint", true}, {"openWorldHint", false}};
    }
    if (has(kWithStructure)) {
      row["title"] = tool.title;
      row["outputSchema"] = standalone_schema(tool.schema);
    }
    list.push_back(std::move(row));
  }
  return {{"tools", std::move(list)}};
}

Json McpSession::call_tool(const Json& params) {
  const Json name = params.value("name", Json());
  const auto tool =
      std::find_if(tools().begin(), tools().end(), [&](const Tool& t) { return name == t.name; });
  if (tool == tools().end()) {
    throw RpcError(kInvalidParams, fmt::format("no tool {}", dump(name)));
  }
  try {
    const Values values = read_values(tool->parameters, params.value("arguments", Json::object()));
    SearchOptions options = search_options(values);
    options.synonyms = settings_.synonyms;
    options.deadline = std::chrono::steady_clock::now() + settings_.deadline;
    const std::string answer = tool->run(*index_.get(), values, options);
    Json result = {{"content", text_content(answer)}};
    if (has(kWithStructure)) result["structuredContent"] = Json::parse(answer);
    result["isError"] = false;
    return result;
  } catch (const HttpError& error) {
    return tool_error(error.what());
  } catch (const Error& error) {
    return tool_error(with_hint(error));
  }
}

int serve_mcp(const Settings& settings) {
  McpSession session(settings);
  LineReader lines(kInputDescriptor, kMaxLineBytes);
  while (const std::optional<LineReader::Line> line = lines.next()) {
    if (line->text.find_first_not_of(" \t\r") == std::string::npos && !line->too_long) continue;
    const std::optional<std::string> answer =
        line->too_long
            ? std::optional(dump(failure(nullptr, kInvalidRequest,
                                         fmt::format("more than {} bytes", kMaxLineBytes))))
            : session.answer(line->text);
    if (!answer) continue;
    std::fputs(answer->c_str(), stdout);
    std::fputc('\n', stdout);
    // Who no longer listens needs no more answers.
    if (std::fflush(stdout) != 0) break;
  }
  return 0;
}

}  // namespace nonmun::program
