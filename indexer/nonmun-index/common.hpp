#pragma once

#include <atomic>
#include <nlohmann/json.hpp>
#include <string>

#include "indexer/cli/program.hpp"

/// What the subcommands of nonmun-index share.
namespace nonmun::program {

using Json = nlohmann::ordered_json;

/// "schema" of every JSON object that nonmun-index prints.
inline constexpr int kSchema = 1;

inline constexpr Option kIndexOption{"index", 0, "DIR",
                                     "index folder (default: $NONMUN_INDEX, else "
                                     "$XDG_DATA_HOME/nonmun/index)"};
inline constexpr Option kJsonOption{"json", 0, "", "one JSON object on standard output"};
inline constexpr Option kWaitOption{"wait", 0, "S",
                                    "wait up to S seconds for another run to end (0)"};
inline constexpr Option kHelpOption{"help", 'h', "", "this text"};

/// The folder that --index or the environment names.
std::string index_of(const Arguments& arguments);

/// @throws Error(usage) when there is a word: for commands that take none.
void no_words(const Arguments& arguments);

/// One line of JSON; invalid UTF-8 becomes U+FFFD.
std::string dump(const Json& j);

/// From now on SIGINT and SIGTERM set the flag, so that the run ends cleanly and unpublished; a
/// second one ends the program at once.
const std::atomic<bool>* catch_signals();

}  // namespace nonmun::program
