#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/sharded.hpp"
#include "indexer/system/mapped_file.hpp"

namespace nonmun::index {

/// Axes of the space of similarity, at most: of a truncated singular value decomposition 100 did as
/// well as 200 and 300 on the judged queries.
inline constexpr std::size_t kMaxAxes = 100;

/// A vector in the space of similarity, an axis each. Its length means nothing: vectors are
/// compared by the cosine of their angle.
using Axes = std::span<const std::int8_t>;

/// Where the words of the papers are in the space of similarity.
class SimilarityTerms {
 public:
  /// A word: its vector is `factor` times `axes`. The word's idf is in the factor.
  struct Term {
    float factor = 0;
    Axes axes;
  };
  /// A word to encode.
  struct Row {
    std::string term;  ///< as in the database, a subword with its prefix
    float factor = 0;
    std::vector<std::int8_t> axes;
  };

  /// No words.
  SimilarityTerms() = default;
  /// @param rows in byte order of their terms, each with `axes` axes
  static std::string encode(std::size_t axes, const std::vector<Row>& rows);
  /// @throws Error(io) when the bytes are damaged.
  explicit SimilarityTerms(std::string bytes);
  /// Reads a file in place; of damage, only that of the header is seen, and the rest leads to
  /// nothing outside of the file. @throws Error(io) when it is unreadable or damaged.
  static SimilarityTerms open(const std::string& path);

  std::size_t axes() const { return axes_; }
  std::size_t size() const { return terms_; }
  /// Nothing for a word that says nothing about its papers: it is in one of them, or in most.
  std::optional<Term> find(std::string_view term) const;

 private:
  SimilarityTerms(std::shared_ptr<const void> owner, std::string_view bytes);
  void check_all() const;
  std::string_view text(std::size_t term) const;

  std::shared_ptr<const void> owner_;  // of the bytes
  std::string_view bytes_;
  std::size_t axes_ = 0;
  std::size_t terms_ = 0;
};

/// Where the papers are in the space of similarity, by document number. The file is mapped, so that
/// opening costs the same whatever their number.
class SimilarityPapers {
 public:
  /// No papers.
  SimilarityPapers() = default;
  /// The bytes before the rows of documents 1 to `last_docid`, which have `axes` bytes each.
  static std::string encode_header(std::size_t axes, std::uint32_t last_docid);
  /// @throws Error(io) when the file is unreadable or its size is not what it says.
  explicit SimilarityPapers(const std::string& path);
  /// Those of several shards. Shards without papers have no vectors.
  static SimilarityPapers of(std::vector<SimilarityPapers> shards, const ShardMap& map);

  std::size_t axes() const { return axes_; }
  std::uint32_t last_docid() const { return last_docid_; }

  /// The vector of a paper: empty for one beyond the table, zeros for one without any of the known
  /// words.
  Axes vector(std::uint32_t docid) const;
  /// Says that the vector will soon be read.
  void prefetch(std::uint32_t docid) const;

 private:
  std::shared_ptr<const system::MappedFile> file_;
  std::size_t axes_ = 0;
  std::uint32_t last_docid_ = 0;
  Sharded<SimilarityPapers> shards_;
};

/// The Euclidean length of a vector.
double length(Axes axes);

/// The cosine of the angle between two vectors, 0 when one of them is zero.
double cosine(Axes a, Axes b);

}  // namespace nonmun::index
