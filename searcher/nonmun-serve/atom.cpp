#include "searcher/nonmun-serve/atom.hpp"

#include <fmt/format.h>

#include <string_view>

#include "indexer/cli/terminal.hpp"
#include "indexer/cli/xml.hpp"

namespace nonmun::program {
namespace {

/// The characters of an id that an address or URN can have as they are (RFC 3986, unreserved).
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (kUnreserved.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

void add_entry(std::string& out, const Hit& hit, const std::string& base,
               const std::string& built_at) {
  const std::string id = percent_encoded(hit.id);
  // The same paper has the same id in every feed, at whatever address the server is.
  out += fmt::format("<entry><id>urn:x-nonmun:paper:{}</id><title>{}</title>", id,
                     cli::xml_text(hit.title));
  out +=
      fmt::format("<updated>{}</updated>", hit.date.empty() ? built_at : hit.date + "T00:00:00Z");
  const std::string link =
      cli::is_web_address(hit.url) ? hit.url : fmt::format("{}/v1/papers/{}", base, id);
  out += fmt::format("<link href=\"{}\"/>", cli::xml_text(link));
  for (const std::string& author : hit.authors) {
    out += fmt::format("<author><name>{}</name></author>", cli::xml_text(author));
  }
  for (const Snippet& snippet : hit.snippets) {
    if (snippet.field != "summary") continue;
    out += fmt::format("<summary>{}</summary>", cli::xml_text(snippet.text));
    break;
  }
  out += "</entry>\n";
}

}  // namespace

std::string atom_feed(const Results& results, const std::string& base, const std::string& self) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  const std::string address = cli::xml_text(self);
  out += fmt::format("<id>{}</id>\n<title>nonmun: {}</title>\n", address,
                     cli::xml_text(results.query));
  out += fmt::format("<updated>{}</updated>\n<link rel=\"self\" href=\"{}\"/>\n", results.built_at,
                     address);
  out += "<author><name>nonmun</name></author>\n<generator>nonmun</generator>\n";
  for (const Hit& hit : results.hits) add_entry(out, hit, base, results.built_at);
  return out + "</feed>\n";
}

}  // namespace nonmun::program
