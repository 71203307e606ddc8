// nonmun-serve: searches for other programs, over HTTP or as tools of assistants.

#include <fmt/format.h>
#include <systemd/sd-daemon.h>

#include <chrono>
#include <csignal>

#include "indexer/cli/log.hpp"
#include "indexer/cli/options.hpp"
#include "indexer/cli/program.hpp"
#include "searcher/nonmun-serve/listen.hpp"
#include "searcher/nonmun-serve/mcp.hpp"
#include "searcher/nonmun-serve/options.hpp"
#include "searcher/nonmun-serve/server.hpp"
#include "searcher/nonmun-serve/service.hpp"

namespace nonmun::program {
namespace {

using namespace std::chrono_literals;

/// What a stopping server waits for what was asked, below the 90 s after which systemd kills it.
constexpr std::chrono::milliseconds kPatience = 10s;
constexpr timespec kTick{1, 0};

void say(cli::Priority priority, const std::string& message) {
  cli::log(priority, fmt::format("{}: {}", kName, message));
}

/// The signals that end the server, taken by the main thread alone.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

std::vector<Listener> listeners(const Settings& settings) {
  std::vector<Listener> all = inherited_listeners();
  if (all.empty()) all.push_back(listen_on(settings.listen));
  for (const Listener& listener : all) {
    if (listener.reach == Reach::network && settings.token.empty() && !settings.no_token) {
      throw Error(
          Cause::usage,
          fmt::format("{} can be reached from a network: a token is required", listener.name),
          "name a file with one by --token-file, or say --no-token");
    }
  }
  return all;
}

/// An index that is not there yet is no reason not to start: it may come while the server runs.
void look_at_index(Service& service) {
  try {
    const IndexInfo info = service.index().get()->info();
    say(cli::Priority::info,
        fmt::format("{} papers, {} to {}", info.papers, info.first_day, info.last_day));
  } catch (const Error& error) {
    say(cli::Priority::warning, fmt::format("not ready: {}", error.what()));
  }
}

int serve(const Settings& settings) {
  const sigset_t signals = block_signals();
  Service service(settings);
  std::vector<Listener> sockets = listeners(settings);
  look_at_index(service);
  std::vector<std::string> names;
  for (const Listener& listener : sockets) names.push_back(listener.name);
  Server server(service, std::move(sockets));
  for (const std::string& name : names) {
    say(cli::Priority::info, fmt::format("listening on {}", name));
  }
  ::sd_notify(0, "READY=1");
  while (::sigtimedwait(&signals, nullptr, &kTick) < 0) {
    server.tick();
    ::sd_notify(0, "WATCHDOG=1");
  }
  ::sd_notify(0, "STOPPING=1");
  // A second signal ends the program at once.
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  server.stop(kPatience);
  say(cli::Priority::info, "stopped");
  return 0;
}

int run_program(const std::vector<std::string>& command_line) {
  const cli::Arguments arguments = cli::parse(options(), command_line);
  if (arguments.has("help")) {
    fmt::print("{}", help_text());
    return 0;
  }
  if (arguments.has("version")) {
    fmt::print("{}", cli::version_text(kName));
    return 0;
  }
  if (arguments.has("help-json")) {
    fmt::print("{}", help_json());
    return 0;
  }
  const bool mcp = arguments.words.size() == 1 && arguments.words.front() == "mcp";
  if (!mcp && !arguments.words.empty()) {
    throw Error(Cause::usage, fmt::format("unknown command \"{}\"", arguments.words.front()),
                "try: nonmun-serve --help");
  }
  return mcp ? serve_mcp(mcp_settings_of(arguments)) : serve(settings_of(arguments));
}

}  // namespace
}  // namespace nonmun::program

int main(int argc, char** argv) {
  nonmun::cli::open_standard_files();
  // A client that goes away is an error of the write, not the end of the program.
  std::signal(SIGPIPE, SIG_IGN);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return nonmun::cli::run(nonmun::program::kName,
                          [&] { return nonmun::program::run_program(arguments); });
}
