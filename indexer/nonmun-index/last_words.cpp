#include "indexer/nonmun-index/last_words.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <string>
#include <thread>
#include <utility>

namespace nonmun::program {
namespace {

struct Registered {
  std::string index;
  std::function<void(const Error&)> leave;
  std::thread::id thread;
};

Registered& registered() {
  static Registered last;
  return last;
}

/// Not a signal: this is called by the thread whose exception has nowhere to go, in the middle of
/// no allocation, so it may do what any function may. What other threads hold is left alone: they
/// only analyze papers.
[[noreturn]] void on_terminate() {
  const int reason = errno;
  const bool is_full = reason == ENOSPC || reason == EDQUOT || reason == EFBIG;
  if (!is_full && reason != EIO) std::abort();
  const Error error(is_full ? Cause::disk_full : Cause::io,
                    fmt::format("Xapian gave up while writing the index {}: {}", registered().index,
                                std::strerror(reason)),
                    "the published index is unharmed; free some space, or check the disk, and run "
                    "again");
  const std::string text = fmt::format("nonmun-index: {}\n  {}\n", error.what(), error.hint());
  std::fwrite(text.data(), 1, text.size(), stderr);
  try {
    // Taken out first: it must not be called again if it ends here itself.
    const Registered last = std::exchange(registered(), {});
    if (last.leave && last.thread == std::this_thread::get_id()) last.leave(error);
  } catch (const std::exception& failure) {
    const std::string more = fmt::format("nonmun-index: {}\n", failure.what());
    std::fwrite(more.data(), 1, more.size(), stderr);
  }
  std::_Exit(static_cast<int>(ErrorCode::io));
}

}  // namespace

void catch_xapian_giving_up() {
  std::set_terminate(on_terminate);
}

LastWords::LastWords(std::string index, std::function<void(const Error&)> leave) {
  registered() = {std::move(index), std::move(leave), std::this_thread::get_id()};
}

LastWords::~LastWords() {
  registered() = {};
}

}  // namespace nonmun::program
