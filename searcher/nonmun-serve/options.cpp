#include "searcher/nonmun-serve/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <thread>

#include "indexer/cli/duration.hpp"
#include "indexer/cli/index_folders.hpp"
#include "searcher/nonmun-serve/guard.hpp"
#include "searcher/nonmun-serve/mcp_tools.hpp"
#include "searcher/nonmun-serve/routes.hpp"

namespace nonmun::program {
namespace {

constexpr const char* kListen = "127.0.0.1:7878";
constexpr std::int64_t kMaxThreads = 1024;
constexpr std::int64_t kMaxConnections = 100'000;
constexpr std::int64_t kConnections = 4096;
constexpr double kMaxDeadline = 3600;
constexpr unsigned kThreadsPerProcessor = 2;  // some wait for the disk

constexpr std::array kOptions = {
    cli::Option{
        "index", 0, "DIR",
        "index folder (default: $NONMUN_INDEX, else $XDG_DATA_HOME/nonmun/index); repeated: "
        "all of them as one; DIR/*: those in DIR"},
    cli::Option{"remote-timeout", 0, "SECONDS",
                "how long the server of a remote index may take (5)"},
    cli::Option{"listen", 0, "ADDRESS",
                "ADDRESS:PORT or unix:PATH (127.0.0.1:7878); port 0: any that is free"},
    cli::Option{"token-file", 0, "FILE",
                "require the bearer token in FILE; needed beyond this machine"},
    cli::Option{"no-token", 0, "", "serve a network without a token"},
    cli::Option{"allow-host", 0, "LIST",
                "names for the Host header besides those of this machine, comma-separated"},
    cli::Option{"cors", 0, "ORIGIN", "let pages of this origin read answers; '*': all pages"},
    cli::Option{"base-url", 0, "URL", "address of this server as clients see it, behind a proxy"},
    cli::Option{"deadline", 0, "SECONDS", "answer 503 when a request takes longer (2)"},
    cli::Option{"max-age", 0, "DURATION",
                "not ready (/readyz) when the index is older than this, e.g. 36h or 2d"},
    cli::Option{"threads", 0, "N", "requests answered at once (two per processor)"},
    cli::Option{"connections", 0, "N", "connections open at once (4096)"},
    cli::Option{"synonyms", 0, "FILE",
                "synonyms, one comma-separated group per line: 네이버, Naver"},
    cli::Option{"log-queries", 0, "", "log what is searched for, too"},
    cli::Option{"quiet", 'q', "", "no access log"},
    cli::kHelpOption,
    cli::kVersionOption,
};

/// Those that `nonmun-serve mcp` takes.
constexpr std::array<std::string_view, 4> kMcpOptions = {"index", "remote-timeout", "deadline",
                                                         "synonyms"};

constexpr std::string_view kUsage = "[mcp] [OPTION...]";

constexpr std::string_view kIntroduction = R"(Usage: nonmun-serve [OPTION...]
       nonmun-serve mcp [OPTION...]

Searches an index of paper digests for other programs, over HTTP. With the word
mcp it searches for assistants, by the Model Context Protocol on standard input
and output; then it takes --index, --remote-timeout, --deadline and --synonyms.

Examples:
  nonmun-serve                                 http://127.0.0.1:7878/
  nonmun-serve --listen unix:/run/nonmun.sock  for a proxy on this machine
  nonmun-serve --listen 0.0.0.0:7878 --token-file token
  nonmun-serve mcp --index ~/papers/index
  curl 'http://127.0.0.1:7878/v1/search?q=diffusion&limit=3'

)";

constexpr std::string_view kConclusion =
    "\nSockets that systemd passes are used instead of --listen.\n"
    "Exit codes: 0 stopped by a signal; 2 usage; 74 an address cannot be listened on.\n";

std::vector<cli::HelpTable> tables() {
  cli::HelpTable addresses{"routes", {}};
  for (const Route& route : routes()) {
    if (route.operation == "asset") continue;
    addresses.rows.emplace_back(fmt::format("{} {}", route.method, route.path), route.summary);
  }
  cli::HelpTable for_assistants{"tools", {}};
  for (const Tool& tool : tools()) for_assistants.rows.emplace_back(tool.name, tool.description);
  return {std::move(addresses), std::move(for_assistants)};
}

/// What both ways of serving have.
Settings common_settings(const cli::Arguments& arguments) {
  Settings settings;
  settings.indexes = cli::index_folders(arguments);
  settings.remote_timeout =
      arguments.real("remote-timeout", settings.remote_timeout, 0.001, kMaxDeadline);
  settings.synonyms = arguments.text("synonyms");
  settings.deadline = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::duration<double>(arguments.real("deadline", 2, 0, kMaxDeadline)));
  return settings;
}

}  // namespace

std::span<const cli::Option> options() {
  return kOptions;
}

std::string help_text() {
  std::string text(kIntroduction);
  text += "Options:\n" + cli::help(kOptions);
  const std::vector<cli::HelpTable> all = tables();
  text += "\nAddresses:\n";
  for (const auto& [name, help] : all[0].rows) text += cli::help_row("  " + name, help);
  text += "\nTools of mcp:\n";
  for (const auto& [name, help] : all[1].rows) text += cli::help_row("  " + name, help);
  return text + std::string(kConclusion);
}

std::string help_json() {
  return cli::help_json(kUsage, kOptions, {}, tables());
}

Settings settings_of(const cli::Arguments& arguments) {
  Settings settings = common_settings(arguments);
  settings.listen = arguments.text("listen", kListen);
  settings.no_token = arguments.has("no-token");
  if (arguments.has("token-file")) settings.token = read_token(arguments.text("token-file"));
  settings.allowed_hosts = cli::split_list(arguments.text("allow-host"));
  settings.cors_origin = arguments.text("cors");
  settings.base_url = arguments.text("base-url");
  while (settings.base_url.ends_with('/')) settings.base_url.pop_back();
  if (arguments.has("max-age")) {
    settings.max_age = std::chrono::seconds(cli::duration(arguments.text("max-age"), "max-age"));
  }
  const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
  settings.threads = static_cast<std::size_t>(
      arguments.number("threads", processors * kThreadsPerProcessor, 1, kMaxThreads));
  settings.connections =
      static_cast<std::size_t>(arguments.number("connections", kConnections, 1, kMaxConnections));
  settings.log_queries = arguments.has("log-queries");
  settings.quiet = arguments.has("quiet");
  return settings;
}

Settings mcp_settings_of(const cli::Arguments& arguments) {
  for (const cli::Option& option : kOptions) {
    if (arguments.has(std::string(option.name)) &&
        std::find(kMcpOptions.begin(), kMcpOptions.end(), option.name) == kMcpOptions.end()) {
      throw Error(Cause::usage, fmt::format("mcp does not take --{}", option.name));
    }
  }
  return common_settings(arguments);
}

}  // namespace nonmun::program
