#include <algorithm>
#include <charconv>
#include <nonmun/search.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/cli/pager.hpp"
#include "indexer/cli/translation.hpp"
#include "searcher/nonmun-search/browser.hpp"
#include "searcher/nonmun-search/commands.hpp"
#include "searcher/nonmun-search/formats.hpp"
#include "searcher/nonmun-search/open_index.hpp"
#include "searcher/nonmun-search/option_table.hpp"
#include "searcher/nonmun-search/paper_output.hpp"
#include "searcher/nonmun-search/print_results.hpp"
#include "searcher/nonmun-search/state.hpp"

namespace nonmun::program {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_number(const std::string& word) {
  constexpr std::size_t kMaxDigits = 9;
  return !word.empty() && word.size() <= kMaxDigits &&
         std::all_of(word.begin(), word.end(), is_digit);
}

/// Whether a word can only be an id, or an address that has one: "2402.10893v2", "cs/0112017",
/// "x:boats-1", "https://arxiv.org/abs/2402.10893".
bool is_id(const std::string& word) {
  if (word.find(' ') != std::string::npos) return false;
  if (word.find_first_of(":/") != std::string::npos) return true;
  constexpr std::size_t kMonth = 4;  // digits before the dot
  const std::size_t dot = word.find('.');
  return dot == kMonth && word.size() > dot + kMonth &&
         std::all_of(word.begin(), word.begin() + kMonth, is_digit) &&
         std::all_of(word.begin() + kMonth + 1, word.begin() + 2 * kMonth + 1, is_digit);
}

bool has_form(const std::vector<std::string>& words) {
  return words.size() == 1 && (is_number(words.front()) || is_id(words.front()));
}

struct Wanted {
  std::string id, index, query;
};

/// The paper that is to be shown: in the index of the last search, if it was a hit of that.
Wanted wanted(const cli::Arguments& arguments) {
  const std::string& word = arguments.words.front();
  const std::optional<LastSearch> last = last_search();
  if (!is_number(word)) {
    return {word, index_names(arguments), last ? last->query : std::string()};
  }
  if (!last) {
    throw Error(Cause::usage, cli::translated("no hit {}: there was no search before", word),
                cli::translate("search first, or name a paper by its id"));
  }
  std::size_t rank = 0;
  std::from_chars(word.data(), word.data() + word.size(), rank);
  for (const auto& [number, id] : last->hits) {
    if (number == rank) {
      return {id, arguments.has("index") ? index_names(arguments) : last->index, last->query};
    }
  }
  throw Error(Cause::usage,
              last->hits.empty()
                  ? cli::translated("no hit {}: the last search showed no papers", word)
                  : cli::translated("no hit {}: the last search showed {} to {}", word,
                                    last->hits.front().first, last->hits.back().first));
}

std::optional<PaperDetails> find(const Index& index, const Wanted& paper) {
  try {
    return index.paper(paper.id, paper.query);
  } catch (const Error& error) {
    // The last query need not be one that can be read today; it is only marked.
    if (error.cause() != Cause::usage && error.cause() != Cause::query_syntax) throw;
    return index.paper(paper.id);
  }
}

int run(const cli::Arguments& arguments) {
  chosen_format(arguments);
  const Wanted paper = wanted(arguments);
  const Index index = open_index(paper.index, arguments);
  const std::optional<PaperDetails> details = find(index, paper);
  if (!details) {
    cli::print(cli::translated("No paper has the id {}.", cli::display(paper.id)) + "\n");
    return finish(index, 1);
  }
  if (arguments.has("open")) {
    open_in_browser(details->url);
  } else if (arguments.has("json")) {
    cli::print(cli::display_json(to_json(*details)) + "\n");
  } else if (arguments.has("markdown")) {
    cli::print(markdown(*details));
  } else if (const auto text = formatted({{citation(*details)}}, arguments, terminal_columns())) {
    cli::print(*text);
  } else {
    show_text(text_of(*details, cli::terminal_width(), style_of(arguments)), arguments);
  }
  return finish(index, 0);
}

std::vector<cli::Option> table() {
  std::vector<cli::Option> all = {
      kIndexOption,
      kRemoteTimeoutOption,
      {"json", 0, "", "print one JSON object"},
      {"open", 0, "", "open the page of the paper in a browser instead of printing"}};
  all.insert(all.end(), kFormatOptions.begin(), kFormatOptions.end());
  all.insert(all.end(), {kColorOption, kNoPagerOption, cli::kHelpOption});
  return all;
}

}  // namespace

const Command& show_command() {
  static const Command kCommand{
      "show",
      "ID|N [OPTION...]",
      "the whole digest of a paper",
      "Prints everything that the digests say about a paper, with the words of the last "
      "search marked. ID is an arXiv id, another id of the index, or the address of the "
      "page. N is a hit of the last search, by its rank.",
      "  nonmun-search show 2                      hit 2 of the last search\n"
      "  nonmun-search show 2312.00752 --bibtex",
      table(),
      has_form,
      run};
  return kCommand;
}

}  // namespace nonmun::program
