#include "indexer/nonmun-index/common.hpp"

#include "indexer/cli/display.hpp"
#include "indexer/cli/log.hpp"
#include "indexer/index/generation.hpp"

namespace nonmun::program {

bool is_quiet(const cli::Arguments& arguments) {
  return arguments.has("quiet");
}

std::function<void(const std::string&)> detail_of(const cli::Arguments& arguments) {
  if (!arguments.has("verbose")) return nullptr;
  return [](const std::string& line) { cli::log(cli::Priority::debug, line); };
}

std::string index_of(const cli::Arguments& arguments) {
  std::string index = arguments.text("index", index::default_index_directory());
  // An unset shell variable; it would make an index in the root folder.
  if (index.empty()) throw Error(ErrorCode::usage, "--index needs the name of a folder");
  return index;
}

std::uint64_t max_file_size_of(const cli::Arguments& arguments) {
  return static_cast<std::uint64_t>(arguments.number("max-file-size", 64, 1, 65536)) << 20;
}

void no_words(const cli::Arguments& arguments) {
  if (arguments.words.empty()) return;
  throw Error(ErrorCode::usage, "unexpected argument \"" + arguments.words.front() + "\"",
              "--help lists what the command takes");
}

std::string outcome(bool published, const std::string& generation) {
  return published ? "published generation " + cli::display(generation)
                   : "no changes; generation " + cli::display(generation) + " is still current";
}

std::string dump(const Json& j) {
  return cli::display_json(j.dump(-1, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace nonmun::program
