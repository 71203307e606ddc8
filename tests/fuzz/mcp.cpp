#include "searcher/nonmun-serve/mcp.hpp"

#include <nlohmann/json.hpp>

#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/small_index.hpp"

// The lines that an assistant sends.

namespace nonmun::fuzz {
namespace {

void check(const nlohmann::json& answer) {
  require(answer.is_object() && answer.value("jsonrpc", "") == "2.0", "an answer is JSON-RPC");
  require(answer.contains("result") != answer.contains("error"), "a result, or else an error");
  if (!answer.contains("error")) return;
  require(answer["error"]["code"].is_number_integer(), "an error has a code");
  require(answer["error"]["code"] != -32603, "no message leads to an internal error");
}

}  // namespace

void run(std::string_view input) {
  program::Settings settings;
  settings.indexes = {small_index().folder};
  program::McpSession session(settings);
  while (!input.empty()) {
    const std::string_view line = input.substr(0, input.find('\n'));
    input.remove_prefix(std::min(line.size() + 1, input.size()));
    const std::optional<std::string> answer = session.answer(line);
    if (!answer) continue;
    require(answer->find('\n') == std::string::npos, "an answer is one line");
    const nlohmann::json parsed = nlohmann::json::parse(*answer, nullptr, false);
    require(!parsed.is_discarded(), "an answer is JSON");
    if (!parsed.is_array()) {
      check(parsed);
      continue;
    }
    for (const nlohmann::json& one : parsed) check(one);
  }
}

}  // namespace nonmun::fuzz
