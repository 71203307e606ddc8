#include "indexer/nonmun-index/common.hpp"

#include <csignal>
#include <cstdlib>

#include "indexer/index/generation.hpp"

namespace nonmun::program {
namespace {

std::atomic<bool> interrupted{false};

extern "C" void on_signal(int signal) {
  if (interrupted.exchange(true)) std::_Exit(128 + signal);
}

}  // namespace

std::string index_of(const Arguments& arguments) {
  std::string index = arguments.text("index", default_index_directory());
  // An unset shell variable; it would make an index in the root folder.
  if (index.empty()) throw Error(ErrorCode::usage, "--index needs the name of a folder");
  return index;
}

void no_words(const Arguments& arguments) {
  if (arguments.words.empty()) return;
  throw Error(ErrorCode::usage, "unexpected argument \"" + arguments.words.front() + "\"",
              "--help lists what the command takes");
}

std::string dump(const Json& j) {
  return j.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

const std::atomic<bool>* catch_signals() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  return &interrupted;
}

}  // namespace nonmun::program
