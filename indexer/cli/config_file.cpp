#include "indexer/cli/config_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <nonmun/error.hpp>
#include <sstream>

#include "analyzers/text/utf8.hpp"
#include "indexer/cli/translation.hpp"

namespace nonmun::cli {
namespace {

namespace po = boost::program_options;

std::string_view trimmed(std::string_view line) {
  constexpr std::string_view kSpace = " \t\r";
  const std::size_t begin = line.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(kSpace) - begin + 1);
}

template <class Named>
bool has_name(const std::vector<Named>& all, const std::string& name) {
  return std::any_of(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
}

}  // namespace

void refuse_line(const std::string& file, std::size_t line, const std::string& message,
                 const std::string& hint) {
  throw Error(Cause::usage, fmt::format("{}:{}: {}", file, line, message),
              hint.empty() ? translate("each line is NAME = VALUE; # begins a comment") : hint);
}

std::vector<Section> parse_config(std::string_view text, const std::string& file) {
  const po::options_description nothing_known;
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";  // editors of Windows begin with it
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::vector<Section> sections(1);
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, std::min(text.find('#'), end)));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!text::decode_utf8(line)) refuse_line(file, number, translate("not UTF-8"));
    if (line.starts_with('[') && line.ends_with(']')) {
      Section section{std::string(trimmed(line.substr(1, line.size() - 2))), number, {}};
      if (section.name.empty()) refuse_line(file, number, translate("a section without a name"));
      if (has_name(sections, section.name)) {
        refuse_line(file, number, translated("there is a section [{}] already", section.name));
      }
      sections.push_back(std::move(section));
      continue;
    }
    // Program_options does not say on which line an error is, so it gets them one by one.
    std::istringstream one{std::string(line)};
    try {
      for (const po::option& option : po::parse_config_file(one, nothing_known, true).options) {
        std::vector<Setting>& settings = sections.back().settings;
        if (has_name(settings, option.string_key)) {
          refuse_line(file, number, translated("{} is set twice", option.string_key));
        }
        settings.push_back(
            {option.string_key, option.value.empty() ? "" : option.value.back(), number});
      }
    } catch (const po::error&) {
      refuse_line(file, number, translated("\"{}\" is not NAME = VALUE", line));
    }
  }
  return sections;
}

}  // namespace nonmun::cli
