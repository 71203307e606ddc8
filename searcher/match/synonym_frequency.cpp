#include "searcher/match/synonym_frequency.hpp"

#include <algorithm>
#include <functional>

namespace nonmun::match {

std::uint32_t synonym_frequency(std::vector<std::uint32_t> frequencies, std::uint32_t papers) {
  if (frequencies.empty() || papers == 0) return 0;
  // The tree that Xapian's matcher makes of an OR: a heap, the rarest on top.
  std::make_heap(frequencies.begin(), frequencies.end(), std::greater<>());
  const auto pop = [&] {
    std::pop_heap(frequencies.begin(), frequencies.end(), std::greater<>());
    const std::uint32_t rarest = frequencies.back();
    frequencies.pop_back();
    return rarest;
  };
  while (frequencies.size() > 1) {
    const double right = pop();
    const double left = pop();
    frequencies.push_back(static_cast<std::uint32_t>(left + right - left * right / papers + 0.5));
    std::push_heap(frequencies.begin(), frequencies.end(), std::greater<>());
  }
  return frequencies.front();
}

}  // namespace nonmun::match
