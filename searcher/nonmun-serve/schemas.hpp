#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace nonmun::program {

/// The JSON Schemas (2020-12) of what to_json() of the library makes and of problems, by name:
/// "Results", "Hit", "Paper", "Completions", "IndexInfo", "Status", "Problem".
const nlohmann::ordered_json& schemas();

/// One of them that needs no other document: references lead to its own "$defs".
nlohmann::ordered_json standalone_schema(std::string_view name);

}  // namespace nonmun::program
