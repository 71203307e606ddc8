#include "indexer/cli/message_patterns.hpp"

#include <fmt/args.h>

#include <optional>
#include <vector>

namespace nonmun::cli {
namespace {

constexpr std::string_view kPlace = "{}";
constexpr int kMaxDepth = 4;  ///< of messages in messages

std::size_t own_text(std::string_view pattern) {
  std::size_t size = pattern.size();
  for (std::size_t at = 0; (at = pattern.find(kPlace, at)) != std::string_view::npos;
       at += kPlace.size()) {
    size -= kPlace.size();
  }
  return size;
}

/// The values that make the message from the pattern; nothing when none do.
std::optional<std::vector<std::string_view>> values_of(std::string_view message,
                                                       std::string_view pattern) {
  std::vector<std::string_view> values;
  std::size_t place = pattern.find(kPlace);
  if (place == std::string_view::npos) {
    if (message != pattern) return std::nullopt;
    return values;
  }
  if (!message.starts_with(pattern.substr(0, place))) return std::nullopt;
  message.remove_prefix(place);
  while (true) {
    pattern.remove_prefix(place + kPlace.size());
    place = pattern.find(kPlace);
    const std::string_view literal = pattern.substr(0, place);
    const bool is_last = place == std::string_view::npos;
    if (is_last && !message.ends_with(literal)) return std::nullopt;
    const std::size_t end = is_last ? message.size() - literal.size() : message.find(literal);
    if (end == std::string_view::npos) return std::nullopt;
    values.push_back(message.substr(0, end));
    if (is_last) return values;
    message.remove_prefix(end + literal.size());
  }
}

std::string translate_message(std::string_view message, std::span<const MessagePattern> patterns,
                              std::string (*translation)(std::string_view), int depth) {
  const MessagePattern* best = nullptr;
  std::vector<std::string_view> values;
  for (const MessagePattern& pattern : patterns) {
    if (best != nullptr && own_text(pattern.text) <= own_text(best->text)) continue;
    if (auto found = values_of(message, pattern.text)) {
      best = &pattern;
      values = std::move(*found);
    }
  }
  if (best == nullptr) return std::string(message);
  fmt::dynamic_format_arg_store<fmt::format_context> filled;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool is_message = (best->parts >> i & 1U) != 0 && depth < kMaxDepth;
    filled.push_back(is_message ? translate_message(values[i], patterns, translation, depth + 1)
                                : std::string(values[i]));
  }
  return format_translation(translation(best->text), best->text, filled);
}

}  // namespace

std::string translate_composed(std::string_view message, std::span<const MessagePattern> patterns,
                               std::string (*translation)(std::string_view)) {
  return translate_message(message, patterns, translation, 0);
}

}  // namespace nonmun::cli
