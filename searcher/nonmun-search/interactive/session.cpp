#include "searcher/nonmun-search/interactive/session.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <utility>

#include "indexer/system/user_folders.hpp"
#include "searcher/nonmun-search/interactive/ask_index.hpp"
#include "searcher/nonmun-search/interactive/clipboard.hpp"
#include "searcher/nonmun-search/interactive/frame.hpp"
#include "searcher/nonmun-search/interactive/screen.hpp"
#include "searcher/nonmun-search/interactive/signals.hpp"
#include "searcher/nonmun-search/interactive/texts.hpp"
#include "searcher/nonmun-search/interactive/worker.hpp"

namespace nonmun::program::interactive {
namespace {

/// How long the rest of a sequence may take before an escape is the Escape key.
constexpr int kEscapeMilliseconds = 50;

/// Lets one thread wake another that polls.
class Wakeup {
 public:
  Wakeup() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (descriptor_ < 0) throw Error(Cause::io, "cannot make an event");
  }
  Wakeup(const Wakeup&) = delete;
  Wakeup& operator=(const Wakeup&) = delete;
  ~Wakeup() { ::close(descriptor_); }

  int descriptor() const { return descriptor_; }
  void wake() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(descriptor_, &one, sizeof one);
  }
  void clear() const {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t size = ::read(descriptor_, &count, sizeof count);
  }

 private:
  int descriptor_;
};

bool failed(int status) {
  return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

class Session {
 public:
  Session(const Index& index, const Tty& tty, Model::Start start, const Tools& tools, bool colour)
      : tty_(tty),
        tools_(tools),
        screen_(tty, colour),
        model_(std::move(start), tools.preview),
        worker_([&index](const Question& question,
                         const std::stop_token& stop) { return ask_index(index, question, stop); },
                [this] { wakeup_.wake(); }) {
    model_.resize(tty.size());
  }

  std::optional<std::vector<Hit>> run() {
    while (!is_over_) {
      for (Question& question : model_.take_questions()) worker_.ask(std::move(question));
      screen_.draw(frame_of(model_, screen_.can_dim()));
      wait();
    }
    return std::move(chosen_);
  }

 private:
  /// Waits for keys, signals and answers, and does what they ask for.
  void wait() {
    std::array<pollfd, 3> sources = {pollfd{tty_.descriptor(), POLLIN, 0},
                                     pollfd{signals_.descriptor(), POLLIN, 0},
                                     pollfd{wakeup_.descriptor(), POLLIN, 0}};
    const int ready =
        ::poll(sources.data(), sources.size(), keys_.is_waiting() ? kEscapeMilliseconds : -1);
    if (ready < 0) return;  // interrupted; the signal can be read
    if (ready == 0) return press(keys_.flush());
    if (sources[1].revents != 0) take_signals();
    if (sources[2].revents != 0) {
      wakeup_.clear();
      for (Answer& answer : worker_.take()) {
        answer.error = tools_.library_text(answer.error);
        for (std::string& note : answer.results.notes) note = tools_.library_text(note);
        for (FailedShard& it : answer.results.failed_shards) {
          it.error = tools_.library_text(it.error);
        }
        act(model_.receive(std::move(answer)));
      }
    }
    if (sources[0].revents != 0 && !is_over_) read_keys();
  }

  void read_keys() {
    std::array<char, 4096> bytes;
    const ssize_t size = ::read(tty_.descriptor(), bytes.data(), bytes.size());
    if (size < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (size <= 0) return leave();  // the terminal is gone
    press(keys_.feed({bytes.data(), static_cast<std::size_t>(size)}));
  }

  void press(const std::vector<Key>& keys) {
    for (const Key& key : keys) {
      if (is_over_) return;
      act(model_.press(key));
    }
  }

  void act(Action action) {
    switch (action.kind) {
      case Action::Kind::none:
        return;
      case Action::Kind::choose:
        chosen_ = std::move(action.papers);
        is_over_ = true;
        return;
      case Action::Kind::leave:
        return leave();
      case Action::Kind::open:
        return open(action.papers.front().url);
      case Action::Kind::copy:
        tty_.write(clipboard_sequence(tools_.bibtex(action.papers)));
        model_.say(copied_text(action.papers.size()));
        return;
      case Action::Kind::redraw:
        return screen_.forget();
      case Action::Kind::suspend:
        return suspend();
    }
  }

  void leave() {
    chosen_.reset();
    is_over_ = true;
  }

  void suspend() {
    screen_.leave();
    signals_.stop();
    come_back();
  }

  /// Takes the terminal again, once it is there to be taken: a job may be continued in the
  /// background, or only to notice that it is to end.
  void come_back() {
    constexpr int kMilliseconds = 100;
    while (true) {
      for (const int signal : signals_.take()) {
        if (Signals::ends(signal)) return leave();
      }
      if (tty_.is_ours()) break;
      std::array<pollfd, 2> sources = {pollfd{signals_.descriptor(), POLLIN, 0},
                                       pollfd{tty_.descriptor(), 0, 0}};
      ::poll(sources.data(), sources.size(), kMilliseconds);
      if (sources[1].revents != 0) return leave();  // the terminal is gone
    }
    reap_browsers();
    screen_.enter();
    resize();
  }

  void resize() {
    const Size size = tty_.size();
    screen_.resize(size);
    model_.resize(size);
  }

  void take_signals() {
    for (const int signal : signals_.take()) {
      if (Signals::ends(signal)) return leave();
      if (signal == SIGTSTP) suspend();
      if (signal == SIGCONT) come_back();
      if (signal == SIGWINCH) resize();
      if (signal == SIGCHLD) reap_browsers();
    }
  }

  /// A browser that has a window of its own is left alone; another one gets the terminal.
  void open(const std::string& url) {
    const bool has_windows =
        !system::environment("DISPLAY").empty() || !system::environment("WAYLAND_DISPLAY").empty();
    try {
      if (has_windows) {
        browsers_.emplace_back(tools_.start_browser(url, -1), url);
        model_.say(opening_text(url));
        return;
      }
      screen_.leave();
      const pid_t process = tools_.start_browser(url, tty_.descriptor());
      int status = 0;
      while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
      }
      if (failed(status)) model_.say(not_opened_text(url));
    } catch (const Error& error) {
      model_.say(error.what());
    }
    // What the keyboard sent to the browser was not for this program.
    for (const int signal : signals_.take()) {
      if (signal == SIGTERM || signal == SIGHUP) return leave();
    }
    if (!has_windows) come_back();
  }

  void reap_browsers() {
    std::erase_if(browsers_, [&](const std::pair<pid_t, std::string>& browser) {
      int status = 0;
      if (::waitpid(browser.first, &status, WNOHANG) == 0) return false;
      if (failed(status)) model_.say(not_opened_text(browser.second));
      return true;
    });
  }

  const Tty& tty_;
  const Tools& tools_;
  Signals signals_;  // before ncurses would handle some of them itself
  Screen screen_;
  KeyReader keys_;
  Model model_;
  Wakeup wakeup_;
  std::vector<std::pair<pid_t, std::string>> browsers_;
  std::optional<std::vector<Hit>> chosen_;
  bool is_over_ = false;
  Worker worker_;  // last: its thread uses what is above
};

}  // namespace

std::optional<std::vector<Hit>> run(const Index& index, const Tty& tty, Model::Start start,
                                    const Tools& tools, bool colour) {
  return Session(index, tty, std::move(start), tools, colour).run();
}

}  // namespace nonmun::program::interactive
