#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/paper/paper.hpp"

// Terms for what a whole query may name: a title, the name before its colon, an author. Their wdf
// is 0, and they hold the key of the text (text::key_of), or a hash of it when it is long.

namespace nonmun::index {

inline constexpr std::string_view kWholeTitlePrefix = "XT";
inline constexpr std::string_view kTitleNamePrefix = "XN";
inline constexpr std::string_view kAuthorNamePrefix = "XA";

/// The term of a key. @pre the key is not empty
std::string pin_term(std::string_view prefix, std::string_view key);

/// The name before the colon of a title ("Mamba" of "Mamba: Linear-Time …"); empty when it has
/// none.
std::string_view title_name(std::string_view title);

/// The keys under which an author is found: of the whole name, of the first and last part where
/// others are between, and with the umlauts written out.
std::vector<std::string> author_keys(std::string_view name);

/// The words of an author's name as they stand in it.
std::vector<std::string_view> author_parts(std::string_view name);

/// The words of an author's name as keys, with those that share a position together: "seong",
/// "whan", "lee" of Seong-Whan Lee; "muller", "mueller" and "müller" of Müller. The first has no
/// accents.
std::vector<std::vector<std::string>> author_words(std::string_view name);

/// The keys of a section: of its kind ("whatsnew") and, when it has one, of its label.
std::vector<std::string> section_keys(const paper::Section& section);

/// The terms of a paper, in byte order, each once.
std::vector<std::string> pin_terms(std::string_view title, const std::vector<std::string>& authors);

}  // namespace nonmun::index
