#include "indexer/paper/arxiv_id.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analyzers/text/ascii.hpp"
#include "indexer/paper/paper.hpp"

namespace nonmun::paper {
namespace {

using text::ascii_lower;
using text::is_ascii_alpha;
using text::is_ascii_digit;

std::size_t digits_at(std::string_view text, std::size_t from) {
  std::size_t n = 0;
  while (from + n < text.size() && is_ascii_digit(text[from + n])) ++n;
  return n;
}

int two_digits(std::string_view text, std::size_t at) {
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

/// Removes `prefix` (lower case) from the start of `text`, in any case.
bool strip_prefix(std::string_view& text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    if (ascii_lower(text[i]) != prefix[i]) return false;
  }
  text.remove_prefix(prefix.size());
  return true;
}

/// Archives that gave ids of their own until March 2007.
constexpr std::array<std::string_view, 34> kArchives = {
    "acc-phys", "adap-org", "alg-geom", "ao-sci",   "astro-ph", "atom-ph",  "bayes-an",
    "chao-dyn", "chem-ph",  "cmp-lg",   "comp-gas", "cond-mat", "cs",       "dg-ga",
    "funct-an", "gr-qc",    "hep-ex",   "hep-lat",  "hep-ph",   "hep-th",   "math",
    "math-ph",  "mtrl-th",  "nlin",     "nucl-ex",  "nucl-th",  "patt-sol", "physics",
    "plasm-ph", "q-alg",    "q-bio",    "quant-ph", "solv-int", "supr-con"};

/// Where papers of arXiv are shown: what stands before the id in an address, after "https://".
/// For arxiv.org itself the subdomains ("export.", "browse.") are already cut off.
constexpr std::array<std::string_view, 18> kPlaces = {
    "arxiv.org/abs/",     "arxiv.org/pdf/",          "arxiv.org/html/",   "arxiv.org/format/",
    "arxiv.org/ps/",      "arxiv.org/e-print/",      "arxiv.org/src/",    "huggingface.co/papers/",
    "hf.co/papers/",      "alphaxiv.org/abs/",       "alphaxiv.org/pdf/", "alphaxiv.org/overview/",
    "ar5iv.org/abs/",     "ar5iv.org/html/",         "doi.org/10.48550/", "papers.cool/arxiv/",
    "scirate.com/arxiv/", "arxiv-vanity.com/papers/"};
constexpr std::array<std::string_view, 6> kSubdomains = {"www.", "export.",     "browse.",
                                                         "dx.",  "ar5iv.labs.", "de."};

/// Removes what stands before the id in an address.
bool strip_place(std::string_view& text) {
  std::string_view rest = text;
  if (!strip_prefix(rest, "https:")) strip_prefix(rest, "http:");
  strip_prefix(rest, "//");
  for (const std::string_view subdomain : kSubdomains) {
    if (strip_prefix(rest, subdomain)) break;
  }
  for (const std::string_view place : kPlaces) {
    if (!strip_prefix(rest, place)) continue;
    text = rest;
    return true;
  }
  return false;
}

std::string without_invisible(std::string_view text) {
  constexpr std::array<std::string_view, 8> kInvisible = {
      "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E",
      "\xE2\x80\x8F", "\xE2\x81\xA0", "\xEF\xBB\xBF", "\xC2\xAD"};
  std::string out;
  while (!text.empty()) {
    const auto* const mark =
        std::find_if(kInvisible.begin(), kInvisible.end(),
                     [&](std::string_view candidate) { return text.starts_with(candidate); });
    const std::size_t length = mark == kInvisible.end() ? 1 : mark->size();
    if (mark == kInvisible.end()) out += text[0];
    text.remove_prefix(length);
  }
  return out;
}

/// The id "2402.10893" at the start of `text`, which is cut off.
std::optional<ArxivId> take_new_style(std::string_view& text) {
  if (digits_at(text, 0) != 4 || text.size() < 6 || text[4] != '.') return std::nullopt;
  const std::size_t serial = digits_at(text, 5);
  if (serial == 0 || serial > 6) return std::nullopt;
  ArxivId found{std::string(text.substr(0, 5 + serial)), {}};
  const int year = two_digits(text, 0);
  const int month = two_digits(text, 2);
  const std::size_t due = year >= 15 ? 5 : 4;  // a fifth digit came with January 2015
  if (month < 1 || month > 12) {
    found.problem = fmt::format("there is no month {:02}", month);
  } else if (year * 100 + month < 704) {
    found.problem = "ids of this form began in April 2007";
  } else if (serial != due) {
    found.problem = fmt::format("{} digits after the point, not {}{}", serial, due,
                                serial < due ? " (a zero lost at the end?)" : "");
  }
  text.remove_prefix(5 + serial);
  return found;
}

/// The id of before April 2007, "cs/0112017" or "cs.CL/0112017", at the start of `text`.
std::optional<ArxivId> take_old_style(std::string_view& text) {
  constexpr std::size_t kMaxArchive = 20;
  const std::size_t slash = text.substr(0, kMaxArchive + 1).find('/');
  if (slash == std::string_view::npos || slash < 2) return std::nullopt;
  std::string archive;
  for (const char c : text.substr(0, slash)) {
    const bool letter = is_ascii_alpha(c);
    if (!letter && (archive.empty() || (c != '-' && c != '.'))) return std::nullopt;
    archive += ascii_lower(c);
  }
  if (digits_at(text, slash + 1) != 7) return std::nullopt;
  archive = archive.substr(0, archive.find('.'));  // the subject class is not part of the id
  const std::string_view number = text.substr(slash + 1, 7);
  ArxivId found{archive + "/" + std::string(number), {}};
  const int year = two_digits(number, 0);
  const int month = two_digits(number, 2);
  if (std::find(kArchives.begin(), kArchives.end(), archive) == kArchives.end()) {
    found.problem = fmt::format("arXiv has no archive \"{}\"", archive);
  } else if (month < 1 || month > 12) {
    found.problem = fmt::format("there is no month {:02}", month);
  } else if (year < 91 && year * 100 + month > 703) {
    found.problem = "ids of this form ended in March 2007";
  }
  text.remove_prefix(slash + 8);
  return found;
}

}  // namespace

std::optional<ArxivId> find_arxiv_id(std::string_view text) {
  constexpr std::size_t kMaxAddress = 500;  // longer addresses are of something else
  if (text.size() > kMaxAddress && !is_ascii_digit(text[0])) return std::nullopt;
  std::string visible;
  if (std::any_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; })) {
    visible = without_invisible(text);
    text = visible;
  }
  const bool address = strip_place(text);
  if (!address) strip_prefix(text, "10.48550/");
  if (!strip_prefix(text, "arxiv:")) strip_prefix(text, "arxiv.");
  std::optional<ArxivId> found = take_new_style(text);
  if (!found) found = take_old_style(text);
  if (!found) return std::nullopt;
  if (!text.empty() && (text[0] == 'v' || text[0] == 'V')) {
    const std::size_t n = digits_at(text, 1);
    if (n == 0) return std::nullopt;
    text.remove_prefix(1 + n);
  }
  if (address) {
    strip_prefix(text, ".pdf");
    strip_prefix(text, "/");
    if (!text.empty() && (text[0] == '#' || text[0] == '?')) text = {};
  }
  if (!text.empty()) return std::nullopt;
  return found;
}

std::optional<std::string> arxiv_id(std::string_view text) {
  std::optional<ArxivId> found = find_arxiv_id(text);
  if (!found || !found->problem.empty()) return std::nullopt;
  return std::move(found->id);
}

bool is_possible_on(std::string_view id, Day listed) {
  if (is_foreign(id)) return true;
  const std::size_t slash = id.find('/');
  const std::string_view number = slash == std::string_view::npos ? id : id.substr(slash + 1);
  if (digits_at(number, 0) < 4) return true;
  const int year = two_digits(number, 0);
  const int month = two_digits(number, 2);
  const int century = slash != std::string_view::npos && year > 90 ? 1900 : 2000;
  return (century + year) * 12 + month <= listed.year() * 12 + listed.month() + 1;
}

bool is_own_number(std::string_view id) {
  return digits_at(id, 0) == 4 && id[0] == '9';
}

}  // namespace nonmun::paper
