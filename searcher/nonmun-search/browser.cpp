#include "searcher/nonmun-search/browser.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <nonmun/error.hpp>

#include "indexer/cli/log.hpp"
#include "indexer/cli/terminal.hpp"
#include "indexer/cli/translation.hpp"

namespace nonmun::program {
namespace {

void require_page(const std::string& url) {
  if (url.empty()) throw Error(Cause::usage, cli::translate("this paper has no page to open"));
  if (!cli::is_web_address(url) || !url.starts_with("https://")) {
    throw Error(Cause::usage, cli::translated("only https pages are opened, not {}", url));
  }
}

[[noreturn]] void refuse(const std::string& url) {
  throw Error(Cause::io, cli::translated("xdg-open could not open {}", url),
              cli::translate("xdg-open is in the package xdg-utils, and needs a browser"));
}

/// @return the process, or -1
pid_t start(const std::string& url, const posix_spawn_file_actions_t* actions) {
  std::string program = "xdg-open";
  std::string address = url;
  char* const arguments[] = {program.data(), address.data(), nullptr};
  pid_t process = -1;
  const int error = ::posix_spawnp(&process, "xdg-open", actions, nullptr, arguments, environ);
  return error == 0 ? process : -1;
}

}  // namespace

void open_in_browser(const std::string& url) {
  require_page(url);
  cli::log(cli::Priority::info, cli::translated("opening {}", url));
  const pid_t process = start(url, nullptr);
  int status = 0;
  bool opened = process > 0;
  while (opened && ::waitpid(process, &status, 0) < 0) opened = errno == EINTR;
  if (!opened || !WIFEXITED(status) || WEXITSTATUS(status) != 0) refuse(url);
}

pid_t start_browser(const std::string& url, int terminal) {
  require_page(url);
  posix_spawn_file_actions_t actions;
  if (::posix_spawn_file_actions_init(&actions) != 0) refuse(url);
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
    if (terminal >= 0) {
      ::posix_spawn_file_actions_adddup2(&actions, terminal, fd);
    } else {
      ::posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_RDWR, 0);
    }
  }
  const pid_t process = start(url, &actions);
  ::posix_spawn_file_actions_destroy(&actions);
  if (process <= 0) refuse(url);
  return process;
}

}  // namespace nonmun::program
