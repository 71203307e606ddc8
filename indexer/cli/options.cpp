#include "indexer/cli/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/cli/nearest.hpp"
#include "indexer/cli/terminal.hpp"
#include "indexer/cli/translation.hpp"

namespace nonmun::cli {
namespace {

namespace po = boost::program_options;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMinHelpWidth = 30;
constexpr std::size_t kMaxHelpWidth = 100;  ///< longer lines are hard to read
constexpr std::size_t kHelpColumn = 26;
constexpr std::size_t kMinTwoColumns = 60;  ///< below it the texts are under what they explain
constexpr std::size_t kNarrowColumn = 10;

std::size_t help_width() {
  return std::clamp(terminal_width(), kMinHelpWidth, kMaxHelpWidth);
}

[[noreturn]] void usage(const std::string& message) {
  throw Error(Cause::usage, message, translate("--help lists the options"));
}

constexpr Option kHelpJson{"help-json", 0, "", ""};

std::vector<std::string_view> words_of(std::string_view list) {
  std::vector<std::string_view> words;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    words.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return words;
}

}  // namespace

void require_choice(const Option& option, const std::string& value) {
  const std::vector<std::string_view> choices = words_of(option.choices);
  if (choices.empty() || std::find(choices.begin(), choices.end(), value) != choices.end()) return;
  usage(translated("invalid value \"{}\" for --{} (expected one of {})", value, option.name,
                   fmt::join(choices, ", ")));
}

namespace {

bool is_number(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
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
  // After the first word, an argument with a single dash is a word unless it is a complete short
  // option: "-n 3" in "q -n 3" is one, "-n" in "q -n" and "-video" in "q -video" are words.
  const auto is_option_after_words = [&](std::size_t i) {
    const std::string& argument = arguments[i];
    const auto option = std::find_if(options.begin(), options.end(), [&](const Option& o) {
      return o.letter != 0 && argument.size() > 1 && argument[1] == o.letter;
    });
    if (option == options.end()) return false;
    if (argument.size() > 2) return !option->argument.empty() && is_number(argument.substr(2));
    return option->argument.empty() || (i + 1 < arguments.size() && is_number(arguments[i + 1]));
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
    const bool is_short = !is_long && argument.size() > 1 && argument[0] == '-' &&
                          (words.empty() || is_option_after_words(i));
    if (!is_long && !is_short) {
      words.push_back(argument);
      continue;
    }
    taken.push_back(argument);
    if (takes_value(argument)) {
      if (i + 1 == arguments.size()) usage(translated("{} needs a value", argument));
      taken.push_back(arguments[++i]);
    }
  }
  return taken;
}

[[noreturn]] void refuse_unknown(std::span<const Option> options, const std::string& option) {
  const std::string name = option.substr(std::min(option.find_first_not_of('-'), option.size()));
  std::vector<std::string_view> names;
  for (const Option& o : options) names.push_back(o.name);
  const std::string meant =
      option.starts_with("-") && !option.starts_with("--") ? std::string() : nearest(name, names);
  throw Error(Cause::usage,
              translated("unknown option {}", option.starts_with("-") ? option : "--" + option),
              meant.empty() ? translate("--help lists the options")
                            : translated("did you mean --{}? --help lists the options", meant));
}

}  // namespace

std::string Arguments::text(const std::string& option, const std::string& fallback) const {
  const auto found = values_.find(option);
  return found == values_.end() ? fallback : found->second.back();
}

std::vector<std::string> Arguments::texts(const std::string& option) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

void Arguments::set_default(const std::string& option, const std::string& value) {
  values_.try_emplace(option, std::vector{value});
}

std::int64_t Arguments::number(const std::string& option, std::int64_t fallback, std::int64_t min,
                               std::int64_t max) const {
  if (!has(option)) return fallback;
  const std::string value = text(option);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size() || number < min || number > max) {
    usage(translated("invalid value \"{}\" for --{} (expected a whole number from {} to {})", value,
                     option, min, max));
  }
  return number;
}

double Arguments::real(const std::string& option, double fallback, double min, double max) const {
  if (!has(option)) return fallback;
  const std::string value = text(option);
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size() || !std::isfinite(number) ||
      number < min || number > max) {
    usage(translated("invalid value \"{}\" for --{} (expected a number from {:g} to {:g})", value,
                     option, min, max));
  }
  return number;
}

Arguments parse(std::span<const Option> options, const std::vector<std::string>& arguments) {
  po::options_description description;
  const auto add = [&](const Option& o) {
    std::string name(o.name);
    if (o.letter != 0) name += std::string{',', o.letter};
    if (o.argument.empty()) {
      description.add_options()(name.c_str(), "");
    } else {
      description.add_options()(name.c_str(), po::value<std::string>(), "");
    }
  };
  for (const Option& o : options) add(o);
  add(kHelpJson);
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
      if (key == "help") parsed.short_help_ = option.original_tokens.front() == "-h";
      parsed.values_[key].push_back(option.value.empty() ? "" : option.value.back());
    }
  } catch (const po::unknown_option& error) {
    refuse_unknown(options, error.get_option_name());
  } catch (const po::invalid_command_line_syntax& error) {
    using Kind = po::invalid_syntax;
    const std::string name = error.get_option_name();
    if (error.kind() == Kind::extra_parameter) usage(translated("{} takes no value", name));
    if (error.kind() == Kind::empty_adjacent_parameter || error.kind() == Kind::missing_parameter) {
      usage(translated("{} needs a value", name));
    }
    usage(error.what());
  } catch (const po::error& error) {
    usage(error.what());
  }
  for (const Option& o : options) {
    if (parsed.has(std::string(o.name))) require_choice(o, parsed.text(std::string(o.name)));
  }
  return parsed;
}

std::vector<std::string> split_list(const std::string& list) {
  std::vector<std::string> items;
  std::size_t at = 0;
  while (at < list.size()) {
    const std::size_t comma = std::min(list.find(',', at), list.size());
    if (comma > at) items.push_back(list.substr(at, comma - at));
    at = comma + 1;
  }
  return items;
}

std::string help_paragraph(std::string_view text) {
  std::string lines;
  for (const std::string& line : wrap({std::string(text), {}}, help_width(), Style::plain())) {
    lines += line + "\n";
  }
  return lines;
}

std::string help_row(std::string_view left, std::string_view text) {
  const std::size_t width = help_width();
  const std::size_t column = width < kMinTwoColumns ? kNarrowColumn : kHelpColumn;
  std::string rows;
  std::string line(left);
  if (columns(line) + 2 > column) {
    line.erase(line.find_last_not_of(' ') + 1);
    rows += line + "\n";
    line.clear();
  }
  for (const std::string& part : wrap({std::string(text), {}}, width - column, Style::plain())) {
    rows += line + std::string(column - columns(line), ' ') + part + "\n";
    line.clear();
  }
  return rows;
}

std::string help(std::span<const Option> options) {
  std::string text;
  for (const Option& o : options) {
    std::string left = o.letter != 0 ? fmt::format("  -{}, --{}", o.letter, o.name)
                                     : fmt::format("      --{}", o.name);
    if (!o.argument.empty()) left += fmt::format(" {}", o.argument);
    text += help_row(left, translate(o.help));
  }
  return text;
}

std::string help_json(std::string_view usage, std::span<const Option> options,
                      const std::vector<std::pair<std::string, std::string>>& texts,
                      const std::vector<HelpTable>& tables) {
  std::string text = fmt::format("{{\"usage\":{}", Json(translate(usage)).dump());
  for (const auto& [key, value] : texts)
    text += fmt::format(",\n\"{}\":{}", key, Json(translate(value)).dump());
  const auto add_table = [&](std::string_view title, const std::vector<Json>& rows) {
    text += fmt::format(",\n\"{}\":[", title);
    for (std::size_t i = 0; i < rows.size(); ++i) text += (i == 0 ? "\n" : ",\n") + rows[i].dump();
    text += "\n]";
  };
  std::vector<Json> rows;
  for (const Option& o : options) {
    rows.push_back({{"option", "--" + std::string(o.name)},
                    {"letter", o.letter == 0 ? "" : std::string{'-', o.letter}},
                    {"argument", o.argument},
                    {"choices", o.choices},
                    {"help", translate(o.help)}});
  }
  add_table("options", rows);
  for (const HelpTable& table : tables) {
    rows.clear();
    for (const auto& [name, help] : table.rows)
      rows.push_back({{"name", name}, {"help", translate(help)}});
    add_table(table.title, rows);
  }
  return text + "\n}\n";
}

}  // namespace nonmun::cli
