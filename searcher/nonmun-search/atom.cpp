#include "searcher/nonmun-search/atom.hpp"

#include <fmt/format.h>

#include <set>

#include "indexer/cli/display.hpp"
#include "indexer/cli/terminal.hpp"
#include "indexer/cli/xml.hpp"

namespace nonmun::program {
namespace {

/// As people see it: a feed reader is no place for control characters either.
std::string escaped(std::string_view text) {
  return cli::xml_text(cli::display(text));
}

void add_entry(std::string& out, const Citation& paper, const std::string& found_by) {
  // A paper that is listed again is another entry, so that readers show it again.
  out += fmt::format(
      "  <entry>\n    <id>urn:nonmun:{}:{}</id>\n    <title>{}</title>\n"
      "    <updated>{}T00:00:00Z</updated>\n    <category term=\"{}\"/>\n",
      escaped(paper.id), escaped(paper.date), escaped(paper.title), escaped(paper.date),
      escaped(found_by));
  if (cli::is_web_address(paper.url)) {
    out += fmt::format("    <link href=\"{}\"/>\n", escaped(paper.url));
  }
  for (const std::string& author : paper.authors) {
    out += fmt::format("    <author><name>{}</name></author>\n", escaped(author));
  }
  out += fmt::format("    <summary>{}</summary>\n  </entry>\n", escaped(paper.snippet));
}

}  // namespace

std::string atom(std::span<const std::pair<std::string, std::vector<Citation>>> found,
                 const std::string& updated) {
  // The feed's author is that of entries without one, which RFC 4287 wants.
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
      "  <id>urn:nonmun:alerts</id>\n  <title>nonmun: new papers</title>\n"
      "  <updated>{}</updated>\n  <author><name>nonmun</name></author>\n",
      escaped(updated));
  std::set<std::string> ids;  // an id may be in a feed once
  for (const auto& [name, papers] : found) {
    for (const Citation& paper : papers) {
      if (ids.insert(paper.id).second) add_entry(out, paper, name);
    }
  }
  return out + "</feed>\n";
}

}  // namespace nonmun::program
