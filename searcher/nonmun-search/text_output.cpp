#include "searcher/nonmun-search/text_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "analyzers/text/utf8.hpp"
#include "indexer/cli/display.hpp"
#include "indexer/cli/translation.hpp"
#include "searcher/nonmun-search/histogram.hpp"
#include "searcher/nonmun-search/library_texts.hpp"
#include "searcher/nonmun-search/lines.hpp"

namespace nonmun::program {
namespace {

constexpr std::size_t kAuthorsShown = 4;

/// Spaces that fill a column beside a text.
std::string filled(std::size_t width, const std::string& text) {
  return std::string(width - std::min(width, cli::columns(text)), ' ');
}

/// First few authors, and those that match wherever they stand.
cli::MarkedText authors_line(const Hit& hit) {
  std::vector<std::string> shown;
  for (const std::string& author : hit.authors) {
    const bool matches =
        std::any_of(hit.snippets.begin(), hit.snippets.end(),
                    [&](const Snippet& s) { return s.field == "author" && s.text == author; });
    if (shown.size() < kAuthorsShown || matches) shown.push_back(author);
  }
  cli::MarkedText line;
  for (const std::string& author : shown) {
    if (!line.text.empty()) line.text += ", ";
    const std::size_t before = text::count_code_points(line.text);
    for (const Snippet& s : hit.snippets) {
      if (s.field != "author" || s.text != author) continue;
      for (const auto& [begin, end] : s.marks)
        line.marks.emplace_back(before + begin, before + end);
    }
    line.text += author;
  }
  if (shown.size() < hit.authors.size()) {
    line.text += cli::translated(" and {} more", hit.authors.size() - shown.size());
  }
  return line;
}

/// The score as its formula has it; the parts of the hit are its addends.
std::string score_line(const Hit& hit) {
  const double relevance = hit.score_parts.bm25 + hit.score_parts.similarity;
  const auto factor = [&](double part) { return relevance > 0 ? part / relevance : 0; };
  std::string line = cli::translated(
      "score {:.4f} = (bm25 {:.4f} + similarity {:.4f}) × (1 + votes {:.4f} + recency {:.4f})",
      hit.score, hit.score_parts.bm25, hit.score_parts.similarity, factor(hit.score_parts.votes),
      factor(hit.score_parts.recency));
  if (!hit.pinned.empty()) {
    line += cli::translated("; first because the query is its {}", library_name(hit.pinned));
  }
  return line;
}

/// How many papers were found: "608", "about 608".
std::string found_text(const Results& results) {
  const std::string number = thousands(results.found);
  return results.found_exact ? number : cli::translated("about {}", number);
}

/// "17 papers with all words, 608 with any", or "7 of 67 papers" when that says as much.
std::string counts(const Results& results) {
  if (results.scope == Scope::most) {
    return cli::translated("no paper with all words, {} with the most, {} with any",
                           thousands(results.listed), found_text(results));
  }
  if (results.found_all == results.found) {
    return cli::translated("{} of {} papers", found_text(results), thousands(results.out_of));
  }
  return cli::translated_plural("{} paper with all words, {} with any",
                                "{} papers with all words, {} with any", results.found_all,
                                thousands(results.found_all), found_text(results));
}

/// The command line of a query, quoted where a shell would read more than words.
std::string command(const std::string& query) {
  const bool is_plain = std::all_of(query.begin(), query.end(), [](char c) {
    constexpr std::string_view kPlain = " -.,:_/+%@";
    return (c & 0x80) != 0 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || kPlain.find(c) != std::string_view::npos;
  });
  std::string words = query;
  if (!is_plain) {
    for (std::size_t at = 0; (at = words.find('\'', at)) != std::string::npos; at += 4) {
      words.replace(at, 1, "'\\''");
    }
    words = "'" + words + "'";
  }
  return fmt::format("nonmun-search {}{}", query.starts_with('-') ? "-- " : "", words);
}

/// What makes a paper similar, without words that add nothing to be seen.
std::string similar(const Hit& hit) {
  constexpr double kVisible = 0.005;
  std::vector<std::string> words;
  for (const SimilarityShare& s : hit.similarity) {
    if (std::abs(s.share) >= kVisible) words.push_back(fmt::format("{} {:.2f}", s.word, s.share));
  }
  return cli::translated("similar in content {:.2f}", hit.score_parts.similarity) +
         fmt::format("{}{}", words.empty() ? "" : ": ", fmt::join(words, ", "));
}

void add_hit(std::string& out, const Hit& hit, std::size_t width, const cli::Style& style) {
  cli::MarkedText title{hit.title, {}};
  std::vector<cli::MarkedText> passages;
  for (const Snippet& snippet : hit.snippets) {
    if (snippet.field == "title") title.marks = snippet.marks;
    if (snippet.field == "summary") passages.push_back({snippet.text, snippet.marks});
  }
  // The rank stands in the indent of the title's first line.
  const std::string number = fmt::format("{}. ", hit.rank);
  const std::size_t indent = std::max(kIndent, number.size());
  std::string block;
  for (const std::string& line : cli::wrap(title, width - indent, style, style.strong)) {
    block += std::string(indent, ' ') + cli::link(line, hit.url, style) + "\n";
  }
  block.replace(0, number.size(), number);
  out += block;
  std::string facts = fmt::format("{} · {} · {}", hit.id, hit.date, votes_text(hit.votes));
  if (!hit.withdrawn.empty()) facts += cli::translated(" · withdrawn on {}", hit.withdrawn);
  add_lines(out, {facts, {}}, width, style, style.dim);
  if (!hit.authors.empty()) add_lines(out, authors_line(hit), width, style, style.dim);
  for (const cli::MarkedText& passage : passages) {
    if (!passage.text.empty()) add_lines(out, passage, width, style);
  }
  if (!hit.url.empty()) add_address(out, hit.url, width, style);
  if (!hit.explanation.empty()) {
    add_lines(out, {score_line(hit), {}}, width, style);
    for (const ScoreComponent& c : hit.explanation) {
      add_lines(out, {fmt::format("{:8.4f}  {}", c.bm25, c.what), {}}, width, style);
    }
    if (!hit.similarity.empty()) add_lines(out, {similar(hit), {}}, width, style);
  }
}

/// A facet as a table with bars.
void add_facet(std::string& out, const Facet& facet, std::size_t width, const cli::Style& style) {
  const std::size_t others = facet.distinct - facet.values.size();
  out += fmt::format("\n{}{}{}\n", style.strong, library_name(facet.name),
                     style.strong.empty() ? "" : style.reset);
  std::size_t name_columns = 0;
  std::uint64_t most = 1;
  for (const auto& [value, papers] : facet.values) {
    name_columns = std::max(name_columns, cli::columns(cut(value, width)));
    most = std::max(most, papers);
  }
  const std::size_t number_columns = thousands(most).size();
  constexpr std::size_t kBar = 30;
  // A long name is cut so that the number stays in sight.
  const std::size_t room = width - kIndent - number_columns - 2;
  name_columns = std::min(name_columns, room);
  const std::size_t bar = std::min(kBar, room - name_columns);
  for (const auto& [value, papers] : facet.values) {
    const std::string name = cut(value, name_columns);
    const auto length = static_cast<std::size_t>(std::ceil(
        static_cast<double>(papers) / static_cast<double>(most) * static_cast<double>(bar)));
    std::string blocks;
    for (std::size_t i = 0; i < length; ++i) blocks += "█";
    out += fmt::format("{}{}{}  {:>{}}{}{}\n", std::string(kIndent, ' '), name,
                       std::string(name_columns - cli::columns(name), ' '), thousands(papers),
                       number_columns, blocks.empty() ? "" : " ", blocks);
  }
  if (others > 0)
    out += fmt::format("{}{}\n", std::string(kIndent, ' '),
                       cli::translated("and {} more", thousands(others)));
}

void add_understood(std::string& out, std::string_view lines, std::size_t width,
                    const cli::Style& style) {
  out += cli::translate("Searched for") + "\n";
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::size_t indent = std::min(lines.find_first_not_of(' '), end);
    const std::size_t column = std::min(kIndent + indent, width / 2);
    add_lines(out, {plan_line(lines.substr(indent, end - indent)), {}}, width, style, style.dim,
              column);
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
}

/// How many papers were found, and how the query was read.
void add_head(std::string& out, const Results& results, std::size_t width,
              const cli::Style& style) {
  const auto line = [&](const std::string& text) {
    add_lines(out, {text, {}}, width, style, {}, 0);
  };
  const std::string all = thousands(results.out_of);
  if (results.found == 0) {
    line(results.query.empty()
             ? cli::translated("No paper found among {}.", all)
             : cli::translated("No paper found for {} among {}.", results.query, all));
  } else if (results.limit == 0) {
    line(counts(results));
  } else if (results.hits.empty()) {
    line(cli::translated_plural("{} paper found, but none at offset {}.",
                                "{} papers found, but none at offset {}.", results.found,
                                found_text(results), results.offset));
  } else {
    line(cli::translated("{}, {}-{} shown", counts(results), results.hits.front().rank,
                         results.hits.back().rank));
  }
  if (results.did_you_mean) line(cli::translated("Did you mean: {}", *results.did_you_mean));
  for (const Expansion& e : results.expanded) {
    const std::string to = fmt::format("{}", fmt::join(e.to, ", "));
    if (!correction_note(e).empty()) {
      line(cli::translated("No paper has {}; showing {}.", e.from, to));
    } else {
      line(fmt::format("{} = {} ({})", e.from, to, library_name(e.why)));
    }
  }
  for (const Suggestion& s : results.suggestions) {
    line(cli::translated_plural("{} paper {}: {}", "{} papers {}: {}", s.papers,
                                thousands(s.papers), library_text(s.why), command(s.query)));
  }
}

/// The hits in their order, those of the newest month first.
std::vector<std::pair<std::string, std::vector<const Hit*>>> by_month(const Results& results) {
  constexpr std::size_t kMonth = 7;  // YYYY-MM
  std::map<std::string, std::vector<const Hit*>, std::greater<>> months;
  for (const Hit& hit : results.hits) months[hit.date.substr(0, kMonth)].push_back(&hit);
  return {months.begin(), months.end()};
}

void add_hits(std::string& out, const Results& results, std::size_t width, const cli::Style& style,
              bool grouped) {
  if (!grouped) {
    for (const Hit& hit : results.hits) {
      out += "\n";
      add_hit(out, hit, width, style);
    }
    return;
  }
  for (const auto& [month, hits] : by_month(results)) {
    out += "\n";
    add_lines(out, {fmt::format("{} · {}", month, papers_text(hits.size())), {}}, width, style,
              style.strong, 0);
    for (const Hit* hit : hits) {
      out += "\n";
      add_hit(out, *hit, width, style);
    }
  }
}

}  // namespace

std::string text_of(const Results& results, std::size_t terminal, const cli::Style& style,
                    const Layout& layout) {
  const std::size_t width = text_width(terminal);
  std::string out;
  if (layout.header.empty()) {
    add_head(out, results, width, style);
  } else {
    add_lines(out, {layout.header, {}}, width, style, style.strong, 0);
  }
  for (const Facet& facet : results.facets) {
    if (!layout.histogram || facet.name != "month") continue;
    if (const std::string line = histogram(facet, width); !line.empty()) {
      out += style.dim + line + (style.dim.empty() ? "" : style.reset) + "\n";
    }
  }
  if (!results.understood.empty()) add_understood(out, results.understood, width, style);
  add_hits(out, results, width, style, layout.by_month);
  for (const Facet& facet : results.facets) {
    if (!layout.histogram || facet.name != "month") add_facet(out, facet, width, style);
  }
  return out;
}

std::vector<std::string> other_notes(const Results& results) {
  std::vector<std::string> notes = results.notes;
  for (const Expansion& e : results.expanded) std::erase(notes, correction_note(e));
  return notes;
}

std::vector<std::string> caret(std::string_view query, std::size_t column) {
  std::size_t before = 0;  // columns of the terminal
  std::size_t at = 1;
  cli::for_each_shown(query, [&](const cli::Shown& shown) {
    if (at++ < column) before += shown.columns;
  });
  return {std::string(query), std::string(before, ' ') + "^"};
}

std::string text_of(const std::vector<Completion>& completions) {
  std::string out;
  for (const Completion& it : completions) out += cli::display(it.text) + "\n";
  return out;
}

std::string text_of(const std::vector<AnalyzedToken>& tokens) {
  const auto row = [](const std::string& position, const std::string& bytes,
                      const std::string& kind, const std::string& term) {
    return filled(8, position) + position + "  " + bytes + filled(11, bytes) + "  " + kind +
           filled(12, kind) + "  " + term + "\n";
  };
  std::string out = row(cli::translate("position"), cli::translate("bytes"), cli::translate("kind"),
                        cli::translate("term"));
  for (const AnalyzedToken& t : tokens) {
    out += row(std::to_string(t.position), fmt::format("{}-{}", t.begin, t.end), t.kind,
               cli::display(t.term));
  }
  return out;
}

}  // namespace nonmun::program
