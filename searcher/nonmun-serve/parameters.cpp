#include "searcher/nonmun-serve/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <variant>

#include "indexer/cli/nearest.hpp"
#include "searcher/nonmun-serve/problem.hpp"
#include "searcher/nonmun-serve/settings.hpp"

namespace nonmun::program {
namespace {

using Json = nlohmann::ordered_json;

/// A path of the server: an option of the program instead.
constexpr std::string_view kSynonyms = "synonyms";
constexpr std::string_view kLimit = "limit";

struct TypeOf {
  using Type = Parameter::Type;
  Type operator()(std::size_t SearchOptions::*) const { return Type::whole_number; }
  Type operator()(std::optional<std::int64_t> SearchOptions::*) const { return Type::whole_number; }
  Type operator()(double SearchOptions::*) const { return Type::number; }
  Type operator()(bool SearchOptions::*) const { return Type::truth; }
  Type operator()(Sort SearchOptions::*) const { return Type::text; }
  Type operator()(std::string SearchOptions::*) const { return Type::text; }
};

std::vector<std::string> split(std::string_view words) {
  std::vector<std::string> list;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    list.emplace_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return list;
}

Parameter row(const SearchParameter& p) {
  Parameter parameter{std::string(p.name), std::visit(TypeOf(), p.member), std::string(p.help)};
  parameter.choices = split(p.choices);
  parameter.fallback = p.default_text();
  if (parameter.type == Parameter::Type::whole_number ||
      parameter.type == Parameter::Type::number) {
    parameter.min = p.min;
    parameter.max = p.name == kLimit ? std::min(p.max, static_cast<double>(kMaxHits)) : p.max;
  }
  if (parameter.type == Parameter::Type::truth) parameter.fallback = "false";
  return parameter;
}

std::string expected(const Parameter& p) {
  switch (p.type) {
    case Parameter::Type::whole_number:
      return fmt::format("a whole number from {:.10g} to {:.10g}", *p.min, *p.max);
    case Parameter::Type::number:
      return fmt::format("a number from {:.10g} to {:.10g}", *p.min, *p.max);
    case Parameter::Type::truth:
      return "true or false";
    case Parameter::Type::text:
      break;
  }
  return p.choices.empty() ? "text" : fmt::format("one of {}", fmt::join(p.choices, ", "));
}

[[noreturn]] void refuse(const Parameter& p, std::string_view value) {
  throw HttpError(
      400, fmt::format("{}: invalid value \"{}\" (expected {})", p.name, value, expected(p)));
}

template <class Number>
bool is_in_range(const Parameter& p, std::string_view text) {
  Number number{};
  const char* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  // Not a number compares as neither.
  return error == std::errc() && at == end && static_cast<double>(number) >= *p.min &&
         static_cast<double>(number) <= *p.max;
}

/// The value as set_parameter() takes it. @throws HttpError(400)
std::string checked(const Parameter& p, std::string value) {
  bool good = true;
  switch (p.type) {
    case Parameter::Type::whole_number:
      good = is_in_range<std::int64_t>(p, value);
      break;
    case Parameter::Type::number:
      good = is_in_range<double>(p, value);
      break;
    case Parameter::Type::truth:
      if (value.empty()) value = "true";  // a switch that is only named
      good = value == "true" || value == "false";
      break;
    case Parameter::Type::text:
      good = p.choices.empty() ||
             std::find(p.choices.begin(), p.choices.end(), value) != p.choices.end();
      break;
  }
  if (!good) refuse(p, value);
  return value;
}

/// The JSON value as text. @throws HttpError(400) when it is of another type
std::string text_of(const Parameter& p, const Json& value) {
  const bool fits = p.type == Parameter::Type::truth          ? value.is_boolean()
                    : p.type == Parameter::Type::number       ? value.is_number()
                    : p.type == Parameter::Type::whole_number ? value.is_number_integer()
                                                              : value.is_string();
  if (!fits) refuse(p, value.dump(-1, ' ', false, Json::error_handler_t::replace));
  return value.is_string() ? value.get<std::string>() : value.dump();
}

const Parameter& find(std::span<const Parameter> parameters, const std::string& name) {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const Parameter& p) { return p.name == name; });
  if (found != parameters.end()) return *found;
  std::vector<std::string_view> names;
  for (const Parameter& p : parameters) names.push_back(p.name);
  constexpr std::size_t kMaxNames = 3;
  std::vector<std::string> near = cli::nearest_names(name, names, kMaxNames);
  throw HttpError(
      400,
      fmt::format("unknown parameter \"{}\"{}", name,
                  near.empty() ? fmt::format(" (there are: {})", fmt::join(names, ", "))
                               : fmt::format("; did you mean {}?", fmt::join(near, " or "))),
      {}, near);
}

void require(std::span<const Parameter> parameters, const Values& values) {
  for (const Parameter& p : parameters) {
    if (p.required && !values.contains(p.name)) {
      throw HttpError(400, fmt::format("the parameter \"{}\" is missing", p.name));
    }
  }
}

}  // namespace

Parameter query_parameter(const std::string& name, bool required, const std::string& example) {
  Parameter p{name, Parameter::Type::text,
              "the query, in the query language of nonmun; at most 8192 bytes"};
  p.required = required;
  p.example = example;
  return p;
}

std::vector<Parameter> search_rows(std::initializer_list<std::string_view> names) {
  std::vector<Parameter> rows;
  for (const std::string_view name : names) {
    const auto found = std::find_if(search_parameters().begin(), search_parameters().end(),
                                    [&](const SearchParameter& p) { return p.name == name; });
    if (found == search_parameters().end()) {
      throw Error(Cause::internal, fmt::format("no search parameter \"{}\"", name));
    }
    rows.push_back(row(*found));
  }
  return rows;
}

std::vector<Parameter> all_search_rows() {
  std::vector<Parameter> rows;
  for (const SearchParameter& p : search_parameters()) {
    if (p.name != kSynonyms) rows.push_back(row(p));
  }
  return rows;
}

Values read_values(std::span<const Parameter> parameters, const Pairs& pairs) {
  Values values;
  for (const auto& [name, value] : pairs) {
    if (!values.emplace(name, checked(find(parameters, name), value)).second) {
      throw HttpError(400, fmt::format("the parameter \"{}\" is given twice", name));
    }
  }
  require(parameters, values);
  return values;
}

Values read_values(std::span<const Parameter> parameters, const Json& object) {
  if (!object.is_object()) throw HttpError(400, "expected a JSON object");
  Values values;
  for (const auto& [name, value] : object.items()) {
    const Parameter& parameter = find(parameters, name);
    if (!value.is_null()) values.emplace(name, checked(parameter, text_of(parameter, value)));
  }
  require(parameters, values);
  return values;
}

SearchOptions search_options(const Values& values) {
  SearchOptions options;
  for (const SearchParameter& p : search_parameters()) {
    const auto found = values.find(p.name);
    if (found != values.end() && p.name != kSynonyms) set_parameter(options, p.name, found->second);
  }
  return options;
}

std::string value_of(const Values& values, std::string_view name, const std::string& fallback) {
  const auto found = values.find(name);
  return found == values.end() ? fallback : found->second;
}

Json schema_of(const Parameter& p) {
  // What was read of a row as text is what JSON has as a number or a truth value.
  const auto literal = [&] {
    return p.type == Parameter::Type::text ? Json(p.fallback) : Json::parse(p.fallback);
  };
  Json schema;
  switch (p.type) {
    case Parameter::Type::text:
      schema["type"] = "string";
      break;
    case Parameter::Type::whole_number:
      schema["type"] = "integer";
      break;
    case Parameter::Type::number:
      schema["type"] = "number";
      break;
    case Parameter::Type::truth:
      schema["type"] = "boolean";
      break;
  }
  const bool whole = p.type == Parameter::Type::whole_number;
  const auto bound = [&](double value) {
    return whole ? Json(static_cast<std::int64_t>(value)) : Json(value);
  };
  if (p.min) schema["minimum"] = bound(*p.min);
  if (p.max) schema["maximum"] = bound(*p.max);
  if (!p.choices.empty()) schema["enum"] = p.choices;
  if (!p.fallback.empty()) schema["default"] = literal();
  return schema;
}

Json schema_of(std::span<const Parameter> parameters) {
  Json schema = {{"type", "object"}, {"properties", Json::object()}};
  Json required = Json::array();
  for (const Parameter& p : parameters) {
    Json property = schema_of(p);
    property["description"] = p.help;
    schema["properties"][p.name] = std::move(property);
    if (p.required) required.push_back(p.name);
  }
  if (!required.empty()) schema["required"] = std::move(required);
  schema["additionalProperties"] = false;
  return schema;
}

}  // namespace nonmun::program
