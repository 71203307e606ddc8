#include <cmath>
#include <nonmun/search.hpp>
#include <utility>

#include "tests/fuzz/checks.hpp"
#include "tests/fuzz/small_index.hpp"

// Planner, matcher, ranking, snippets, explanation and JSON, over a small index.

namespace nonmun::fuzz {
namespace {

const Index& index() {
  static const Index open = [] {
    const SmallIndex& small = small_index();
    return Index::open_generation(small.folder + "/generations/" + small.generation);
  }();
  return open;
}

/// Three bytes choose the options.
SearchOptions options_from(Input& input) {
  SearchOptions options;
  const std::uint8_t flags = input.byte();
  options.explain = (flags & 1) != 0;
  options.sort = static_cast<Sort>((flags >> 1) % 3);
  options.recency_weight = (flags & 16) != 0 ? 0.5 : 0;
  options.as_of = "2024-06-01";
  options.limit = input.byte() % 12U;
  // A bit for every eighth mechanism: with fewer of them a run takes less, and those that are on
  // meet each other without the rest.
  const std::uint8_t off = input.byte();
  std::uint8_t number = 0;
  for (const Mechanism& mechanism : mechanisms()) {
    if ((off >> (number++ % 8) & 1) != 0) options.without.push_back(mechanism.name);
  }
  return options;
}

void check(const Results& results, const SearchOptions& options) {
  require(results.hits.size() <= options.limit, "no more hits than asked for");
  require(results.hits.size() <= results.listed && results.listed <= results.found &&
              results.found_all <= results.found && results.found <= results.out_of,
          "hits are listed, listed papers are found, and found papers are in the index");
  std::pair last{true, std::numeric_limits<double>::infinity()};
  for (const Hit& hit : results.hits) {
    require(std::isfinite(hit.score), "a score is a number");
    if (options.sort == Sort::relevance) {
      const std::pair place{!hit.pinned.empty(), hit.score};
      require(place <= last, "pinned papers come first, then the best");
      last = place;
    }
    for (const Snippet& snippet : hit.snippets) check_snippet(snippet);
  }
  // Writing JSON takes as long as finding what it says, so not every time.
  if (options.explain) require(!to_json(results).empty(), "results are JSON");
}

}  // namespace

void run(std::string_view bytes) {
  Input input(bytes);
  const SearchOptions options = options_from(input);
  try {
    check(index().search(input.rest(), options), options);
  } catch (const Error& error) {
    require(error.code() == ErrorCode::usage, "a bad query is an error of usage");
  }
}

}  // namespace nonmun::fuzz
