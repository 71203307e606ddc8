#include "searcher/nonmun-search/saved_searches.hpp"

#include "indexer/cli/translation.hpp"
#include "indexer/system/user_folders.hpp"
#include "searcher/nonmun-search/user_config.hpp"

namespace nonmun::program {

std::string saved_searches_path() {
  return system::user_config_file("searches.ini");
}

std::vector<SavedSearch> read_saved_searches() {
  const std::string file = saved_searches_path();
  const std::optional<std::string> content = read_config_file(file);
  const std::string hint =
      cli::translate("write [NAME] and below it query = WORDS for each search");
  if (!content)
    throw Error(Cause::usage, cli::translated("no saved searches: {} not found", file), hint);
  const std::vector<cli::Section> sections = cli::parse_config(*content, file);
  if (!sections.front().settings.empty()) {
    cli::refuse_line(file, sections.front().settings.front().line,
                     cli::translate("a setting before the first [NAME]"), hint);
  }
  std::vector<SavedSearch> searches;
  for (std::size_t i = 1; i < sections.size(); ++i) {
    SavedSearch search{sections[i].name, {}, {}};
    search.settings.sort = Sort::date;
    search.settings.limit = kMaxLimit;
    for (const cli::Setting& line : sections[i].settings) {
      if (line.name == "since" || line.name == "offset") {
        cli::refuse_line(file, line.line,
                         cli::translated("{} is not for saved searches", line.name),
                         cli::translate("what is new decides which papers are listed"));
      }
      if (line.name == "query") {
        search.query = line.value;
      } else {
        set_from_line(search.settings, line, file);
      }
    }
    searches.push_back(std::move(search));
  }
  if (searches.empty())
    throw Error(Cause::usage, cli::translated("no saved searches in {}", file), hint);
  return searches;
}

}  // namespace nonmun::program
