#include "indexer/reader/messages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "indexer/reader/reader.hpp"

namespace nonmun::reader {
namespace {

// More of the same have one cause, which is not in the lines.
constexpr std::size_t kMaxAlike = 10;

}  // namespace

void Messages::add(std::size_t line, std::string text, std::string item, WarningKind kind) {
  ++count_;
  const auto found = by_text_.find(text);
  std::size_t at = groups_.size();
  if (found != by_text_.end()) {
    at = found->second;
  } else {
    if (groups_.size() == kMaxRejects) return;
    by_text_.emplace(text, at);
    groups_.push_back({text, kind, 0, {}});
  }
  Group& group = groups_[at];
  ++group.count;
  if (group.first.size() >= kMaxAlike) return;
  std::string said = item.empty() ? std::move(text) : fmt::format("{}: {}", item, text);
  group.first.push_back({line, std::move(said), kind});
}

std::vector<Message> Messages::take() && {
  std::vector<Message> all;
  for (Group& group : groups_) {
    if (group.count > kMaxAlike) {
      all.push_back({group.first[0].line,
                     fmt::format("{} ({} times, the first here)", group.text, group.count),
                     group.kind, group.count});
    } else {
      std::move(group.first.begin(), group.first.end(), std::back_inserter(all));
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Message& a, const Message& b) { return a.line < b.line; });
  if (all.size() > kMaxRejects) all.resize(kMaxRejects);
  return all;
}

}  // namespace nonmun::reader
