#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Field lines of a paper: "Vote: 12", "**저자**: A, B" and their usual other spellings.

namespace nonmun::reader {

enum class FieldName { votes, authors };

struct FieldLine {
  FieldName name;
  std::string_view value;
  bool in_list;  ///< "- Vote: 12"
  bool bold;     ///< "**Vote**: 12"
};

/// The field that a line is, when it is one.
std::optional<FieldLine> field_line(std::string_view line);

/// A number of votes from 0 to kMaxVotes: "12", "1,234", "1.2k", "12 👍", "12 votes", "１２".
std::optional<std::int64_t> vote_count(std::string_view text);

/// True for what a digest writes when the votes are not known: nothing, "-", "N/A".
bool is_unknown_count(std::string_view text);

/// True when names are written as a program prints a list: "['A', 'B']".
bool is_list_literal(std::string_view names);

/// The names of a list, between commas or semicolons.
std::vector<std::string> split_names(std::string_view names);

/// True for what can be the name of a person alone in its line.
bool is_person_name(std::string_view text);

}  // namespace nonmun::reader
