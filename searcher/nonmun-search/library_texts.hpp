#pragma once

#include <functional>
#include <nonmun/error.hpp>
#include <string>
#include <string_view>

/// What the library says to people, in their language. The library itself knows none, so that an
/// answer in JSON is the same for everybody.
namespace nonmun::program {

/// A note, the reason of a suggestion, a message or hint of an error.
std::string library_text(std::string_view text);

/// A line of Results::understood, without its indent.
std::string plan_line(std::string_view line);

/// The name of a facet or mechanism, or of what pins a paper, where it is shown and not typed.
std::string library_name(std::string_view name);

/// An error with its texts in the user's language.
Error in_users_language(const Error& error);

/// Runs a function; its errors leave it in the user's language.
int with_translated_errors(const std::function<int()>& body);

}  // namespace nonmun::program
