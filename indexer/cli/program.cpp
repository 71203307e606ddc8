#include "indexer/cli/program.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <new>

#include "analyzers/analyzer.hpp"
#include "indexer/cli/log.hpp"
#include "indexer/index/manifest.hpp"

namespace nonmun::program {
namespace {

namespace po = boost::program_options;

constexpr std::size_t kHelpWidth = 80;
constexpr std::size_t kHelpColumn = 26;

[[noreturn]] void usage(const std::string& message) {
  throw Error(ErrorCode::usage, message, "--help lists the options");
}

/// Separates options (with their values) from words, which Program_options cannot do: it takes
/// every dash for an option, wherever it stands.
std::vector<std::string> take_options(std::span<const Option> options,
                                      const std::vector<std::string>& arguments,
                                      std::vector<std::string>& words) {
  const auto takes_value = [&](const std::string& argument) {
    return std::any_of(options.begin(), options.end(), [&](const Option& o) {
      return !o.argument.empty() && (argument == "--" + std::string(o.name) ||
                                     (o.letter != 0 && argument == std::string{'-', o.letter}));
    });
  };
  std::vector<std::string> taken;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--") {
      words.insert(words.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                   arguments.end());
      break;
    }
    const bool is_long = argument.starts_with("--");
    const bool is_short = !is_long && argument.size() > 1 && argument[0] == '-' && words.empty();
    if (!is_long && !is_short) {
      words.push_back(argument);
      continue;
    }
    taken.push_back(argument);
    if (takes_value(argument)) {
      if (i + 1 == arguments.size()) usage(argument + " needs a value");
      taken.push_back(arguments[++i]);
    }
  }
  return taken;
}

std::string quoted_without_style(const std::string& option) {
  return option.starts_with("-") ? option : "--" + option;
}

}  // namespace

std::string Arguments::text(const std::string& option, const std::string& otherwise) const {
  const auto found = values_.find(option);
  return found == values_.end() ? otherwise : found->second;
}

std::int64_t Arguments::number(const std::string& option, std::int64_t otherwise,
                               std::int64_t least, std::int64_t greatest) const {
  if (!has(option)) return otherwise;
  const std::string value = text(option);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size() || number < least ||
      number > greatest) {
    usage(fmt::format("--{} takes a whole number from {} to {}, not \"{}\"", option, least,
                      greatest, value));
  }
  return number;
}

double Arguments::real(const std::string& option, double otherwise, double least,
                       double greatest) const {
  if (!has(option)) return otherwise;
  const std::string value = text(option);
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size() || !std::isfinite(number) ||
      number < least || number > greatest) {
    usage(fmt::format("--{} takes a number from {:g} to {:g}, not \"{}\"", option, least, greatest,
                      value));
  }
  return number;
}

std::string Arguments::choice(const std::string& option, const std::string& otherwise,
                              std::initializer_list<std::string_view> allowed) const {
  const std::string value = text(option, otherwise);
  if (std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
    usage(fmt::format("--{} takes {}, not \"{}\"", option, fmt::join(allowed, ", "), value));
  }
  return value;
}

Arguments parse(std::span<const Option> options, const std::vector<std::string>& arguments) {
  po::options_description description;
  for (const Option& o : options) {
    std::string name(o.name);
    if (o.letter != 0) name += std::string{',', o.letter};
    if (o.argument.empty()) {
      description.add_options()(name.c_str(), "");
    } else {
      description.add_options()(name.c_str(), po::value<std::string>(), "");
    }
  }
  Arguments parsed;
  const std::vector<std::string> taken = take_options(options, arguments, parsed.words);
  namespace style = po::command_line_style;
  constexpr int kStyle = (style::unix_style & ~style::allow_guessing);
  try {
    const auto result = po::command_line_parser(taken).options(description).style(kStyle).run();
    for (const auto& option : result.options) {
      if (option.string_key.empty() || option.position_key >= 0) continue;
      std::string key = option.string_key;
      // A short form comes back with its dash when it has no long name; ours all have one.
      if (!key.empty() && key[0] == '-') key.erase(0, key.find_first_not_of('-'));
      parsed.values_[key] = option.value.empty() ? "" : option.value.back();
    }
  } catch (const po::unknown_option& error) {
    usage("unknown option " + quoted_without_style(error.get_option_name()));
  } catch (const po::error& error) {
    usage(error.what());
  }
  return parsed;
}

std::string help_row(std::string_view left, std::string_view text) {
  std::string rows;
  std::string line(left);
  if (line.size() + 2 > kHelpColumn) {
    rows += line + "\n";
    line.clear();
  }
  line.resize(kHelpColumn, ' ');
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t room = kHelpWidth - kHelpColumn;
    std::size_t end = text.size() - at <= room ? text.size() : text.rfind(' ', at + room);
    if (end == std::string_view::npos || end <= at) end = text.size();
    rows += line + std::string(text.substr(at, end - at)) + "\n";
    line.assign(kHelpColumn, ' ');
    at = end + 1;
  }
  return rows;
}

std::string help(std::span<const Option> options) {
  std::string text;
  for (const Option& o : options) {
    std::string left = o.letter != 0 ? fmt::format("  -{}, --{}", o.letter, o.name)
                                     : fmt::format("      --{}", o.name);
    if (!o.argument.empty()) left += fmt::format(" {}", o.argument);
    text += help_row(left, o.help);
  }
  return text;
}

std::string version(std::string_view name) {
  return fmt::format("{} {}\nindex format {}\nanalyzer {}\nXapian {}\n", name, NONMUN_VERSION,
                     kIndexFormat, Analyzer::fingerprint(), Xapian::version_string());
}

int run(std::string_view name, const std::function<int()>& body) {
  const auto complain = [&](const std::string& message, const std::string& hint) {
    std::fflush(stdout);
    log(Priority::error,
        fmt::format("{}: {}{}", name, message, hint.empty() ? "" : fmt::format("\n  {}", hint)));
  };
  int code = 0;
  try {
    code = body();
  } catch (const Error& error) {
    complain(error.what(), error.hint());
    code = error.exit_code();
  } catch (const std::bad_alloc&) {
    complain("out of memory", "");
    code = static_cast<int>(ErrorCode::internal);
  } catch (const std::exception& error) {
    // fmt throws when standard output cannot take more, of which more is said below.
    if (std::ferror(stdout) == 0) {
      complain(fmt::format("internal error: {}", error.what()),
               "this is a bug in nonmun; please report it");
      code = static_cast<int>(ErrorCode::internal);
    }
  }
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    if (errno == EPIPE) return code;  // the reader had enough
    complain(fmt::format("cannot write the output: {}", std::strerror(errno)), "");
    return static_cast<int>(ErrorCode::io);
  }
  return code;
}

}  // namespace nonmun::program
