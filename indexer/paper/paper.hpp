#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nonmun::paper {

/// What a bullet of a digest is about, from its label ("What's New", …).
enum class SectionKind : std::uint8_t { body, whats_new, technical, performance, other };

std::string_view to_string(SectionKind kind);
std::optional<SectionKind> section_kind_from(std::string_view name);

/// One bullet of a summary.
struct Section {
  SectionKind kind = SectionKind::body;
  std::string label;  ///< as written, only for SectionKind::other
  std::string text;   ///< source text without bullet marker and label

  bool operator==(const Section&) const = default;
};

/// A paper as one source lists it, or as the index holds it after merging all sources.
struct Paper {
  std::string id;                   ///< arXiv id without version, or "x:" and a foreign key
  std::string title;                ///< as written between the brackets
  std::vector<std::string> listed;  ///< days listed, ISO dates, ascending and distinct; never empty
  std::optional<std::int64_t> votes;     ///< 0 or more; no value when unknown (unknown is not 0)
  std::optional<std::int64_t> votes_at;  ///< when the votes were read, Unix seconds
  std::vector<std::string> authors;      ///< in source order, distinct
  std::vector<Section> sections;
  std::string abstract;               ///< English abstract, when the source has one
  std::vector<std::string> keywords;  ///< when the source has them
  std::string url;                    ///< empty: the arXiv page of `id`
  std::string withdrawn;              ///< day withdrawn, ISO; empty when it is not, or not known

  bool operator==(const Paper&) const = default;
};

/// True for the id of a paper that is not of arXiv: "x:" and a key of its source.
inline bool is_foreign(std::string_view id) {
  return id.starts_with("x:");
}

/// The address of a paper's page: arXiv's for an arXiv paper, else the one its source gives; empty
/// when it gives none.
std::string page_url(const Paper& paper);

/// True for an address that can be shown as a link: http or https, without white space, quotes,
/// angle brackets, backslashes and control characters.
bool is_web_address(std::string_view text);

}  // namespace nonmun::paper
