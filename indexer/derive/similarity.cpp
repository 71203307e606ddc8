#include "indexer/derive/similarity.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/derive/decomposition.hpp"
#include "indexer/derive/row_sums.hpp"
#include "indexer/index/derived.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/index/similarity.hpp"
#include "indexer/system/buffered_file.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"
#include "indexer/system/memory.hpp"

namespace nonmun::derive {
namespace {

constexpr std::size_t kPapersBetweenChecks = 256;
constexpr std::size_t kTermsBetweenChecks = 1024;
constexpr std::uint32_t kMinPapers = 2;
constexpr double kMaxByte = 127;

using Check = std::function<void()>;

/// Whether a term is a word or a subword of titles and summaries.
bool is_learnt(std::string_view term) {
  return !term.empty() && (term < "A" || term.starts_with(index::kSubwordPrefix) || term >= "[");
}

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

/// The number of each paper to learn from, by document number.
class Rows {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  Rows(const std::vector<Xapian::docid>& papers, std::uint32_t last_docid)
      : rows_(std::size_t{last_docid} + 1, kNone), count_(papers.size()) {
    for (std::uint32_t i = 0; i < papers.size(); ++i) rows_[papers[i]] = i;
  }
  std::size_t count() const { return count_; }
  std::uint32_t of(std::uint32_t docid) const {
    return docid < rows_.size() ? rows_[docid] : kNone;
  }

 private:
  std::vector<std::uint32_t> rows_;
  std::size_t count_;
};

/// A word of the space; its text is in the table of postings.
struct Term {
  std::string_view text;
  index::PostingList postings;
  std::uint32_t papers = 0;  ///< among those to learn from
  double idf = 0;
};

/// The words of the space, in byte order.
using Vocabulary = std::vector<Term>;

Vocabulary choose_terms(const index::PostingTable& postings, const Rows& rows, const Check& check) {
  Vocabulary chosen;
  std::size_t seen = 0;
  for (index::PostingTable::Cursor at(postings); !at.at_end(); at.next()) {
    if (seen++ % kTermsBetweenChecks == 0) check();
    if (!is_learnt(at.term()) || at.list().papers() < kMinPapers) continue;
    std::uint32_t papers = 0;
    at.list().visit_all([&](std::uint32_t docid, std::uint32_t wdf) {
      papers += wdf > 0 && rows.of(docid) != Rows::kNone ? 1 : 0;
    });
    if (papers < kMinPapers || papers > rows.count() / 2) continue;
    chosen.push_back({at.term(), at.list(), papers});
  }
  std::sort(chosen.begin(), chosen.end(), [](const Term& a, const Term& b) {
    return a.papers != b.papers ? a.papers > b.papers : a.text < b.text;
  });
  if (chosen.size() > kMaxLearntTerms) chosen.resize(kMaxLearntTerms);
  std::sort(chosen.begin(), chosen.end(),
            [](const Term& a, const Term& b) { return a.text < b.text; });
  const auto all = static_cast<double>(rows.count());
  for (Term& term : chosen) term.idf = natural_log((all + 1) / term.papers);
  return chosen;
}

/// What a word counts in a paper that has it so often; most have few.
class TermFrequencyWeight {
 public:
  TermFrequencyWeight() {
    for (std::uint32_t i = 1; i < known_.size(); ++i) known_[i] = compute(i);
  }
  double operator()(std::uint32_t wdf) const {
    return wdf < known_.size() ? known_[wdf] : compute(wdf);
  }

 private:
  static double compute(std::uint32_t wdf) { return 1 + natural_log(wdf); }

  std::array<double, 256> known_{};
};

/// Makes a row of each paper from the postings of words, scaled to length 1. Sums are made in the
/// order of the words.
/// @param for_postings calls its argument(row, number of the word, wdf) for all postings of the
///        first word, then of the second, and so on; the same each time
template <class ForPostings>
SparseMatrix weigh(const Vocabulary& vocabulary, std::size_t rows, ForPostings for_postings) {
  static const TermFrequencyWeight kWeight;
  SparseMatrix matrix;
  matrix.columns = vocabulary.size();
  std::vector<std::size_t> next(rows + 1);
  for_postings(
      [&](std::size_t row, std::uint32_t, std::uint32_t wdf) { next[row + 1] += wdf > 0 ? 1 : 0; });
  std::partial_sum(next.begin(), next.end(), next.begin());
  matrix.ends.assign(next.begin() + 1, next.end());
  matrix.entries.resize(next.back());
  std::vector<double> squared(rows);
  for_postings([&](std::size_t row, std::uint32_t word, std::uint32_t wdf) {
    if (wdf == 0) return;
    const double weight = kWeight(wdf) * vocabulary[word].idf;
    matrix.entries[next[row]++] = {word, static_cast<float>(weight)};
    squared[row] += weight * weight;
  });
  std::size_t entry = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    const auto length = static_cast<float>(std::sqrt(squared[row]));
    for (; entry < matrix.ends[row]; ++entry) matrix.entries[entry].value /= length;
  }
  return matrix;
}

SparseMatrix weights(const Rows& rows, const Vocabulary& vocabulary, const Check& check) {
  return weigh(vocabulary, rows.count(), [&](auto visit) {
    for (std::uint32_t i = 0; i < vocabulary.size(); ++i) {
      if (i % kTermsBetweenChecks == 0) check();
      vocabulary[i].postings.visit_all([&](std::uint32_t docid, std::uint32_t wdf) {
        if (const std::uint32_t row = rows.of(docid); row != Rows::kNone) visit(row, i, wdf);
      });
    }
  });
}

/// The rows of the papers of one window.
SparseMatrix weights_in(std::uint32_t window, const Vocabulary& vocabulary) {
  return weigh(vocabulary, index::kWindowSize, [&](auto visit) {
    for (std::uint32_t i = 0; i < vocabulary.size(); ++i) {
      const index::PostingList& list = vocabulary[i].postings;
      list.visit(list.in_window(window),
                 [&](std::uint32_t local, std::uint32_t wdf) { visit(local, i, wdf); });
    }
  });
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
  rows.reserve(vocabulary.size());
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    std::vector<std::int8_t> axes(vectors.count);
    const double unit = quantise(vectors.row(i), vectors.count, axes.data());
    rows.push_back({std::string(vocabulary[i].text), static_cast<float>(vocabulary[i].idf * unit),
                    std::move(axes)});
  }
  system::write_file(path, index::SimilarityTerms::encode(vectors.count, rows));
}

/// Puts every paper where its words are, those that the space was learnt from like all others.
void write_papers(const index::PostingTable& postings, const Vocabulary& vocabulary,
                  const SingularVectors& vectors, const std::string& path, const Check& check) {
  const std::uint32_t last = postings.last_docid();
  system::BufferedFile file(path);
  file.tail() = index::SimilarityPapers::encode_header(vectors.count, last);
  std::vector<WeightedRow> words;
  std::vector<double> vector(vectors.count);
  std::vector<std::int8_t> axes(vectors.count);
  for (std::uint32_t window = 0; window < postings.windows(); ++window) {
    check();
    const SparseMatrix papers = weights_in(window, vocabulary);
    std::size_t entry = 0;
    for (std::uint32_t i = 0; i < papers.rows(); ++i) {
      words.clear();
      for (; entry < papers.ends[i]; ++entry) {
        words.push_back({papers.entries[entry].value, vectors.row(papers.entries[entry].column)});
      }
      const std::uint32_t docid = index::docid_at(window, i);
      if (docid == 0 || docid > last) continue;
      std::fill(vector.begin(), vector.end(), 0.0);
      add_rows(words, vector.data(), vectors.count);
      quantise(vector.data(), vectors.count, axes.data());
      file.tail().append(reinterpret_cast<const char*>(axes.data()), axes.size());
      file.spill();
    }
  }
  file.finish();
}

}  // namespace

void write_similarity(const Xapian::Database& database, const index::PostingTable& postings,
                      const std::string& folder, const Check& check) {
  Vocabulary vocabulary;
  SingularVectors vectors;
  {
    const Rows rows(papers_to_learn_from(database, check), postings.last_docid());
    vocabulary = choose_terms(postings, rows, check);
    const SparseMatrix matrix = weights(rows, vocabulary, check);
    postings.forget();  // the vectors need the memory
    vectors = singular_vectors(matrix, index::kMaxAxes, check);
  }
  system::release_free_memory();
  write_terms(vocabulary, vectors, folder + "/" + index::kSimilarityTermsFile);
  system::release_free_memory();
  write_papers(postings, vocabulary, vectors, folder + "/" + index::kSimilarityPapersFile, check);
}

}  // namespace nonmun::derive
