#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <nonmun/error.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What every nonmun program does alike: options from a table, help, error messages, exit codes.
namespace nonmun::program {

/// A row of a program's option table. Parser, --help and the completion test derive from it.
struct Option {
  std::string_view name;      ///< without the dashes
  char letter;                ///< its short form, or 0
  std::string_view argument;  ///< what it takes, such as "DIR"; empty for a switch
  std::string_view help;
};

/// A command line after parsing.
class Arguments {
 public:
  std::vector<std::string> words;  ///< everything that is no option

  bool has(const std::string& option) const { return values_.contains(option); }
  std::string text(const std::string& option, const std::string& otherwise = {}) const;
  /// @throws Error(usage) unless it is a whole number from `least` to `greatest`.
  std::int64_t number(const std::string& option, std::int64_t otherwise, std::int64_t least,
                      std::int64_t greatest) const;
  /// @throws Error(usage) unless it is a number from `least` to `greatest`.
  double real(const std::string& option, double otherwise, double least, double greatest) const;
  /// @throws Error(usage) unless it is one of `allowed`.
  std::string choice(const std::string& option, const std::string& otherwise,
                     std::initializer_list<std::string_view> allowed) const;

 private:
  friend Arguments parse(std::span<const Option>, const std::vector<std::string>&);
  std::map<std::string, std::string> values_;
};

/// Parses a command line. Options may stand anywhere before "--", but once a word has been seen,
/// a word with a single dash is a word too (a query excludes with it). Abbreviated options are not
/// recognised. The last of a repeated option counts.
/// @throws Error(usage)
Arguments parse(std::span<const Option> options, const std::vector<std::string>& arguments);

/// A row of --help: `left`, then `text` in a column of its own, wrapped at 80 columns.
std::string help_row(std::string_view left, std::string_view text);

/// The option table as lines of --help, at most 80 columns wide.
std::string help(std::span<const Option> options);

/// The versions that matter in a bug report.
std::string version(std::string_view name);

/// Runs a program's body: its errors become messages on stderr ("NAME: message", then the hint),
/// its return value or error the exit code; an output that cannot be written is an error too.
int run(std::string_view name, const std::function<int()>& body);

}  // namespace nonmun::program
