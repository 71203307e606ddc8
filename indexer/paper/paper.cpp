#include "indexer/paper/paper.hpp"

#include <algorithm>
#include <array>

#include "analyzers/text/ascii.hpp"

namespace nonmun::paper {
namespace {

constexpr std::array<std::string_view, 5> kKindNames = {"body", "whats_new", "technical",
                                                        "performance", "other"};

}  // namespace

std::string_view to_string(SectionKind kind) {
  return kKindNames[static_cast<std::size_t>(kind)];
}

std::optional<SectionKind> section_kind_from(std::string_view name) {
  for (std::size_t i = 0; i < kKindNames.size(); ++i) {
    if (kKindNames[i] == name) return static_cast<SectionKind>(i);
  }
  return std::nullopt;
}

std::string page_url(const Paper& paper) {
  return is_foreign(paper.id) ? paper.url : "https://arxiv.org/abs/" + paper.id;
}

bool is_web_address(std::string_view text) {
  constexpr std::array<std::string_view, 2> kSchemes = {"https://", "http://"};
  const auto starts = [&](std::string_view scheme) {
    return text.size() > scheme.size() &&
           std::equal(scheme.begin(), scheme.end(), text.begin(),
                      [](char s, char t) { return s == text::ascii_lower(t); });
  };
  if (std::none_of(kSchemes.begin(), kSchemes.end(), starts)) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) > ' ' && c != 0x7F &&
           std::string_view("\"'`<>\\").find(c) == std::string_view::npos;
  });
}

}  // namespace nonmun::paper
