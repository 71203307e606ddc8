#include "searcher/nonmun-search/interactive/tty.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <nonmun/error.hpp>
#include <string>

#include "indexer/cli/translation.hpp"
#include "indexer/system/user_folders.hpp"

namespace nonmun::program::interactive {

Tty::Tty() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
  if (descriptor_ < 0 || ::tcgetattr(descriptor_, &modes_) != 0) {
    if (descriptor_ >= 0) ::close(descriptor_);
    throw Error(Cause::usage, cli::translate("--interactive needs a terminal, and there is none"),
                cli::translate("without it, the query is searched for once"));
  }
  const std::string term = system::environment("TERM");
  if (term.empty() || term == "dumb") {
    ::close(descriptor_);
    throw Error(
        Cause::usage,
        cli::translate(
            term.empty()
                ? cli::to_translate("--interactive needs to know the terminal, and TERM is not set")
                : cli::to_translate("--interactive needs a terminal with a cursor that can be "
                                    "moved, and TERM is dumb")),
        cli::translate("set TERM to what the terminal is, such as xterm-256color"));
  }
}

Tty::~Tty() {
  if (is_ours()) ::tcsetattr(descriptor_, TCSADRAIN, &modes_);
  ::close(descriptor_);
}

bool Tty::is_ours() const {
  return ::tcgetpgrp(descriptor_) == ::getpgrp();
}

Size Tty::size() const {
  winsize size = {};
  if (::ioctl(descriptor_, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) {
    return {};
  }
  return {size.ws_row, size.ws_col};
}

void Tty::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace nonmun::program::interactive
