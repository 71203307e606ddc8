#include "searcher/nonmun-search/browser.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <nonmun/error.hpp>

#include "indexer/cli/log.hpp"
#include "indexer/cli/terminal.hpp"
#include "indexer/cli/translation.hpp"

namespace nonmun::program {

void open_in_browser(const std::string& url) {
  if (url.empty()) throw Error(Cause::usage, cli::translate("this paper has no page to open"));
  if (!cli::is_web_address(url) || !url.starts_with("https://")) {
    throw Error(Cause::usage, cli::translated("only https pages are opened, not {}", url));
  }
  cli::log(cli::Priority::info, cli::translated("opening {}", url));
  std::string program = "xdg-open";
  std::string address = url;
  char* const arguments[] = {program.data(), address.data(), nullptr};
  pid_t process = -1;
  int status = 0;
  bool opened = ::posix_spawnp(&process, "xdg-open", nullptr, nullptr, arguments, environ) == 0;
  while (opened && ::waitpid(process, &status, 0) < 0) opened = errno == EINTR;
  if (!opened || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw Error(Cause::io, cli::translated("xdg-open could not open {}", url),
                cli::translate("xdg-open is in the package xdg-utils, and needs a browser"));
  }
}

}  // namespace nonmun::program
