#pragma once

#include <array>
#include <nonmun/search.hpp>
#include <string_view>
#include <vector>

#include "indexer/cli/options.hpp"

/// The options of nonmun-search. What several commands take is here once.
namespace nonmun::program {

inline constexpr cli::Option kIndexOption{"index", 0, "DIR",
                                          "index folder (default: $NONMUN_INDEX, else "
                                          "$XDG_DATA_HOME/nonmun/index); repeated: all of them "
                                          "as one; DIR/*: those in DIR"};
inline constexpr cli::Option kRemoteTimeoutOption{
    "remote-timeout", 0, "SECONDS", "how long the server of a remote index may take (5)"};
inline constexpr cli::Option kColorOption{
    "color", 0, "WHEN", "auto, always or never (auto: on a terminal)", "auto always never"};
inline constexpr cli::Option kNoPagerOption{"no-pager", 0, "",
                                            "do not use $PAGER, even on a terminal"};

inline constexpr cli::Option kSinceLastOption{
    "since-last", 0, "", "what is new since the last time that this was asked"};
inline constexpr cli::Option kGroupByOption{
    "group-by", 0, "UNIT", "papers below headings: month, the newest first", "month"};
inline constexpr std::array kJsonOptions = {
    cli::Option{"json", 0, "", "print one JSON object"},
    cli::Option{"jsonl", 0, "", "print one JSON object per paper, each on a line"},
};

/// How papers are printed for other programs; see formats.hpp.
inline constexpr std::array kFormatOptions = {
    cli::Option{"oneline", 0, "", "print a line for each paper: id, date, votes, title"},
    cli::Option{"format", 0, "TEMPLATE",
                "print TEMPLATE for each paper, with {id} {title} {url} {date} {votes} {authors} "
                "{score} {snippet} {rank} filled in"},
    cli::Option{"markdown", 0, "", "print a Markdown list"},
    cli::Option{"bibtex", 0, "", "print BibTeX entries"},
    cli::Option{"csv", 0, "", "print CSV with a header line"},
};

/// Options that only experiments need.
inline constexpr std::array<std::string_view, 2> kExperimentOptions = {"without", "weights"};

/// The rows of search_parameters().
const std::vector<cli::Option>& parameter_rows();

/// The options of a search.
const std::vector<cli::Option>& search_table();

/// The parameters of a search that the arguments give.
/// @throws Error(usage) for a value that an option does not take
SearchOptions search_options(const cli::Arguments& arguments);

}  // namespace nonmun::program
