#include "searcher/nonmun-search/user_config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "indexer/cli/display.hpp"
#include "indexer/cli/nearest.hpp"
#include "indexer/cli/translation.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/user_folders.hpp"
#include "searcher/nonmun-search/library_texts.hpp"
#include "searcher/nonmun-search/option_table.hpp"

namespace nonmun::program {
namespace {

/// What a user may want every time. What a single search asks for has no default.
bool can_have_default(const cli::Option& option) {
  constexpr std::array<std::string_view, 5> kOthers = {"index", "without", "weights", "color",
                                                       "no-pager"};
  const auto& parameters = parameter_rows();
  const bool is_parameter =
      std::any_of(parameters.begin(), parameters.end(),
                  [&](const cli::Option& o) { return o.name == option.name; });
  return option.name != "offset" &&
         (is_parameter || std::find(kOthers.begin(), kOthers.end(), option.name) != kOthers.end());
}

[[noreturn]] void refuse_name(const std::string& file, const cli::Setting& line,
                              const std::vector<std::string_view>& known) {
  const std::string meant = cli::nearest(line.name, known);
  cli::refuse_line(file, line.line, cli::translated("unknown name {}", line.name),
                   meant.empty() ? cli::translated("names: {}", fmt::join(known, ", "))
                                 : cli::translated("did you mean {}?", meant));
}

/// A path that begins with the user's home.
std::string expanded(const cli::Option& option, const std::string& value) {
  const bool is_path = option.argument == "DIR" || option.argument == "FILE";
  return is_path && value.starts_with("~/") ? system::environment("HOME") + value.substr(1) : value;
}

struct Defaults {
  std::string file;
  bool exists = false;
  std::vector<std::pair<cli::Option, cli::Setting>> settings;
};

/// Reads the file and looks at every value.
Defaults read_defaults() {
  Defaults defaults{system::user_config_file("config"), false, {}};
  const std::optional<std::string> content = read_config_file(defaults.file);
  if (!content) return defaults;
  defaults.exists = true;
  std::vector<std::string_view> known;
  for (const cli::Option& o : search_table()) {
    if (can_have_default(o)) known.push_back(o.name);
  }
  const std::vector<cli::Section> sections = cli::parse_config(*content, defaults.file);
  if (sections.size() > 1) {
    cli::refuse_line(defaults.file, sections[1].line, cli::translate("this file has no sections"));
  }
  for (const cli::Setting& line : sections.front().settings) {
    const auto& table = search_table();
    const auto option = std::find_if(table.begin(), table.end(), [&](const cli::Option& o) {
      return o.name == line.name && can_have_default(o);
    });
    if (option == table.end()) refuse_name(defaults.file, line, known);
    cli::Setting setting = line;
    setting.value = expanded(*option, line.value);
    if (option->argument.empty() && setting.value != "true" && setting.value != "false") {
      cli::refuse_line(defaults.file, line.line,
                       cli::translated("{} is true or false, not \"{}\"", line.name, line.value));
    }
    cli::Arguments one;
    one.set_default(setting.name, setting.value);
    try {
      require_choice(*option, setting.value);
      if (!option->argument.empty()) search_options(one);
    } catch (const Error& error) {
      cli::refuse_line(defaults.file, line.line, library_text(error.what()));
    }
    defaults.settings.emplace_back(*option, setting);
  }
  return defaults;
}

}  // namespace

std::optional<std::string> read_config_file(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return std::nullopt;
  return system::read_file(path);
}

void set_from_line(SearchOptions& options, const cli::Setting& line, const std::string& file) {
  std::vector<std::string_view> names = {"query"};
  for (const SearchParameter& p : search_parameters()) {
    if (p.name == line.name) {
      try {
        return set_parameter(options, line.name, line.value);
      } catch (const Error& error) {
        cli::refuse_line(file, line.line, library_text(error.what()));
      }
    }
    names.push_back(p.name);
  }
  refuse_name(file, line, names);
}

void add_defaults(cli::Arguments& arguments, const std::vector<cli::Option>& table) {
  for (const auto& [option, setting] : read_defaults().settings) {
    const std::string_view name = option.name;
    const bool taken = std::any_of(table.begin(), table.end(),
                                   [&](const cli::Option& o) { return o.name == name; });
    if (!taken || (option.argument.empty() && setting.value == "false")) continue;
    if (name == "index" && !system::environment("NONMUN_INDEX").empty()) continue;
    arguments.set_default(setting.name, setting.value);
  }
}

std::string config_text() {
  const Defaults defaults = read_defaults();
  std::string text = fmt::format("# {}{}\n", cli::display(defaults.file),
                                 defaults.exists ? "" : cli::translate(" (not there)"));
  for (const cli::Option& o : search_table()) {
    if (!can_have_default(o)) continue;
    const auto set =
        std::find_if(defaults.settings.begin(), defaults.settings.end(),
                     [&](const auto& setting) { return setting.first.name == o.name; });
    text += set != defaults.settings.end()
                ? fmt::format("{} = {}\n", o.name, cli::display(set->second.value))
                : fmt::format("# {} = {}\n", o.name,
                              o.argument.empty() ? "true|false" : std::string(o.argument));
  }
  return text;
}

}  // namespace nonmun::program
