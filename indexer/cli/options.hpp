#pragma once

#include <cstdint>
#include <map>
#include <nonmun/error.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Command lines from tables: what parses options, --help, the manual pages and the completions of
/// shells all read the same rows.
namespace nonmun::cli {

/// A row of a program's option table.
struct Option {
  std::string_view name;          ///< without the dashes
  char letter;                    ///< its short form, or 0
  std::string_view argument;      ///< what it takes, such as "DIR"; empty for a switch
  std::string_view help;          ///< with the default in parentheses, if there is one
  std::string_view choices = {};  ///< all values that it takes, separated by spaces
};

inline constexpr Option kHelpOption{"help", 'h', "", "show this help"};
inline constexpr Option kVersionOption{"version", 'V', "",
                                       "show the versions of the program and its libraries"};

/// A command line after parsing.
class Arguments {
 public:
  std::vector<std::string> words;  ///< everything that is not an option

  bool has(const std::string& option) const { return values_.contains(option); }
  /// Whether help was asked for by its letter: the few lines that fit a screen.
  bool short_help() const { return short_help_; }
  /// Gives an option a value where the command line has none.
  void set_default(const std::string& option, const std::string& value);
  std::string text(const std::string& option, const std::string& fallback = {}) const;
  /// All values of an option that may be repeated, in their order.
  std::vector<std::string> texts(const std::string& option) const;
  /// @throws Error(usage) unless it is a whole number from `min` to `max`.
  std::int64_t number(const std::string& option, std::int64_t fallback, std::int64_t min,
                      std::int64_t max) const;
  /// @throws Error(usage) unless it is a number from `min` to `max`.
  double real(const std::string& option, double fallback, double min, double max) const;

 private:
  friend Arguments parse(std::span<const Option>, const std::vector<std::string>&);
  std::map<std::string, std::vector<std::string>> values_;  ///< never empty
  bool short_help_ = false;
};

/// Parses a command line. Options may stand anywhere before "--", but once a word has been seen,
/// a word with a single dash is a word too (a query excludes with it). Abbreviated options are not
/// recognised. The last of a repeated option counts,
/// but for Arguments::texts(). "--help-json" is a switch of every table.
/// @throws Error(usage), also for a value that is not among an option's choices; for an unknown
///         option the hint names the one that was probably meant.
Arguments parse(std::span<const Option> options, const std::vector<std::string>& arguments);

/// @throws Error(usage) unless the option takes this value: one of its choices, if it has any.
void require_choice(const Option& option, const std::string& value);

/// The items of a list, which commas separate; empty ones are left out.
std::vector<std::string> split_list(const std::string& list);

/// A paragraph of --help, wrapped as the terminal needs it. Ends of lines in it are spaces.
std::string help_paragraph(std::string_view text);

/// A row of --help: `left`, then `text` in a column of its own, or below it on a narrow terminal.
std::string help_row(std::string_view left, std::string_view text);

/// The option table as lines of --help, in the user's language.
std::string help(std::span<const Option> options);

/// A table of what a program knows beside its options, such as its commands or query fields.
struct HelpTable {
  std::string title;                                      ///< in --help-json: "commands", "fields"
  std::vector<std::pair<std::string, std::string>> rows;  ///< name, help
};

/// What --help-json prints: {"usage":…, "options":[…], …}. Each row of a table has a line of its
/// own, with its keys in a fixed order, so that a shell can read it as well. What is prose is in
/// the user's language: usage, helps and further texts.
/// @param texts further keys, such as a description
std::string help_json(std::string_view usage, std::span<const Option> options,
                      const std::vector<std::pair<std::string, std::string>>& texts = {},
                      const std::vector<HelpTable>& tables = {});

}  // namespace nonmun::cli
