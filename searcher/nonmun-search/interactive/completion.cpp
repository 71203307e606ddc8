#include "searcher/nonmun-search/interactive/completion.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analyzers/text/key.hpp"

namespace nonmun::program::interactive {

bool adds_to(std::string_view query, std::string_view completion) {
  if (completion.empty()) return false;
  // "author" has the key of "author:", but less of it.
  return completion.size() > query.size() || text::key_of(completion) != text::key_of(query);
}

std::string shown_completion(std::string_view query, std::string_view completion,
                             bool can_continue) {
  if (can_continue && completion.starts_with(query)) {
    return std::string(completion.substr(query.size()));
  }
  const auto differs =
      std::mismatch(query.begin(), query.end(), completion.begin(), completion.end());
  const std::string_view same =
      query.substr(0, static_cast<std::size_t>(differs.first - query.begin()));
  const std::size_t space = same.rfind(' ');
  const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
  return fmt::format(" → {}", completion.substr(begin));
}

}  // namespace nonmun::program::interactive
