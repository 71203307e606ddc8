#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/little_endian.hpp"
#include "indexer/index/sharded.hpp"
#include "indexer/system/buffered_file.hpp"
#include "indexer/system/mapped_file.hpp"

namespace nonmun::index {

/// Document numbers are looked at in windows of so many: small enough that the scores of one stay
/// in the processor's first cache, and a number in one fits 16 bits.
inline constexpr std::uint32_t kWindowBits = 12;
inline constexpr std::uint32_t kWindowSize = 1U << kWindowBits;
inline constexpr std::uint32_t kNoWindow = ~0U;

constexpr std::uint32_t window_of(std::uint32_t docid) {
  return docid >> kWindowBits;
}
/// The number of a document within its window.
constexpr std::uint32_t local_of(std::uint32_t docid) {
  return docid & (kWindowSize - 1);
}
constexpr std::uint32_t docid_at(std::uint32_t window, std::uint32_t local) {
  return (window << kWindowBits) + local;
}

/// A window in which a term has this many papers or more has a bit for each of its numbers, which
/// takes no more bytes than 16 bits for each paper, and need not be made when a set is wanted.
inline constexpr std::uint32_t kDense = kWindowSize / 16;

/// The papers of one term, with how often they have it. Views the table it comes from.
class PostingList {
 public:
  /// Postings of one window, from the one with this number.
  struct Span {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    const char* documents = nullptr;  ///< their numbers, in the form of the list
    /// Whether `documents` are kWindowSize bits, little-endian, of which `count` are set.
    bool is_dense = false;
  };

  /// No papers.
  PostingList() = default;
  /// A list that is no table's.
  /// @param documents their numbers, ascending, 32 bits each, little-endian; must outlive the list
  static PostingList of(std::string_view documents, std::uint32_t wdf);

  std::uint32_t papers() const { return papers_; }
  /// The first window from `window` on that has a paper; kNoWindow when none has.
  std::uint32_t next_window(std::uint32_t window) const;
  Span in_window(std::uint32_t window) const;
  /// How often a paper has the term; nothing when it has not.
  std::optional<std::uint32_t> find(std::uint32_t docid) const;

  /// How often the paper of a posting has the term.
  std::uint32_t wdf(std::uint32_t posting) const;

  /// Calls visit(number within the window, wdf) for each posting.
  template <class Visit>
  void visit(const Span& span, Visit visit) const {
    switch (wdf_width_) {
      case 0:
        visit_locals(span, [&](std::uint32_t local, std::uint32_t) { visit(local, same_wdf_); });
        break;
      case 1:
        visit_locals(span, [&](std::uint32_t local, std::uint32_t posting) {
          visit(local, std::uint32_t{static_cast<unsigned char>(wdfs_[posting])});
        });
        break;
      default:
        visit_locals(span, [&](std::uint32_t local, std::uint32_t posting) {
          visit(local, number<std::uint32_t>(wdfs_, posting));
        });
    }
  }

  /// Calls visit(document number, wdf) for each posting, in ascending order.
  template <class Visit>
  void visit_all(Visit visit) const {
    for (std::uint32_t i = 0; windows_ == 0 && i < papers_; ++i) {
      visit(number<std::uint32_t>(documents_, i), wdf(i));
    }
    for (std::uint32_t i = 0; i < windows_; ++i) {
      const std::uint32_t first = docid_at(window_at(i), 0);
      this->visit(span_at(i),
                  [&](std::uint32_t local, std::uint32_t wdf) { visit(first + local, wdf); });
    }
  }

 private:
  friend class PostingTable;

  template <class Number>
  static Number number(const char* numbers, std::size_t i) {
    return text::get_little_endian<Number>(numbers + i * sizeof(Number));
  }

  /// Calls visit(number within the window, number of the posting).
  template <class Visit>
  void visit_locals(const Span& span, Visit visit) const {
    if (span.is_dense) {
      std::uint32_t posting = span.first;
      const std::uint32_t end = span.first + span.count;  // damage may have set more bits
      for (std::uint32_t word = 0; word < kWindowSize / 64; ++word) {
        for (auto bits = number<std::uint64_t>(span.documents, word); bits != 0; bits &= bits - 1) {
          if (posting == end) return;
          visit(word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits)), posting++);
        }
      }
    } else if (windows_ > 0) {
      for (std::uint32_t i = 0; i < span.count; ++i) {
        visit(local_of(number<std::uint16_t>(span.documents, i)), span.first + i);
      }
    } else {
      for (std::uint32_t i = 0; i < span.count; ++i) {
        visit(local_of(number<std::uint32_t>(span.documents, i)), span.first + i);
      }
    }
  }

  /// Of the directory: a window, the end of its postings, and that of their numbers.
  std::uint32_t window_at(std::size_t i) const { return number<std::uint32_t>(directory_, 3 * i); }
  std::uint32_t end_at(std::size_t i) const;
  std::uint32_t units_at(std::size_t i) const;
  Span span_at(std::size_t i) const;
  std::size_t find_window(std::uint32_t window) const;
  std::size_t find_sparse(std::uint32_t docid) const;
  /// The place of a paper among the postings of a window.
  std::optional<std::uint32_t> find_bit(const char* bits, std::uint32_t local) const;
  template <class Number>
  static std::optional<std::uint32_t> find_number(const Span& span, std::uint32_t local);

  std::uint32_t papers_ = 0;
  std::uint32_t windows_ = 0;   ///< in the directory; 0: the list is sparse and has none
  std::uint32_t units_ = 0;     ///< of documents_, 16 bits each; of a list that is not sparse
  std::uint32_t same_wdf_ = 0;  ///< of all postings, where wdf_width_ is 0
  std::uint8_t wdf_width_ = 0;  ///< bytes of each
  const char* directory_ = nullptr;
  const char* documents_ = nullptr;  ///< see Span::documents
  const char* wdfs_ = nullptr;
};

/// The papers of one term in all shards of a table.
class PostingLists {
 public:
  struct Part {
    std::uint32_t first_window = 0;  ///< of the shard; the list counts windows from there
    PostingList list;
  };

  /// No papers.
  PostingLists() = default;
  /// Those of a table that is one file.
  explicit PostingLists(const PostingList& list) : only_{0, list}, papers_(list.papers()) {}
  /// @param parts in ascending order of windows, each with papers
  explicit PostingLists(std::vector<Part> parts);

  std::uint32_t papers() const { return papers_; }
  /// The first window from `window` on that has a paper; kNoWindow when none has.
  std::uint32_t next_window(std::uint32_t window) const {
    return parts_.empty() ? only_.list.next_window(window) : next_of_parts(window);
  }
  /// The part that has the papers of a window, if any part has.
  const Part& part_of(std::uint32_t window) const {
    return parts_.empty() ? only_ : part_of_parts(window);
  }
  /// How often a paper has the term; nothing when it has not.
  std::optional<std::uint32_t> find(std::uint32_t docid) const;

 private:
  std::uint32_t next_of_parts(std::uint32_t window) const;
  const Part& part_of_parts(std::uint32_t window) const;

  Part only_;                ///< without `parts_`
  std::vector<Part> parts_;  ///< of several shards
  std::uint32_t papers_ = 0;
};

/// The postings and document lengths of a generation once more, beside the database, in a form that
/// is quick to search: mapped, and nothing decoded before it is used. Terms of some kinds are
/// left out: see leaves_out().
class PostingTable {
 public:
  /// No papers and no terms: what() finds nothing.
  PostingTable() = default;
  /// @throws Error(io) when the file is unreadable or damaged.
  explicit PostingTable(const std::string& path);
  /// Those of several shards; one without papers and terms when one of them has not been opened.
  static PostingTable of(std::vector<PostingTable> shards, const ShardMap& map);

  class Writer;
  class Cursor;

  /// Whether the table has been opened.
  explicit operator bool() const { return file_ != nullptr || shards_; }
  /// The tables of its shards; empty when it is one file.
  const Sharded<PostingTable>& shards() const { return shards_; }
  std::uint32_t papers() const { return papers_; }
  std::uint32_t last_docid() const { return last_docid_; }
  /// The number of windows that reach the last document.
  std::uint32_t windows() const { return *this ? window_of(last_docid_) + 1 : 0; }
  /// As Xapian computes it.
  double average_length() const;
  /// The sum of the wdfs of a paper; 0 when there is none.
  std::uint32_t length(std::uint32_t docid) const {
    if (shards_) {
      const auto place = shards_.place(docid);
      return place.table.length(place.docid);
    }
    return docid > last_docid_ ? 0
                               : text::get_little_endian<std::uint32_t>(
                                     lengths_ + std::size_t{docid} * sizeof(std::uint32_t));
  }

  /// Whether the table has no lists of terms like this one: ids, sources, whole names and evidence
  /// of aliases, of which a query needs few papers, if any.
  static bool leaves_out(std::string_view term);

  /// The postings of a term; those of all papers for "".
  /// @pre the table is one file
  /// @throws Error(io) when they are damaged.
  PostingList find(std::string_view term) const;
  /// The same of all shards.
  PostingLists find_all(std::string_view term) const;
  /// Gives the memory of what was read back to the system. Lists stay valid.
  void forget() const {
    if (file_) file_->forget();
  }

 private:
  struct Entry {
    std::string_view term;
    PostingList list;
    std::size_t size = 0;  ///< bytes that both take
  };

  std::string_view lists() const;
  Entry entry_at(std::uint64_t place) const;

  std::shared_ptr<const system::MappedFile> file_;
  std::uint32_t papers_ = 0;
  std::uint32_t last_docid_ = 0;
  std::uint64_t total_length_ = 0;
  std::uint32_t terms_ = 0;
  std::uint32_t bucket_bits_ = 0;
  const char* lengths_ = nullptr;
  const char* buckets_ = nullptr;  ///< by the first bits of a term's hash: the end of its terms
  const char* tags_ = nullptr;     ///< the last 32 bits of the hash
  const char* places_ = nullptr;   ///< of the lists, in units of kPlace bytes
  Sharded<PostingTable> shards_;
};

/// Goes through the lists of a table, which must outlive it, in the order in which they were
/// written: that of all papers ("") first, then those of terms in byte order.
class PostingTable::Cursor {
 public:
  /// On the first list. @throws Error(io) as next().
  explicit Cursor(const PostingTable& table) : table_(table) { read(); }

  bool at_end() const { return entry_.size == 0; }
  /// @pre !at_end()
  std::string_view term() const { return entry_.term; }
  const PostingList& list() const { return entry_.list; }
  /// Term and list as the file has them.
  std::string_view bytes() const { return table_.lists().substr(at_, entry_.size); }
  /// @throws Error(io) when the next list is damaged.
  void next();

 private:
  void read();

  const PostingTable& table_;
  std::size_t at_ = 0;
  Entry entry_;
};

/// Writes the table, term after term.
class PostingTable::Writer {
 public:
  struct Posting {
    std::uint32_t docid = 0;
    std::uint32_t wdf = 0;
  };

  /// @throws Error(io)
  explicit Writer(const std::string& path);
  /// @param postings in ascending order of documents, at least one
  void add(std::string_view term, const std::vector<Posting>& postings);
  /// Adds the list of a term as another table has it.
  /// @param bytes Cursor::bytes() of it
  void copy(std::string_view term, std::string_view bytes);
  /// Waits until the file is on the disk.
  /// @param lengths by document number, from 0; 0 where there is no paper
  void finish(std::uint32_t papers, const std::vector<std::uint32_t>& lengths);

 private:
  struct Term {
    std::uint64_t hash = 0;
    std::uint32_t place = 0;  ///< of its list, in units of kPlace bytes
  };

  void begin(std::string_view term);
  void put(std::uint64_t number);
  /// Up to where the next part may begin.
  void pad();

  system::BufferedFile file_;
  std::vector<Term> terms_;
};

}  // namespace nonmun::index
