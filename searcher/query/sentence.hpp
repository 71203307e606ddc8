#pragma once

#include <string_view>

namespace nonmun::query {

/// True for a text that was written to be read, rather than typed to search: eight words or more,
/// of which at least two, and more than those that look like syntax, carry a Korean particle or
/// ending, a mark of punctuation, or are English function words. In such a text a quote, a dash or
/// a NOT is not syntax.
///
/// A text in double parentheses is never one: that is how to say that its syntax is meant.
bool is_sentence(std::string_view text);

}  // namespace nonmun::query
