#include "indexer/derive/similarity.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/derive/decomposition.hpp"
#include "indexer/index/derived.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/index/similarity.hpp"
#include "indexer/system/buffered_file.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"

namespace nonmun::derive {
namespace {

constexpr std::size_t kPapersBetweenChecks = 256;
constexpr std::uint32_t kMinPapers = 2;
constexpr double kMaxByte = 127;

using Check = std::function<void()>;

struct TermCount {
  std::string term;
  std::uint32_t count = 0;
};

/// The words and subwords of a paper's title and summary, and how often it has them.
class PaperTerms {
 public:
  explicit PaperTerms(const Xapian::Database& database) : database_(database) {}

  const std::vector<TermCount>& read(Xapian::docid docid) {
    terms_.clear();
    const auto end = database_.termlist_end(docid);
    auto at = database_.termlist_begin(docid);
    for (; at != end && *at < "A"; ++at) terms_.push_back({*at, at.get_wdf()});
    if (at != end) at.skip_to(std::string(index::kSubwordPrefix));
    for (; at != end && (*at).starts_with(index::kSubwordPrefix); ++at) {
      terms_.push_back({*at, at.get_wdf()});
    }
    if (at != end) at.skip_to("[");
    for (; at != end; ++at) terms_.push_back({*at, at.get_wdf()});
    std::erase_if(terms_, [](const TermCount& t) { return t.count == 0; });
    return terms_;
  }

 private:
  const Xapian::Database& database_;
  std::vector<TermCount> terms_;
};

struct HashedPaper {
  std::uint64_t hash;
  Xapian::docid docid;
};

/// Leaves the papers with the smallest hashes, in their order.
void keep_smallest(std::vector<HashedPaper>& papers, std::size_t count) {
  if (papers.size() <= count) return;
  std::vector<std::uint64_t> hashes;
  hashes.reserve(papers.size());
  for (const HashedPaper& paper : papers) hashes.push_back(paper.hash);
  const auto last = hashes.begin() + static_cast<std::ptrdiff_t>(count) - 1;
  std::nth_element(hashes.begin(), last, hashes.end());
  std::erase_if(papers, [most = *last](const HashedPaper& paper) { return paper.hash > most; });
  papers.resize(std::min(papers.size(), count));
}

/// The papers to learn from, in the order of their ids: document numbers depend on the history of
/// the index, ids do not.
std::vector<Xapian::docid> papers_to_learn_from(const Xapian::Database& database,
                                                const Check& check) {
  std::vector<HashedPaper> papers;
  std::size_t seen = 0;
  const std::string prefix(index::field(index::FieldId::id).prefix);
  for (auto id = database.allterms_begin(prefix); id != database.allterms_end(prefix); ++id) {
    if (seen++ % kPapersBetweenChecks == 0) check();
    papers.push_back({system::xxh3_64(*id), *database.postlist_begin(*id)});
    if (papers.size() == 4 * kMaxLearntPapers) keep_smallest(papers, kMaxLearntPapers);
  }
  keep_smallest(papers, kMaxLearntPapers);
  std::vector<Xapian::docid> docids;
  docids.reserve(papers.size());
  for (const HashedPaper& paper : papers) docids.push_back(paper.docid);
  return docids;
}

struct Term {
  std::string text;
  double idf = 0;
};

/// The words of the space, in byte order.
class Vocabulary {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  Vocabulary() = default;
  explicit Vocabulary(std::vector<Term> terms) : terms_(std::move(terms)) {
    numbers_.reserve(terms_.size());
    for (std::uint32_t i = 0; i < terms_.size(); ++i) numbers_.emplace(terms_[i].text, i);
  }
  const std::vector<Term>& terms() const { return terms_; }

  /// Appends the paper's weights, as a row of length 1.
  void weigh(const std::vector<TermCount>& counts, std::vector<SparseMatrix::Entry>& row) const {
    const std::size_t begin = row.size();
    double squared = 0;
    for (const TermCount& count : counts) {
      const auto found = numbers_.find(count.term);
      if (found == numbers_.end()) continue;
      const double weight = (1 + natural_log(count.count)) * terms_[found->second].idf;
      row.push_back({found->second, static_cast<float>(weight)});
      squared += weight * weight;
    }
    const auto length = static_cast<float>(std::sqrt(squared));
    for (std::size_t i = begin; i < row.size(); ++i) row[i].value /= length;
  }

 private:
  std::vector<Term> terms_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;  // the text is in terms_
};

/// Words in fewer than two papers relate nothing, those in most papers everything.
Vocabulary choose_terms(const Xapian::Database& database, const std::vector<Xapian::docid>& papers,
                        const Check& check) {
  std::unordered_map<std::string, std::uint32_t> counts;
  PaperTerms reader(database);
  for (std::size_t i = 0; i < papers.size(); ++i) {
    if (i % kPapersBetweenChecks == 0) check();
    for (const TermCount& term : reader.read(papers[i])) ++counts[term.term];
  }
  std::vector<TermCount> chosen;
  for (const auto& [term, count] : counts) {
    if (count >= kMinPapers && count <= papers.size() / 2) chosen.push_back({term, count});
  }
  std::sort(chosen.begin(), chosen.end(), [](const TermCount& a, const TermCount& b) {
    return a.count != b.count ? a.count > b.count : a.term < b.term;
  });
  if (chosen.size() > kMaxLearntTerms) chosen.resize(kMaxLearntTerms);
  std::sort(chosen.begin(), chosen.end(),
            [](const TermCount& a, const TermCount& b) { return a.term < b.term; });
  std::vector<Term> terms;
  terms.reserve(chosen.size());
  const auto all = static_cast<double>(papers.size());
  for (TermCount& term : chosen) {
    terms.push_back({std::move(term.term), natural_log((all + 1) / term.count)});
  }
  return Vocabulary(std::move(terms));
}

SparseMatrix weights(const Xapian::Database& database, const std::vector<Xapian::docid>& papers,
                     const Vocabulary& vocabulary, const Check& check) {
  SparseMatrix matrix;
  matrix.columns = vocabulary.terms().size();
  PaperTerms reader(database);
  for (std::size_t i = 0; i < papers.size(); ++i) {
    if (i % kPapersBetweenChecks == 0) check();
    vocabulary.weigh(reader.read(papers[i]), matrix.entries);
    matrix.ends.push_back(matrix.entries.size());
  }
  return matrix;
}

/// Rounds a vector to bytes, its greatest element to 127. @return what a byte of 1 stands for.
double quantise(const double* vector, std::size_t axes, std::int8_t* bytes) {
  double greatest = 0;
  for (std::size_t i = 0; i < axes; ++i) greatest = std::max(greatest, std::abs(vector[i]));
  for (std::size_t i = 0; i < axes; ++i) {
    bytes[i] = greatest > 0
                   ? static_cast<std::int8_t>(std::floor(vector[i] / greatest * kMaxByte + 0.5))
                   : std::int8_t{0};
  }
  return greatest / kMaxByte;
}

void write_terms(const Vocabulary& vocabulary, const SingularVectors& vectors,
                 const std::string& path) {
  std::vector<index::SimilarityTerms::Row> rows;
  rows.reserve(vocabulary.terms().size());
  for (std::size_t i = 0; i < vocabulary.terms().size(); ++i) {
    const auto& [text, idf] = vocabulary.terms()[i];
    std::vector<std::int8_t> axes(vectors.count);
    const double unit = quantise(vectors.row(i), vectors.count, axes.data());
    rows.push_back({text, static_cast<float>(idf * unit), std::move(axes)});
  }
  system::write_file(path, index::SimilarityTerms::encode(vectors.count, rows));
}

/// Puts every paper where its words are, those that the space was learnt from like all others.
void write_papers(const Xapian::Database& database, const Vocabulary& vocabulary,
                  const SingularVectors& vectors, const std::string& path, const Check& check) {
  const std::uint32_t last = database.get_lastdocid();
  system::BufferedFile file(path);
  file.tail() = index::SimilarityPapers::encode_header(vectors.count, last);
  PaperTerms reader(database);
  std::vector<SparseMatrix::Entry> row;
  std::vector<double> vector(vectors.count);
  std::vector<std::int8_t> axes(vectors.count);
  auto at = database.postlist_begin("");
  const auto end = database.postlist_end("");
  for (std::uint32_t docid = 1; docid <= last; ++docid) {
    if (docid % kPapersBetweenChecks == 0) check();
    std::fill(vector.begin(), vector.end(), 0.0);
    if (at != end && *at == docid) {  // else the number of a paper that was deleted
      row.clear();
      vocabulary.weigh(reader.read(docid), row);
      for (const SparseMatrix::Entry& entry : row) {
        const double* from = vectors.row(entry.column);
        for (std::size_t i = 0; i < vectors.count; ++i) vector[i] += entry.value * from[i];
      }
      ++at;
    }
    quantise(vector.data(), vectors.count, axes.data());
    file.tail().append(reinterpret_cast<const char*>(axes.data()), axes.size());
    file.spill();
  }
  file.finish();
}

}  // namespace

void write_similarity(const Xapian::Database& database, const std::string& folder,
                      const Check& check) {
  Vocabulary vocabulary;
  SingularVectors vectors;
  {
    const std::vector<Xapian::docid> papers = papers_to_learn_from(database, check);
    vocabulary = choose_terms(database, papers, check);
    vectors =
        singular_vectors(weights(database, papers, vocabulary, check), index::kMaxAxes, check);
  }
  write_terms(vocabulary, vectors, folder + "/" + index::kSimilarityTermsFile);
  write_papers(database, vocabulary, vectors, folder + "/" + index::kSimilarityPapersFile, check);
}

}  // namespace nonmun::derive
