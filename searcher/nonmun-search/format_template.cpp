#include "searcher/nonmun-search/format_template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nonmun/error.hpp>

#include "analyzers/text/utf8.hpp"
#include "indexer/cli/display.hpp"
#include "indexer/cli/nearest.hpp"
#include "indexer/cli/translation.hpp"

namespace nonmun::program {
namespace {

struct Field {
  std::string_view name;
  std::string (*value)(const Citation&);
};

constexpr std::array kFields = {
    Field{"id", [](const Citation& c) { return c.id; }},
    Field{"title", [](const Citation& c) { return c.title; }},
    Field{"url", [](const Citation& c) { return c.url; }},
    Field{"date", [](const Citation& c) { return c.date; }},
    Field{"votes", [](const Citation& c) { return c.votes ? std::to_string(*c.votes) : ""; }},
    Field{"authors",
          [](const Citation& c) { return fmt::format("{}", fmt::join(c.authors, ", ")); }},
    Field{"score",
          [](const Citation& c) { return c.score ? fmt::format("{:.4f}", *c.score) : ""; }},
    Field{"snippet", [](const Citation& c) { return c.snippet; }},
    Field{"rank", [](const Citation& c) { return c.rank ? std::to_string(*c.rank) : ""; }},
};

[[noreturn]] void refuse(std::string_view text, std::size_t at, const std::string& what,
                         const std::string& hint = {}) {
  std::vector<std::string_view> names;
  for (const Field& f : kFields) names.push_back(f.name);
  throw Error(
      Cause::usage,
      cli::translated("--format: {} at column {}", what,
                      text::count_code_points(text.substr(0, at)) + 1),
      hint.empty() ? cli::translated("fields: {}; {{{{ is a brace", fmt::join(names, ", ")) : hint);
}

auto field(std::string_view text, std::size_t at, std::string_view name) {
  const auto found =
      std::find_if(kFields.begin(), kFields.end(), [&](const Field& f) { return f.name == name; });
  if (found != kFields.end()) return found->value;
  std::vector<std::string_view> names;
  for (const Field& f : kFields) names.push_back(f.name);
  const std::string meant = cli::nearest(name, names);
  refuse(text, at, cli::translated("unknown field {{{}}}", name),
         meant.empty() ? "" : cli::translated("did you mean {{{}}}?", meant));
}

}  // namespace

FormatTemplate::FormatTemplate(std::string_view text) {
  std::string literal;
  const auto flush = [&] {
    if (!literal.empty()) pieces_.push_back({std::move(literal), nullptr});
    literal.clear();
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if ((c == '{' || c == '}') && next == c) {
      literal += c;
      ++at;
    } else if (c == '{') {
      const std::size_t end = text.find_first_of("{}", at + 1);
      if (end == std::string_view::npos || text[end] == '{')
        refuse(text, at, cli::translate("an unclosed {"));
      flush();
      pieces_.push_back({{}, field(text, at, text.substr(at + 1, end - at - 1))});
      at = end;
    } else if (c == '}') {
      refuse(text, at, cli::translate("a } without {"));
    } else if (c == '\\' && (next == 'n' || next == 't' || next == '\\')) {
      literal += next == 'n' ? '\n' : next == 't' ? '\t' : '\\';
      ++at;
    } else {
      literal += c;
    }
  }
  flush();
}

std::string FormatTemplate::fill(const Citation& paper) const {
  std::string out;
  for (const Piece& piece : pieces_) {
    out += piece.value == nullptr ? piece.text : cli::display(piece.value(paper));
  }
  return out;
}

}  // namespace nonmun::program
