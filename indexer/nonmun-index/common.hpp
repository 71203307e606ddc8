#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "indexer/cli/options.hpp"

/// What the subcommands of nonmun-index share.
namespace nonmun::program {

using Json = nlohmann::ordered_json;

/// "schema" of every JSON object that nonmun-index prints.
inline constexpr int kSchema = 1;

inline constexpr cli::Option kIndexOption{"index", 0, "DIR",
                                          "index folder (default: $NONMUN_INDEX, else "
                                          "$XDG_DATA_HOME/nonmun/index)"};
inline constexpr cli::Option kJsonOption{"json", 0, "", "print one JSON object"};
inline constexpr cli::Option kWaitOption{"wait", 0, "S",
                                         "wait up to S seconds for another run to end (0)"};
inline constexpr cli::Option kMaxFileSizeOption{"max-file-size", 0, "MIB",
                                                "leave out files of more than MIB mebibytes (64)"};
inline constexpr cli::Option kQuietOption{"quiet", 'q', "", "say nothing but warnings and errors"};
inline constexpr cli::Option kVerboseOption{"verbose", 'v', "",
                                            "tell each file and step, and what it took"};

/// Whether a summary is to be printed for people.
bool is_quiet(const cli::Arguments& arguments);

/// Where the library tells details to: stderr with --verbose, else nowhere.
std::function<void(const std::string&)> detail_of(const cli::Arguments& arguments);

/// The folder that --index or the environment names.
std::string index_of(const cli::Arguments& arguments);

/// What --max-file-size says, in bytes.
std::uint64_t max_file_size_of(const cli::Arguments& arguments);

/// @throws Error(usage) when there is a word: for commands that take none.
void no_words(const cli::Arguments& arguments);

/// "published generation X", or that there was nothing to publish.
std::string outcome(bool published, const std::string& generation);

/// One line of JSON, as display_json() shows it; invalid UTF-8 becomes U+FFFD.
std::string dump(const Json& j);

}  // namespace nonmun::program
