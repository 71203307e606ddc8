#include "searcher/bindings/c/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace nonmun::bindings::c {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kMaxDepth = 8;                 // of nesting: writing a value out is recursive
constexpr double kMaxDeadline = 86'400'000;  // a day, in milliseconds
constexpr double kMaxJobs = 1024;
constexpr double kMaxBytes = 1e15;
constexpr double kMaxWait = 1e9;

[[noreturn]] void refuse(std::string_view key, const Json& value, std::string_view expected) {
  throw Error(Cause::usage,
              fmt::format("{}: invalid value {} (expected {})", key,
                          value.dump(-1, ' ', false, Json::error_handler_t::replace), expected));
}

/// The object that the options are; one without keys for NULL.
Json object_of(const char* text) {
  if (text == nullptr) return Json::object();
  const auto within_depth = [](int depth, Json::parse_event_t, const Json&) {
    if (depth > kMaxDepth) {
      throw Error(Cause::usage, fmt::format("the options are nested deeper than {}", kMaxDepth));
    }
    return true;
  };
  Json json;
  try {
    json = Json::parse(text, within_depth);
  } catch (const Json::exception& error) {
    throw Error(Cause::usage, "the options are not valid JSON",
                std::vector<std::string>{error.what()});
  }
  if (!json.is_object()) throw Error(Cause::usage, "the options are not a JSON object");
  return json;
}

std::string with_dashes(std::string_view key) {
  std::string name(key);
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

bool boolean(std::string_view key, const Json& value) {
  if (!value.is_boolean()) refuse(key, value, "true or false");
  return value.get<bool>();
}

std::string string(std::string_view key, const Json& value) {
  if (!value.is_string()) refuse(key, value, "a string");
  std::string text = value.get<std::string>();
  // The library would take what is before it for the name of a file.
  if (text.find('\0') != std::string::npos) refuse(key, value, "a string without U+0000");
  return text;
}

std::vector<std::string> strings(std::string_view key, const Json& value) {
  if (!value.is_array()) refuse(key, value, "an array of strings");
  std::vector<std::string> texts;
  for (const Json& item : value) texts.push_back(string(key, item));
  return texts;
}

double number(std::string_view key, const Json& value, double min, double max) {
  if (!value.is_number() || !(value.get<double>() >= min && value.get<double>() <= max)) {
    refuse(key, value, fmt::format("a number from {:.15g} to {:.15g}", min, max));
  }
  return value.get<double>();
}

std::uint64_t whole_number(std::string_view key, const Json& value, double min, double max) {
  if (!value.is_number_integer() || !(value.get<double>() >= min && value.get<double>() <= max)) {
    refuse(key, value, fmt::format("a whole number from {:.15g} to {:.15g}", min, max));
  }
  return value.get<std::uint64_t>();
}

// --- Options of a search -------------------------------------------------------------------------

/// Sets an option of the table, whose own function checks the range.
void set_search_option(SearchOptions& options, const SearchParameter& parameter,
                       const Json& value) {
  const std::string text = std::visit(
      [&](auto member) -> std::string {
        using Member = std::remove_reference_t<decltype(options.*member)>;
        if constexpr (std::is_same_v<Member, bool>) {
          return boolean(parameter.name, value) ? "true" : "false";
        } else if constexpr (std::is_same_v<Member, std::string> || std::is_same_v<Member, Sort>) {
          return string(parameter.name, value);
        } else {
          if (!value.is_number()) refuse(parameter.name, value, "a number");
          return value.dump();
        }
      },
      parameter.member);
  set_parameter(options, parameter.name, text);
}

std::vector<std::pair<std::string, double>> numbers_by_name(std::string_view key,
                                                            const Json& value) {
  if (!value.is_object()) refuse(key, value, "an object of numbers");
  std::vector<std::pair<std::string, double>> numbers;
  for (const auto& [name, item] : value.items()) {
    if (!item.is_number()) refuse(key, value, "an object of numbers");
    numbers.emplace_back(name, item.get<double>());
  }
  return numbers;
}

// --- Options of an update ------------------------------------------------------------------------

/// A key that sets a member of UpdateOptions or WriterOptions.
template <class Options>
struct Key {
  using Member = std::variant<bool Options::*, double Options::*, std::uint64_t Options::*,
                              unsigned Options::*, std::string Options::*,
                              std::vector<std::string> Options::*>;
  std::string_view name;
  Member member;
  double min = 0, max = 0;  ///< of a number, both included
};

/// The keys that both have.
template <class Options>
constexpr std::array<Key<Options>, 5> kWritingKeys = {
    Key<Options>{"upgrade", &Options::upgrade},
    Key<Options>{"memory-bytes", &Options::memory_bytes, 0, kMaxBytes},
    Key<Options>{"jobs", &Options::jobs, 0, kMaxJobs},
    Key<Options>{"wait-seconds", &Options::wait_seconds, 0, kMaxWait},
    Key<Options>{"max-drop-percent", &Options::max_drop_percent, 0, 100},
};

constexpr std::array<Key<UpdateOptions>, 7> kUpdateKeys = {
    Key<UpdateOptions>{"sources", &UpdateOptions::sources},
    Key<UpdateOptions>{"rebuild", &UpdateOptions::rebuild},
    Key<UpdateOptions>{"prune", &UpdateOptions::prune},
    Key<UpdateOptions>{"strict", &UpdateOptions::strict},
    Key<UpdateOptions>{"not-sources", &UpdateOptions::not_sources},
    Key<UpdateOptions>{"source-name", &UpdateOptions::source_name},
    Key<UpdateOptions>{"max-file-size", &UpdateOptions::max_file_size, 1, kMaxBytes},
};

template <class Options>
void set_option(Options& options, const Key<Options>& key, const Json& value) {
  std::visit(
      [&](auto pointer) {
        auto& member = options.*pointer;
        using Member = std::remove_reference_t<decltype(member)>;
        if constexpr (std::is_same_v<Member, bool>) {
          member = boolean(key.name, value);
        } else if constexpr (std::is_same_v<Member, double>) {
          member = number(key.name, value, key.min, key.max);
        } else if constexpr (std::is_integral_v<Member>) {
          member = static_cast<Member>(whole_number(key.name, value, key.min, key.max));
        } else if constexpr (std::is_same_v<Member, std::string>) {
          member = string(key.name, value);
        } else {
          member = strings(key.name, value);
        }
      },
      key.member);
}

template <class Options>
Options options_of(const char* text, const std::vector<Key<Options>>& keys) {
  Options options;
  const Json object = object_of(text);
  for (const auto& [name, value] : object.items()) {
    const std::string wanted = with_dashes(name);
    const auto key = std::find_if(keys.begin(), keys.end(),
                                  [&](const Key<Options>& row) { return row.name == wanted; });
    if (key == keys.end()) throw Error(Cause::usage, fmt::format("unknown option \"{}\"", name));
    if (!value.is_null()) set_option(options, *key, value);
  }
  return options;
}

// --- The table as JSON ---------------------------------------------------------------------------

/// What a parameter takes in JSON.
const char* type_of(const SearchParameter& parameter) {
  return std::visit(
      [](auto member) {
        using Member = std::remove_reference_t<decltype(std::declval<SearchOptions&>().*member)>;
        if constexpr (std::is_same_v<Member, bool>) return "boolean";
        if constexpr (std::is_same_v<Member, double>) return "number";
        if constexpr (std::is_same_v<Member, std::string>) return "string";
        if constexpr (std::is_same_v<Member, Sort>) return "string";
        return "integer";
      },
      parameter.member);
}

Json default_of(const SearchParameter& parameter, const std::string& type) {
  const std::string text = parameter.default_text();
  if (type == "boolean") {
    return SearchOptions().*std::get<bool SearchOptions::*>(parameter.member);
  }
  if (text.empty()) return nullptr;
  return type == "string" ? Json(text) : Json::parse(text);
}

Json json_of(const SearchParameter& parameter) {
  const std::string type = type_of(parameter);
  Json row = {{"name", parameter.name}, {"type", type}};
  row["value"] = parameter.value.empty() ? Json(nullptr) : Json(parameter.value);
  row["choices"] = Json::array();
  for (std::string_view rest = parameter.choices; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    row["choices"].push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const bool is_number = type == "integer" || type == "number";
  row["min"] = is_number ? Json(parameter.min) : Json(nullptr);
  row["max"] = is_number ? Json(parameter.max) : Json(nullptr);
  row["default"] = default_of(parameter, type);
  row["help"] = parameter.help;
  return row;
}

Json json_of(const std::vector<FieldHelp>& rows) {
  Json list = Json::array();
  for (const FieldHelp& row : rows) {
    list.push_back({{"name", row.name}, {"help", row.help}, {"example", row.example}});
  }
  return list;
}

}  // namespace

SearchOptions search_options(const char* text) {
  SearchOptions options;
  const Json object = object_of(text);
  for (const auto& [key, value] : object.items()) {
    const std::string name = with_dashes(key);
    const auto parameters = search_parameters();
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [&](const SearchParameter& p) { return p.name == name; });
    const bool known = found != parameters.end() || name == "deadline-ms" || name == "without" ||
                       name == "weights";
    if (!known) throw Error(Cause::usage, fmt::format("unknown search parameter \"{}\"", key));
    if (value.is_null()) continue;
    if (found != parameters.end()) {
      set_search_option(options, *found, value);
    } else if (name == "deadline-ms") {
      const std::chrono::duration<double, std::milli> left(number(key, value, 0, kMaxDeadline));
      options.deadline = std::chrono::steady_clock::now() +
                         std::chrono::duration_cast<std::chrono::steady_clock::duration>(left);
    } else if (name == "without") {
      options.without = strings(key, value);
    } else {
      options.weights = numbers_by_name(key, value);
    }
  }
  return options;
}

UpdateOptions update_options(const char* text) {
  std::vector<Key<UpdateOptions>> keys(kUpdateKeys.begin(), kUpdateKeys.end());
  keys.insert(keys.end(), kWritingKeys<UpdateOptions>.begin(), kWritingKeys<UpdateOptions>.end());
  UpdateOptions options = options_of(text, keys);
  if (options.sources.empty()) throw Error(Cause::usage, "no sources given");
  return options;
}

WriterOptions writer_options(const char* text) {
  return options_of<WriterOptions>(
      text, {kWritingKeys<WriterOptions>.begin(), kWritingKeys<WriterOptions>.end()});
}

std::string parameters_json() {
  Json json = {{"schema", 1}, {"parameters", Json::array()}};
  for (const SearchParameter& p : search_parameters()) json["parameters"].push_back(json_of(p));
  json["facets"] = json_of(facet_names());
  json["fields"] = json_of(query_fields());
  json["mechanisms"] = Json::array();
  for (const Mechanism& m : mechanisms()) {
    json["mechanisms"].push_back({{"name", m.name}, {"help", m.help}});
  }
  json["weights"] = Json::array();
  for (const WeightHelp& w : weights()) {
    json["weights"].push_back({{"name", w.name}, {"help", w.help}, {"value", w.value}});
  }
  return json.dump();
}

}  // namespace nonmun::bindings::c
