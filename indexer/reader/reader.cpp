#include "indexer/reader/reader.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "indexer/reader/formats.hpp"
#include "indexer/reader/text.hpp"

namespace nonmun {
namespace reader {

void reject(Contribution& out, std::size_t line, std::string reason) {
  out.rejects.push_back({out.file, line, std::move(reason)});
}

void warn(Contribution& out, std::size_t line, std::string_view message) {
  out.warnings.push_back(fmt::format("{}:{}: {}", out.file, line, message));
}

namespace {

enum class Format { markdown, jsonl, array };

bool has_extension(std::string_view file, std::string_view extension) {
  return file.size() >= extension.size() &&
         starts_with_nocase(file.substr(file.size() - extension.size()), extension);
}

/// True when what follows a '[' or '{' cannot be JSON: "[link](…)", "[![badge]", "{% raw %}".
bool is_markup(std::string_view start) {
  const std::string_view rest = trim(start.substr(1, 64));
  if (rest.empty()) return false;
  if (start[0] == '{') return rest[0] == '{' || rest[0] == '%' || rest[0] == '#';
  constexpr std::array<std::string_view, 3> kLiterals = {"true", "false", "null"};
  for (const std::string_view literal : kLiterals) {
    if (rest.starts_with(literal)) return false;
  }
  return std::string_view("{[]\"-0123456789").find(rest[0]) == std::string_view::npos;
}

Format format_of(std::string_view file, std::string_view content) {
  const std::string_view start = content.substr(content.find_first_not_of(" \t\r\n"));
  // A file that says it is JSON is read as JSON: taken for Markdown, one bad first line would make
  // the whole file "not a digest", and its good lines would be lost in silence.
  const bool named_json = has_extension(file, ".json") || has_extension(file, ".jsonl") ||
                          has_extension(file, ".ndjson");
  if (start[0] == '[' && (named_json || !is_markup(start))) return Format::array;
  if (start[0] == '{' && (named_json || !is_markup(start))) return Format::jsonl;
  return named_json ? Format::jsonl : Format::markdown;
}

}  // namespace
}  // namespace reader

Contribution read_digest(std::string file, std::string_view content) {
  Contribution out;
  out.file = std::move(file);
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  if (reader::trim(content).empty()) {
    const bool markdown =
        reader::has_extension(out.file, ".md") || reader::has_extension(out.file, ".markdown");
    out.is_digest = !markdown;
    return out;
  }
  switch (reader::format_of(out.file, content)) {
    case reader::Format::array:
      reader::read_daily_papers_api(content, out);
      break;
    case reader::Format::jsonl:
      reader::read_jsonl(content, out);
      break;
    case reader::Format::markdown:
      reader::read_markdown(content, out);
      break;
  }
  return out;
}

std::vector<VoteUpdate> vote_updates(const Contribution& contribution) {
  std::vector<VoteUpdate> updates;
  for (const Entry& entry : contribution.entries) {
    if (!entry.paper.votes) continue;
    updates.push_back({entry.paper.id, *entry.paper.votes, entry.paper.votes_at, entry.line});
  }
  updates.insert(updates.end(), contribution.votes.begin(), contribution.votes.end());
  return updates;
}

}  // namespace nonmun
