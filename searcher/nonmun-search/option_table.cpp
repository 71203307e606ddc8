#include "searcher/nonmun-search/option_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "indexer/cli/translation.hpp"
#include "searcher/nonmun-search/library_texts.hpp"

namespace nonmun::program {
namespace {

/// What a search has beside its parameters.
constexpr std::array kOwnOptions = {
    cli::Option{"interactive", 'i', "",
                "search on the whole screen while typing; prints the ids of what is chosen"},
    cli::Option{"trending", 0, "", "the same as --sort trending; needs no query"},
    cli::Option{"similar", 0, "", "papers like the one whose id is given instead of a query"},
    cli::Option{"suggest", 0, "", "how a half-typed query may go on"},
    cli::Option{"analyze", 0, "", "show the terms of the text instead of searching"},
    cli::Option{"aliases", 0, "", "show the other names of a phrase, and which papers give them"},
    cli::Option{"without", 0, "LIST", "switch mechanisms off, for experiments"},
    cli::Option{"weights", 0, "LIST", "change weights, for experiments"},
    cli::Option{"open", 0, "N", "open the page of hit N in a browser instead of printing"},
};

constexpr cli::Option kConfigOption{
    "config", 0, "", "show the defaults of the configuration file, and what may be in it"};

std::pair<std::string, double> weight(const std::string& item) {
  const std::size_t equals = item.find('=');
  double value = 0;
  const char* end = item.data() + item.size();
  if (equals == std::string::npos ||
      std::from_chars(item.data() + equals + 1, end, value) != std::from_chars_result{end, {}}) {
    throw Error(ErrorCode::usage,
                cli::translated("invalid value \"{}\" for --weights (expected NAME=NUMBER)", item));
  }
  return {item.substr(0, equals), value};
}

}  // namespace

const std::vector<cli::Option>& parameter_rows() {
  static std::vector<std::string> helps;  // what the rows refer to
  static const std::vector<cli::Option> kRows = [] {
    helps.reserve(search_parameters().size());
    std::vector<cli::Option> rows;
    for (const SearchParameter& p : search_parameters()) {
      const std::string value = p.default_text();
      helps.push_back(value.empty() ? std::string(p.help) : fmt::format("{} ({})", p.help, value));
      const char letter = p.name == "limit" ? 'n' : '\0';
      rows.push_back({p.name, letter, p.value, helps.back(), p.choices});
    }
    return rows;
  }();
  return kRows;
}

const std::vector<cli::Option>& search_table() {
  static const std::vector<cli::Option> kTable = [] {
    std::vector<cli::Option> all = {kIndexOption, kRemoteTimeoutOption};
    const auto add = [&](const auto& rows) { all.insert(all.end(), rows.begin(), rows.end()); };
    add(parameter_rows());
    add(kOwnOptions);
    add(kJsonOptions);
    add(kFormatOptions);
    add(std::array{kGroupByOption, kColorOption, kNoPagerOption, kConfigOption, cli::kHelpOption,
                   cli::kVersionOption});
    return all;
  }();
  return kTable;
}

SearchOptions search_options(const cli::Arguments& arguments) {
  SearchOptions options;
  for (const SearchParameter& p : search_parameters()) {
    const std::string name(p.name);
    if (!arguments.has(name)) continue;
    try {
      set_parameter(options, name, p.value.empty() ? "true" : arguments.text(name));
    } catch (const Error& error) {
      throw Error(error.cause(), fmt::format("--{}", library_text(error.what())));
    }
  }
  options.without = cli::split_list(arguments.text("without"));
  for (const std::string& item : cli::split_list(arguments.text("weights"))) {
    options.weights.push_back(weight(item));
  }
  return options;
}

}  // namespace nonmun::program
