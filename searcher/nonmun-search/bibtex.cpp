#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "analyzers/text/key.hpp"
#include "indexer/cli/display.hpp"
#include "searcher/nonmun-search/formats.hpp"

namespace nonmun::program {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// 2402.10893, the form since April 2007.
bool is_new_arxiv_id(std::string_view id) {
  if (id.size() < 9 || id[4] != '.') return false;
  return std::all_of(id.begin(), id.begin() + 4, is_digit) &&
         std::all_of(id.begin() + 5, id.end(), is_digit);
}

/// cs/0112017, the form before.
bool is_old_arxiv_id(std::string_view id) {
  const std::size_t slash = id.find('/');
  return slash != std::string_view::npos && slash > 0 && id.size() == slash + 8 &&
         std::all_of(id.begin() + static_cast<std::ptrdiff_t>(slash) + 1, id.end(), is_digit);
}

std::string year_of(const Citation& paper) {
  if (is_new_arxiv_id(paper.id)) return "20" + paper.id.substr(0, 2);
  if (is_old_arxiv_id(paper.id)) {
    const std::string year = paper.id.substr(paper.id.find('/') + 1, 2);
    return (year >= "90" ? "19" : "20") + year;
  }
  return paper.date.substr(0, 4);
}

/// The Latin letters and digits of a word, small and without accents.
std::string key_part(std::string_view word) {
  std::string part;
  for (const char c : text::key_of(word)) {
    if (is_letter(c) || is_digit(c)) part += c;
  }
  return part;
}

std::vector<std::string_view> words_of(std::string_view text) {
  constexpr std::string_view kBetween = " \t\n-:,.;/()[]{}$\\^_";
  std::vector<std::string_view> words;
  std::size_t at = text.find_first_not_of(kBetween);
  while (at != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
    words.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(kBetween, end);
  }
  return words;
}

std::string first_word(std::string_view title) {
  constexpr std::array<std::string_view, 17> kSmall = {"a",  "an",  "the",  "on",  "in",     "of",
                                                       "to", "for", "from", "is",  "are",    "with",
                                                       "at", "by",  "and",  "via", "towards"};
  for (const std::string_view word : words_of(title)) {
    std::string part = key_part(word);
    if (!part.empty() && std::find(kSmall.begin(), kSmall.end(), part) == kSmall.end()) {
      return part;
    }
  }
  return {};
}

/// A formula between dollars: TeX, with its braces in pairs and nothing that ends a line.
bool is_formula(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;  // an escaped brace is no brace
    } else if (text[i] == '{') {
      ++depth;
    } else if ((text[i] == '}' && --depth < 0) || text[i] == '%' || text[i] == '#') {
      return false;
    }
  }
  return depth == 0 && !text.ends_with('\\') &&
         text.find_first_of("\\^_") != std::string_view::npos;
}

void add_escaped(std::string& out, char c) {
  switch (c) {
    case '\\':
      out += "\\textbackslash{}";
      break;
    case '~':
      out += "\\textasciitilde{}";
      break;
    case '^':
      out += "\\textasciicircum{}";
      break;
    case '{':
    case '}':
      // BibTeX counts braces without looking at backslashes: a single one would end the field.
      out += c == '{' ? "\\textbraceleft{}" : "\\textbraceright{}";
      break;
    case '&':
    case '%':
    case '$':
    case '#':
    case '_':
      out += '\\';
      [[fallthrough]];
    default:
      out += c;
  }
}

/// An author. "and" separates authors and a comma the parts of a name, so a name with either is
/// kept together by braces.
std::string author(const std::string& name) {
  const std::string text = tex_escaped(name);
  const bool whole = name.find(',') != std::string::npos || name.find(" and ") != std::string::npos;
  return whole ? "{" + text + "}" : text;
}

/// "a" to "z", then "aa": what tells entries apart that would have the same key.
std::string suffix(std::size_t number) {
  std::string letters;
  for (; number > 0; number = (number - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('a' + (number - 1) % 26));
  }
  return letters;
}

}  // namespace

std::string tex_escaped(std::string_view text) {
  const std::string shown = cli::display(text);
  std::string out;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (shown[i] == '$') {
      const std::size_t end = shown.find('$', i + 1);
      if (end != std::string::npos && is_formula(shown.substr(i + 1, end - i - 1))) {
        out += shown.substr(i, end - i + 1);
        i = end;
        continue;
      }
    }
    add_escaped(out, shown[i]);
  }
  return out;
}

std::string bibtex_key(const Citation& paper) {
  std::string name;
  if (!paper.authors.empty()) {
    const std::string_view first = paper.authors.front();
    // "Dao, Tri" begins with the family name, "Tri Dao" ends with it.
    const auto words = words_of(first.substr(0, first.find(',')));
    if (!words.empty()) name = key_part(words.back());
  }
  const std::string key = name + year_of(paper) + first_word(paper.title);
  // A key of digits alone is hard to cite, and one without name and title hardly unique.
  return !key.empty() && is_letter(key.front()) ? key : "paper" + key;
}

std::string bibtex(std::span<const Citation> papers) {
  std::map<std::string, std::size_t> used;
  std::string out;
  for (const Citation& p : papers) {
    std::string key = bibtex_key(p);
    const std::size_t before = used[key]++;
    if (before > 0) used[key += suffix(before + 1)]++;
    out += fmt::format("{}@misc{{{},\n  title = {{{{{}}}}},\n", out.empty() ? "" : "\n", key,
                       tex_escaped(p.title));
    if (!p.authors.empty()) {
      std::vector<std::string> names;
      for (const std::string& name : p.authors) names.push_back(author(name));
      out += fmt::format("  author = {{{}}},\n", fmt::join(names, " and "));
    }
    if (const std::string year = year_of(p); !year.empty()) {
      out += fmt::format("  year = {{{}}},\n", year);
    }
    if (is_new_arxiv_id(p.id) || is_old_arxiv_id(p.id)) {
      out += fmt::format("  eprint = {{{}}},\n  archivePrefix = {{arXiv}},\n", p.id);
    }
    if (!p.url.empty()) {
      std::string url;
      for (const char c : cli::display(p.url)) {
        const bool unsafe = c == '{' || c == '}' || c == '\\' || c == ' ';
        url += unsafe ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
      }
      out += fmt::format("  url = {{{}}},\n", url);
    }
    out += "}\n";
  }
  return out;
}

}  // namespace nonmun::program
