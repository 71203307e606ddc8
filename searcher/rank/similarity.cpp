#include "searcher/rank/similarity.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace nonmun::rank {
namespace {

/// The largest element of a query's vector, which is rounded to integers: their products with the
/// bytes of a paper add up exactly, in 32 bits, and so do the shares of the words.
constexpr double kMaxElement = 32'000;

using Vector = std::array<double, index::kMaxAxes>;

/// Of a query's vector and a paper's, whose squared length comes with it: whole numbers, the same
/// however they are added up.
struct Products {
  std::int32_t product = 0;
  std::int32_t squared = 0;
};

[[gnu::always_inline]] inline Products multiply(const std::int16_t* query, index::Axes paper) {
  Products sum;
  for (std::size_t i = 0; i < paper.size(); ++i) {
    const std::int16_t element = paper[i];
    sum.product += query[i] * element;
    sum.squared += element * element;
  }
  return sum;
}

#if defined(__x86_64__)
// A query looks at thousands of papers, and what every x86-64 processor has takes four times as
// long.
[[gnu::target("avx2")]] Products multiply_wide(const std::int16_t* query, index::Axes paper) {
  return multiply(query, paper);
}

Products products_of(const std::int16_t* query, index::Axes paper) {
  static const bool is_wide = __builtin_cpu_supports("avx2") != 0;
  return is_wide ? multiply_wide(query, paper) : multiply(query, paper);
}
#else
Products products_of(const std::int16_t* query, index::Axes paper) {
  return multiply(query, paper);
}
#endif

/// Adds the average of a group's terms. @return whether any is known.
bool add(const plan::SimilarityWord::Group& group, const index::SimilarityTerms& terms,
         Vector& sum) {
  Vector vector{};
  int known = 0;
  for (const std::string& term : group.terms) {
    const std::optional<index::SimilarityTerms::Term> found = terms.find(term);
    if (!found) continue;
    ++known;
    for (std::size_t i = 0; i < found->axes.size(); ++i) {
      vector[i] += static_cast<double>(found->factor) * found->axes[i];
    }
  }
  if (known == 0) return false;
  for (std::size_t i = 0; i < vector.size(); ++i) sum[i] += group.weight * vector[i] / known;
  return true;
}

}  // namespace

Similarity::Similarity(const index::SimilarityTerms& terms, const index::SimilarityPapers& papers,
                       const std::vector<plan::SimilarityWord>& words, double weight)
    : papers_(papers), weight_(weight) {
  std::vector<std::pair<std::string, Vector>> known;
  Vector sum{};
  for (const plan::SimilarityWord& word : words) {
    Vector vector{};
    bool any = false;
    for (const plan::SimilarityWord::Group& group : word.groups) any |= add(group, terms, vector);
    if (!any) continue;
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += vector[i];
    known.emplace_back(word.word, vector);
  }
  double max = 0;
  for (const double element : sum) max = std::max(max, std::abs(element));
  if (max == 0) return;
  // Rounding may add half for each word. Words that cancel each other out are long beside their
  // sum.
  const double scale = (kMaxElement - static_cast<double>(known.size())) / max;
  if (!(scale > 0)) return;
  for (const auto& [word, vector] : known) {
    Word rounded{word, {}};
    for (std::size_t i = 0; i < vector.size(); ++i) {
      rounded.axes[i] =
          static_cast<std::int32_t>(std::lround(std::clamp(vector[i] * scale, -1e9, 1e9)));
    }
    words_.push_back(std::move(rounded));
  }
  double squared = 0;
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    std::int64_t element = 0;
    for (const Word& word : words_) element += word.axes[i];
    axes_[i] = static_cast<std::int16_t>(std::clamp<std::int64_t>(element, -32'767, 32'767));
    squared += static_cast<double>(axes_[i]) * axes_[i];
  }
  length_ = std::sqrt(squared);
}

Similarity::Similarity(const index::SimilarityPapers& papers, std::string name, index::Axes paper,
                       double weight)
    : papers_(papers), weight_(weight), length_(index::length(paper)) {
  if (length_ == 0) return;
  Word word{std::move(name), {}};
  std::copy(paper.begin(), paper.end(), word.axes.begin());
  std::copy(paper.begin(), paper.end(), axes_.begin());
  words_.push_back(std::move(word));
}

std::vector<std::string> Similarity::known_words() const {
  std::vector<std::string> words;
  for (const Word& word : words_) words.push_back(word.word);
  return words;
}

double Similarity::cosine(index::Axes paper) const {
  const auto [product, squared] = products_of(axes_.data(), paper);
  if (product <= 0) return 0;  // also where the paper is zero
  return std::min(1.0, product / (length_ * std::sqrt(static_cast<double>(squared))));
}

double Similarity::of(std::uint32_t docid) const {
  return words_.empty() ? 0 : weight_ * cosine(papers_.vector(docid));
}

std::vector<Similarity::Share> Similarity::shares(std::uint32_t docid) const {
  std::vector<Share> shares;
  if (words_.empty()) return shares;
  const index::Axes paper = papers_.vector(docid);
  if (cosine(paper) == 0) return shares;
  const double unit = weight_ / (length_ * index::length(paper));
  for (const Word& word : words_) {
    std::int64_t product = 0;
    for (std::size_t i = 0; i < paper.size(); ++i) {
      product += std::int64_t{word.axes[i]} * paper[i];
    }
    shares.push_back({word.word, unit * static_cast<double>(product)});
  }
  std::stable_sort(shares.begin(), shares.end(),
                   [](const Share& a, const Share& b) { return a.value > b.value; });
  return shares;
}

}  // namespace nonmun::rank
