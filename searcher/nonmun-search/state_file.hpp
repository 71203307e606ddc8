#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nonmun::program {

inline constexpr int kStateSchema = 1;

/// Replaces a file in $XDG_STATE_HOME/nonmun in one step, readable for the user alone. Errors are
/// passed over.
void write_state(const std::string& name, std::string_view content) noexcept;

/// The content of a file there; nothing when it cannot be read.
std::optional<std::string> read_state(const std::string& name) noexcept;

/// The index folders as absolute paths: what tells one index from another in the state.
/// @param index as index_names() has them, one per line; empty: the default one
std::string absolute_index(const std::string& index);

}  // namespace nonmun::program
