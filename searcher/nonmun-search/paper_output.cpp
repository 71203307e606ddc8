#include "searcher/nonmun-search/paper_output.hpp"

#include <fmt/format.h>

#include "indexer/cli/terminal.hpp"
#include "indexer/cli/translation.hpp"
#include "searcher/nonmun-search/formats.hpp"
#include "searcher/nonmun-search/lines.hpp"

namespace nonmun::program {
namespace {

std::string heading_of(const PaperSection& section) {
  if (section.kind == "body") return cli::translate("Summary");
  if (section.kind == "whats_new") return cli::translate("What's new");
  if (section.kind == "technical") return cli::translate("Technical details");
  if (section.kind == "performance") return cli::translate("Performance");
  return section.label.empty() ? cli::translate("More") : section.label;
}

std::string facts_of(const PaperDetails& paper) {
  std::string facts = cli::translated("{} · listed {} · {}", paper.id,
                                      fmt::join(paper.listed, ", "), votes_text(paper.votes));
  if (!paper.withdrawn.empty()) facts += cli::translated(" · withdrawn on {}", paper.withdrawn);
  return facts;
}

std::string source_of(const PaperSource& source) {
  return source.line == 0 ? source.name : fmt::format("{}:{}", source.name, source.line);
}

/// Visits the parts below the head: visit(heading or "" when it is that of the part before, text).
template <class Visit>
void for_each_part(const PaperDetails& paper, Visit visit) {
  std::string last;
  for (const PaperSection& section : paper.sections) {
    const std::string heading = heading_of(section);
    visit(heading == last ? std::string() : heading, cli::MarkedText{section.text, section.marks});
    last = heading;
  }
  if (!paper.abstract.empty()) {
    visit(cli::translate("Abstract"), cli::MarkedText{paper.abstract, paper.abstract_marks});
  }
  if (!paper.keywords.empty()) {
    visit(cli::translate("Keywords"),
          cli::MarkedText{fmt::format("{}", fmt::join(paper.keywords, ", ")), {}});
  }
}

}  // namespace

std::string text_of(const PaperDetails& paper, std::size_t terminal, const cli::Style& style) {
  const std::size_t width = text_width(terminal);
  std::string out;
  const auto heading = [&](const std::string& text) {
    out += "\n";
    add_lines(out, {text, {}}, width, style, style.strong, 0);
  };
  for (const std::string& line :
       cli::wrap({paper.title, paper.title_marks}, width, style, style.strong)) {
    out += cli::link(line, paper.url, style) + "\n";
  }
  add_lines(out, {facts_of(paper), {}}, width, style, style.dim);
  add_lines(out, {fmt::format("{}", fmt::join(paper.authors, ", ")), {}}, width, style, style.dim);
  if (!paper.url.empty()) add_address(out, paper.url, width, style);
  for_each_part(paper, [&](const std::string& title, const cli::MarkedText& text) {
    if (!title.empty()) heading(title);
    add_lines(out, text, width, style);
  });
  if (!paper.sources.empty())
    heading(cli::translate_plural("Source", "Sources", paper.sources.size()));
  for (const PaperSource& source : paper.sources) {
    add_lines(out, {source_of(source), {}}, width, style, style.dim);
  }
  return out;
}

std::string markdown(const PaperDetails& paper) {
  const std::string title = markdown_escaped(paper.title);
  std::string out = cli::is_web_address(paper.url)
                        ? fmt::format("## [{}](<{}>)\n\n", title, paper.url)
                        : fmt::format("## {}\n\n", title);
  if (!paper.authors.empty()) {
    out += markdown_escaped(fmt::format("{}", fmt::join(paper.authors, ", "))) + "\\\n";
  }
  out += markdown_escaped(facts_of(paper)) + "\n";
  for_each_part(paper, [&](const std::string& heading, const cli::MarkedText& text) {
    if (!heading.empty()) out += fmt::format("\n### {}\n\n", markdown_escaped(heading));
    out += fmt::format("- {}\n", markdown_escaped(text.text));
  });
  return out;
}

}  // namespace nonmun::program
