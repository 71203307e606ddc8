#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nonmun {

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

  bool operator==(const Paper&) const = default;
};

/// The address of a paper's page.
std::string page_url(const Paper& paper);

/// A paper's canonical arXiv id when `text` is one, with or without version, as a bare id, an
/// "arXiv:" id, or an address of arxiv.org or huggingface.co/papers; none otherwise.
std::optional<std::string> arxiv_id(std::string_view text);

/// True for YYYY-MM-DD naming a day of the Gregorian calendar.
bool is_iso_date(std::string_view text);

}  // namespace nonmun
