#include "indexer/reader/reader.hpp"

#include <array>
#include <utility>

#include "indexer/reader/encoding.hpp"
#include "indexer/reader/formats.hpp"
#include "indexer/reader/text.hpp"
#include "indexer/system/interrupt.hpp"

namespace nonmun::reader {

void Reading::reject(std::size_t line, std::string reason, std::string item) {
  rejects_.add(line, std::move(reason), std::move(item));
}

void Reading::warn(std::size_t line, std::string message, std::string item, WarningKind kind) {
  warnings_.add(line, std::move(message), std::move(item), kind);
}

void Reading::skip_file(std::string why) {
  out_.is_digest = false;
  out_.not_digest = std::move(why);
}

void Reading::look_at_signals() {
  constexpr std::size_t kEvery = 256;
  if (++looks_ % kEvery == 0) system::throw_if_interrupted(interrupted_);
}

void Reading::finish() {
  out_.rejected = rejects_.count();
  out_.unexplained = out_.rejected;
  for (Message& message : std::move(rejects_).take()) {
    out_.unexplained -= message.times;
    out_.rejects.push_back({out_.file, message.line, std::move(message.text)});
  }
  for (Message& message : std::move(warnings_).take()) {
    out_.warnings.push_back({message.kind, message.line, std::move(message.text)});
  }
}

namespace {

enum class Format { markdown, objects, array };

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
  if (start[0] == '{' && (named_json || !is_markup(start))) return Format::objects;
  return named_json ? Format::objects : Format::markdown;
}

void read_any(std::string_view content, Reading& reading) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  std::string converted;
  if (has_utf16_mark(content)) {
    converted = utf16_to_utf8(content);
    content = converted;
  }
  if (content.starts_with(kByteOrderMark)) content.remove_prefix(kByteOrderMark.size());
  if (trim(content).empty()) {
    const bool markdown =
        has_extension(reading.file(), ".md") || has_extension(reading.file(), ".markdown");
    if (markdown) reading.skip_file("it is empty");
    return;
  }
  switch (format_of(reading.file(), content)) {
    case Format::array:
      return read_json_array(content, reading);
    case Format::objects:
      return read_json_objects(content, reading);
    case Format::markdown:
      return read_markdown(content, reading);
  }
}

}  // namespace

Contribution read_digest(std::string file, std::string_view content,
                         const std::atomic<bool>* interrupted) {
  Contribution out;
  out.file = std::move(file);
  Reading reading(out, interrupted);
  read_any(content, reading);
  reading.finish();
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

}  // namespace nonmun::reader
