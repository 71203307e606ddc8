#include "tests/fuzz/reading.hpp"

#include <algorithm>

#include "analyzers/text/utf8.hpp"
#include "indexer/paper/arxiv_id.hpp"
#include "indexer/paper/day.hpp"
#include "indexer/paper/paper.hpp"
#include "indexer/paper/record.hpp"
#include "indexer/reader/reader.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace nonmun::fuzz {
namespace {

bool is_utf8(std::string_view text) {
  return text::decode_utf8(text).has_value();
}

void check_paper(const paper::Paper& paper) {
  require(paper::arxiv_id(paper.id) == paper.id || paper.id.starts_with("x:"),
          "an id is canonical");
  require(!paper.listed.empty(), "a paper has a day");
  require(std::is_sorted(paper.listed.begin(), paper.listed.end()), "days are in order");
  require(std::all_of(paper.listed.begin(), paper.listed.end(),
                      [](const auto& day) { return paper::Day::parse(day).has_value(); }),
          "days are dates");
  require(!paper.votes || *paper.votes >= 0, "votes are not negative");
  require(is_utf8(paper.title) && is_utf8(paper.abstract) && is_utf8(paper.url), "texts are UTF-8");
  for (const std::string& author : paper.authors) require(is_utf8(author), "authors are UTF-8");
  for (const paper::Section& section : paper.sections) {
    require(is_utf8(section.text) && is_utf8(section.label), "sections are UTF-8");
    require(!section.text.empty(), "a section has a text");
  }
  const paper::Listing listing{"source", paper};
  require(paper::decode_record(paper::EncodedRecord{{paper::encode(listing)}}.bytes()).listings ==
              std::vector<paper::Listing>{listing},
          "a paper can be stored");
}

}  // namespace

void read_and_check(const std::string& name, std::string_view content) {
  const reader::Contribution contribution = reader::read_digest(name, content);
  const auto lines =
      static_cast<std::size_t>(std::count_if(content.begin(), content.end(),
                                             [](char c) { return c == '\n' || c == '\r'; })) +
      1;
  const auto check_line = [&](std::size_t line) {
    require(line >= 1 && line <= lines, "a line is one of the file");
  };
  for (const reader::Entry& entry : contribution.entries) {
    check_line(entry.line);
    check_paper(entry.paper);
  }
  for (const reader::VoteUpdate& update : reader::vote_updates(contribution)) {
    check_line(update.line);
    require(update.votes >= 0, "votes are not negative");
  }
  for (const Reject& reject : contribution.rejects) {
    check_line(reject.line);
    require(!reject.reason.empty(), "a reject has a reason");
  }
}

}  // namespace nonmun::fuzz
