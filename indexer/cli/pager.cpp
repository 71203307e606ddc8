#include "indexer/cli/pager.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

namespace nonmun::cli {
namespace {

constexpr int kCannotRun = 126;  ///< this and more: the shell did not find the pager or run it

/// A signal that is ignored as long as the object exists.
class Ignored {
 public:
  explicit Ignored(int signal) : signal_(signal) {
    struct sigaction ignore = {};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(signal_, &ignore, &old_);
  }
  Ignored(const Ignored&) = delete;
  Ignored& operator=(const Ignored&) = delete;
  ~Ignored() { ::sigaction(signal_, &old_, nullptr); }

 private:
  int signal_;
  struct sigaction old_ = {};
};

/// Starts `command` in a shell that reads `input`. @return its process, or -1
pid_t start(std::string command, int input) {
  // What this program ignores the pager would ignore too, as that is inherited.
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t actions;
  if (::posix_spawnattr_init(&attributes) != 0) return -1;
  if (::posix_spawn_file_actions_init(&actions) != 0) {
    ::posix_spawnattr_destroy(&attributes);
    return -1;
  }
  sigset_t defaults;
  ::sigemptyset(&defaults);
  for (const int signal : {SIGINT, SIGQUIT, SIGPIPE}) ::sigaddset(&defaults, signal);
  ::posix_spawnattr_setsigdefault(&attributes, &defaults);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  // The shell must outlive the pager. What it traps, in contrast to what it ignores, has its
  // default in the pager.
  command.insert(0, "trap : INT QUIT\n");
  std::string shell = "sh";
  std::string option = "-c";
  char* const arguments[] = {shell.data(), option.data(), command.data(), nullptr};
  pid_t process = -1;
  if (::posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments, environ) != 0) {
    process = -1;
  }
  ::posix_spawn_file_actions_destroy(&actions);
  ::posix_spawnattr_destroy(&attributes);
  return process;
}

/// Writes everything, or as much as the reader wants.
void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// @return whether the text was shown
bool page_with(const std::string& command, std::string_view text) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return false;
  const Ignored interrupts(SIGINT);
  const Ignored quits(SIGQUIT);
  const Ignored pipes(SIGPIPE);  // the user may leave the pager early
  const pid_t process = start(command, ends[0]);
  ::close(ends[0]);
  if (process > 0) write_all(ends[1], text);
  ::close(ends[1]);
  if (process <= 0) return false;
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) return true;
  }
  return !WIFEXITED(status) || WEXITSTATUS(status) < kCannotRun;
}

}  // namespace

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void page(std::string_view text) {
  const char* pager = std::getenv("PAGER");
  // Without a locale less would show the bytes of Korean as <EA><B0><95>.
  ::setenv("LESSCHARSET", "utf-8", 0);
  std::fflush(stdout);
  if (!page_with(pager != nullptr && *pager != '\0' ? pager : "less -FRX", text)) print(text);
}

}  // namespace nonmun::cli
