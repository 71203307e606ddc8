#include "indexer/cli/display.hpp"

#include <nlohmann/json.hpp>

#include "analyzers/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

// What the programs show of a text, whatever its bytes.

namespace nonmun::fuzz {
namespace {

/// Characters that act on a terminal, or on how the text around them is read.
bool acts(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
  const bool line_end = c == 0x2028 || c == 0x2029;
  const bool mark = c == 0x061c || c == 0x200e || c == 0x200f;
  const bool override = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  return control || line_end || mark || override;
}

void check_harmless(std::string_view shown) {
  const std::optional<std::u32string> characters = text::decode_utf8(shown);
  require(characters.has_value(), "what is shown is UTF-8");
  for (const char32_t c : *characters) require(!acts(c), "what is shown does not act");
}

void check_text(std::string_view text) {
  const std::string shown = cli::display(text);
  check_harmless(shown);
  require(cli::display(shown) == shown, "what is shown is shown as it is");
  std::size_t bytes = 0;
  std::size_t columns = 0;
  cli::for_each_shown(text, [&](const cli::Shown& character) {
    require(!character.bytes.empty(), "every character is shown");
    require(shown.substr(bytes, character.bytes.size()) == character.bytes,
            "a text is shown as its characters are");
    bytes += character.bytes.size();
    columns += character.columns;
  });
  require(bytes == shown.size(), "a text is its characters");
  require(columns == cli::columns(text) && columns == cli::columns(shown),
          "columns are those of what is shown");
}

void check_json(std::string_view text) {
  const std::string json =
      nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  const std::string shown = cli::display_json(json);
  check_harmless(shown);
  require(nlohmann::json::parse(shown) == nlohmann::json::parse(json), "JSON says the same");
}

}  // namespace

void run(std::string_view bytes) {
  check_text(bytes);
  check_json(bytes);
}

}  // namespace nonmun::fuzz
