#include <fmt/format.h>

#include <array>
#include <nonmun/update.hpp>

#include "indexer/nonmun-index/commands.hpp"
#include "indexer/nonmun-index/common.hpp"

namespace nonmun::program {
namespace {

constexpr std::array kStatsOptions = {kIndexOption, kJsonOption, kHelpOption};

int stats(const Arguments& arguments) {
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
  fmt::print("index        {}\n", s.index);
  fmt::print("papers       {} from {} sources, {} to {}\n", s.documents, s.sources, s.first_day,
             s.last_day);
  fmt::print("votes        known of {}, {} of them refreshed\n", s.votes_known, s.votes_refreshed);
  fmt::print("terms        {} distinct, {:.0f} a paper\n", s.terms, s.average_length);
  fmt::print("rejected     {} entries of the sources\n", s.rejected);
  fmt::print("size         {:.1f} MB\n", static_cast<double>(s.bytes) / 1e6);
  fmt::print("generation   {}, built {}\n", s.generation, s.built_at);
  fmt::print("rollback to  {}\n", s.previous.empty() ? "nothing" : s.previous);
  fmt::print("analyzer     {}\n", s.analyzer);
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
