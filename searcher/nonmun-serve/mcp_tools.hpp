#pragma once

#include <nonmun/search.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/nonmun-serve/parameters.hpp"

namespace nonmun::program {

/// What an assistant can call.
struct Tool {
  std::string name;
  std::string title;
  std::string description;  ///< for the assistant, which decides by it when to call
  std::vector<Parameter> parameters;
  std::string_view schema;  ///< of the answer, in schemas()
  /// The answer as JSON. @throws Error, HttpError
  std::string (*run)(const Index& index, const Values& values, const SearchOptions& options);
};

const std::vector<Tool>& tools();

}  // namespace nonmun::program
