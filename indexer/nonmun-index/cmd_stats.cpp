#include <fmt/format.h>

#include <array>
#include <nonmun/update.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/cli/words.hpp"
#include "indexer/nonmun-index/commands.hpp"
#include "indexer/nonmun-index/common.hpp"

namespace nonmun::program {
namespace {

constexpr std::array kStatsOptions = {kIndexOption, kJsonOption, cli::kHelpOption};

int stats(const cli::Arguments& arguments) {
  no_words(arguments);
  const IndexStats s = index_stats(index_of(arguments));
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
  };
  if (arguments.has("json")) {
    fmt::print("{}", dump({{"schema", kSchema},
                           {"documents", s.documents},
                           {"generation", s.generation},
                           {"built_at", s.built_at},
                           {"index", s.index},
                           {"analyzer", s.analyzer},
                           {"terms", s.terms},
                           {"average_length", s.average_length},
                           {"sources", s.sources},
                           {"rejected", s.rejected},
                           {"votes_known", s.votes_known},
                           {"votes_refreshed", s.votes_refreshed},
                           {"first_day", text_or_null(s.first_day)},
                           {"last_day", text_or_null(s.last_day)},
                           {"bytes", s.bytes},
                           {"previous_generation", text_or_null(s.previous)}}));
    return 0;
  }
  const auto row = [](std::string_view name, const std::string& text) {
    fmt::print("{:13}{}\n", name, cli::display(text));
  };
  const std::string days =
      s.first_day.empty() ? "" : fmt::format(", {} to {}", s.first_day, s.last_day);
  row("index", s.index);
  row("papers", fmt::format("{} from {}{}", s.documents, cli::count(s.sources, "source"), days));
  row("votes", fmt::format("{} known, {} refreshed", s.votes_known, s.votes_refreshed));
  row("terms", fmt::format("{} distinct, {:.0f} per paper", s.terms, s.average_length));
  row("rejected", cli::count(s.rejected, "entry of the sources", "entries of the sources"));
  row("size", fmt::format("{:.1f} MB", static_cast<double>(s.bytes) / 1e6));
  row("generation", fmt::format("{}, built {}", s.generation, s.built_at));
  row("previous", s.previous.empty() ? "none" : s.previous);
  row("analyzer", s.analyzer);
  return 0;
}

}  // namespace

Command stats_command() {
  return {"stats",
          "what the index holds",
          "[OPTION...]",
          "Shows what the index holds.",
          "  nonmun-index stats\n"
          "  nonmun-index stats --json | jq .documents",
          kStatsOptions,
          stats};
}

}  // namespace nonmun::program
