#include "searcher/plan/compounds.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analyzers/text/jamo.hpp"

namespace nonmun::plan {
namespace {

/// No Korean word of a paper is longer; bounds the search.
constexpr std::size_t kMaxSyllables = 40;
/// Added to the cost of a one-syllable word, in nats: such words exist for nearly every syllable
/// and mean little.
constexpr double kOneSyllablePenalty = 8.0;

}  // namespace

std::vector<std::string> split_compound(std::string_view word, const TermStatistics& terms) {
  const std::size_t syllables = word.size() / text::kSyllableBytes;
  if (!text::is_hangul(word) || syllables < 3 || syllables > kMaxSyllables) return {};
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  std::vector<double> cost(syllables + 1, kInfinite);
  std::vector<std::size_t> from(syllables + 1, 0);
  cost[0] = 0;
  for (std::size_t end = 1; end <= syllables; ++end) {
    for (std::size_t begin = 0; begin < end; ++begin) {
      if (cost[begin] == kInfinite || (begin == 0 && end == syllables)) continue;
      const std::string part(
          word.substr(begin * text::kSyllableBytes, (end - begin) * text::kSyllableBytes));
      const std::uint32_t papers = terms.frequency(part);
      if (papers == 0) continue;
      double word_cost = std::log(static_cast<double>(terms.papers() + 1) / papers) + 1.0;
      if (end - begin == 1) word_cost += kOneSyllablePenalty;
      if (cost[begin] + word_cost < cost[end]) {
        cost[end] = cost[begin] + word_cost;
        from[end] = begin;
      }
    }
  }
  if (cost[syllables] == kInfinite) return {};
  std::vector<std::string> words;
  for (std::size_t end = syllables; end > 0; end = from[end]) {
    words.emplace_back(
        word.substr(from[end] * text::kSyllableBytes, (end - from[end]) * text::kSyllableBytes));
  }
  std::reverse(words.begin(), words.end());
  return words;
}

}  // namespace nonmun::plan
