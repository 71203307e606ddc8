#pragma once

#include <cstddef>
#include <cstdint>
#include <nonmun/results.hpp>
#include <optional>
#include <string>
#include <vector>

namespace nonmun::program {

/// What other programs are given about a paper, whether it was searched for or shown.
struct Citation {
  std::string id, title, url;
  std::string date;  ///< latest day listed, ISO
  std::optional<std::int64_t> votes;
  std::vector<std::string> authors;
  std::string snippet;              ///< a passage of the summary; may be empty
  std::optional<std::size_t> rank;  ///< of a hit
  std::optional<double> score;      ///< of a hit
};

Citation citation(const Hit& hit);
Citation citation(const PaperDetails& paper);
std::vector<Citation> citations(const std::vector<Hit>& hits);

}  // namespace nonmun::program
