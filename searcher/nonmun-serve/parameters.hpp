#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <nonmun/search.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/nonmun-serve/request.hpp"

/// What requests and tools take, in tables: what reads them, the OpenAPI document and the schemas
/// of tools all use the same rows. Most are the rows of search_parameters().
namespace nonmun::program {

struct Parameter {
  enum class Type : std::uint8_t { text, whole_number, number, truth };

  std::string name;
  Type type = Type::text;
  std::string help;
  std::optional<double> min = std::nullopt, max = std::nullopt;  ///< of a number, both included
  std::vector<std::string> choices = {};                         ///< all values; empty: any
  std::string fallback = {};  ///< the default; empty when there is none
  bool required = false;
  std::string example = {};
};

/// Values by name, as text.
using Values = std::map<std::string, std::string, std::less<>>;

/// The query of a search, as a parameter of this name.
Parameter query_parameter(const std::string& name, bool required, const std::string& example);

/// The rows of search_parameters() with these names, in this order.
std::vector<Parameter> search_rows(std::initializer_list<std::string_view> names);

/// All rows of search_parameters() but those that only the server's own options may set.
std::vector<Parameter> all_search_rows();

/// Reads values of a query string.
/// @throws HttpError(400) for an unknown or repeated name, or a value that is malformed or out of
///         range
Values read_values(std::span<const Parameter> parameters, const Pairs& pairs);

/// Reads values of a JSON object. @throws HttpError(400) as above, or for a wrong type
Values read_values(std::span<const Parameter> parameters, const nlohmann::ordered_json& object);

/// The values of search_parameters() among these, as options of a search.
SearchOptions search_options(const Values& values);

/// The value of a name, or the text given for it.
std::string value_of(const Values& values, std::string_view name, const std::string& fallback = {});

/// The JSON Schema of a value.
nlohmann::ordered_json schema_of(const Parameter& parameter);

/// The JSON Schema of an object with these as its keys.
nlohmann::ordered_json schema_of(std::span<const Parameter> parameters);

}  // namespace nonmun::program
