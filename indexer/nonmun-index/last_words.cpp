#include "indexer/nonmun-index/last_words.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cerrno>
#include <chrono>
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
};

Registered& registered() {
  static Registered last;
  return last;
}

/// One thread leaves; others that come here, too, wait for the end. One that comes again has failed
/// to leave.
void be_the_one_that_leaves() {
  static std::atomic<bool> is_left{false};
  thread_local bool is_mine = false;
  if (is_mine) std::_Exit(static_cast<int>(ErrorCode::io));
  is_mine = !is_left.exchange(true);
  while (!is_mine) std::this_thread::sleep_for(std::chrono::seconds(1));
}

/// Not a signal: this is called by the thread whose exception has nowhere to go, in the middle of
/// no allocation, so it may do what any function may. What other threads hold is left alone: they
/// analyze papers and write parts of a database, and the one that runs the update waits for them.
[[noreturn]] void on_terminate() {
  const int reason = errno;
  const bool is_full = reason == ENOSPC || reason == EDQUOT || reason == EFBIG;
  if (!is_full && reason != EIO) std::abort();
  be_the_one_that_leaves();
  const Error error(is_full ? Cause::disk_full : Cause::io,
                    fmt::format("Xapian gave up while writing the index {}: {}", registered().index,
                                std::strerror(reason)),
                    "the published index is unharmed; free some space, or check the disk, and run "
                    "again");
  const std::string text = fmt::format("nonmun-index: {}\n  {}\n", error.what(), error.hint());
  std::fwrite(text.data(), 1, text.size(), stderr);
  try {
    if (registered().leave) registered().leave(error);
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
  registered() = {std::move(index), std::move(leave)};
}

LastWords::~LastWords() {
  registered() = {};
}

}  // namespace nonmun::program
