#pragma once

#include <string>
#include <string_view>

/// How a query could go on, as it is offered while the query is typed.
namespace nonmun::program::interactive {

/// Whether a completion is worth offering: it is not what was typed in another spelling.
bool adds_to(std::string_view query, std::string_view completion);

/// What is shown behind the query: the rest of a completion that begins with it, otherwise an arrow
/// and the last words as they would be.
/// @param can_continue whether the rest can be told from what was typed; an arrow precedes
///        completions otherwise
std::string shown_completion(std::string_view query, std::string_view completion,
                             bool can_continue);

}  // namespace nonmun::program::interactive
