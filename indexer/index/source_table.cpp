#include "indexer/index/source_table.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "analyzers/text/utf8.hpp"
#include "indexer/index/generation.hpp"
#include "indexer/system/files.hpp"

namespace nonmun::index {
namespace {

using nlohmann::json;

std::string line_of(const json& j) {
  return j.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

/// Calls visit(object) for each line. @throws Error(io) for what is not JSON as expected.
template <class Visit>
void for_lines(const std::string& path, Visit visit) {
  const std::string content = system::read_file(path);
  try {
    for (std::size_t at = 0; at < content.size();) {
      const std::size_t end = std::min(content.find('\n', at), content.size());
      visit(json::parse(content.begin() + static_cast<std::ptrdiff_t>(at),
                        content.begin() + static_cast<std::ptrdiff_t>(end)));
      at = end + 1;
    }
  } catch (const json::exception& error) {
    throw damaged_index(path + ": " + error.what());
  }
}

}  // namespace

std::string escape_name(std::string_view name) {
  std::string text;
  for (std::size_t at = 0; at < name.size();) {
    const text::CodePoint c = text::code_point_at(name, at);
    if (c.malformed() || c.value == '%') {
      text += fmt::format("%{:02X}", static_cast<unsigned char>(name[at]));
    } else {
      text += name.substr(at, c.length);
    }
    at += c.length;
  }
  return text;
}

std::string unescape_name(std::string_view text) {
  std::string name;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned char byte = 0;
    const char* digits = text.data() + at + 1;
    if (text[at] == '%' && text.size() - at > 2 &&
        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      name.push_back(static_cast<char>(byte));
      at += 2;
    } else {
      name.push_back(text[at]);
    }
  }
  return name;
}

void write_sources(const std::string& folder, const Sources& sources) {
  std::string lines;
  std::string rejects;
  for (const SourceState& s : sources) {
    const std::string name = escape_name(s.name);
    json line = {{"name", name}, {"hash", s.hash}, {"papers", s.papers}};
    if (s.rejected > 0) line["rejected"] = s.rejected;
    if (s.gone) line["gone"] = true;
    if (!s.unreadable.empty()) line["unreadable"] = s.unreadable;
    if (s.written) line["written"] = true;
    lines += line_of(line);
    for (const Reject& r : s.rejects) {
      rejects += line_of({{"source", name}, {"line", r.line}, {"reason", r.reason}});
    }
  }
  system::write_file(folder + "/" + kSourcesFile, lines);
  system::write_file(folder + "/" + kRejectsFile, rejects);
}

Sources read_sources_of(const std::string& folder) {
  Sources sources;
  std::map<std::string, std::size_t> places;
  for_lines(folder + "/" + kSourcesFile, [&](const json& j) {
    SourceState s;
    s.name = unescape_name(j.at("name").get<std::string>());
    s.hash = j.at("hash");
    s.papers = j.at("papers");
    s.rejected = j.value("rejected", std::uint64_t{0});
    s.gone = j.value("gone", false);
    s.unreadable = j.value("unreadable", "");
    s.written = j.value("written", false);
    places[s.name] = sources.size();
    sources.push_back(std::move(s));
  });
  for_lines(folder + "/" + kRejectsFile, [&](const json& j) {
    const std::string name = unescape_name(j.at("source").get<std::string>());
    const auto place = places.find(name);
    if (place == places.end()) throw damaged_index(folder + "/" + kRejectsFile);
    sources[place->second].rejects.push_back({name, j.at("line"), j.at("reason")});
  });
  return sources;
}

Sources read_sources_of_format_2(const std::string& folder) {
  const std::string path = folder + "/" + kManifestFile;
  Sources sources;
  try {
    const json manifest = json::parse(system::read_file(path));
    for (const json& j : manifest.at("sources")) {
      SourceState s;
      s.name = j.at("path");
      s.hash = j.at("hash");
      s.papers = j.at("papers");
      const json rejects = j.value("rejects", json::array());
      s.rejected = rejects.size();
      for (const json& r : rejects) {
        if (s.rejects.size() < kMaxStoredRejects) s.rejects.push_back({s.name, r.at(0), r.at(1)});
      }
      sources.push_back(std::move(s));
    }
  } catch (const json::exception& error) {
    throw damaged_index(path + ": " + error.what());
  }
  return sources;
}

}  // namespace nonmun::index
