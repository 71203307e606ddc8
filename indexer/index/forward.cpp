// A forward record:
//
//   seed  width  (bytes)
//   words of the title, words of the text, runs of the text, words of authors, runs of authors:
//   each
//     a number of 7 bits a byte, the lowest first
//   per run of the text, then of the authors: words between its first one and that of the run
//   before
//     it, how far its position is from the one that follows
//     the word before it (zigzag)
//   per word of the text, then of the authors: `width` bytes of the hash of its term
//
// The file of forward records, little-endian:
//
//   "NMFORW01"  last document number (32 bits)  4 bytes of zeros
//   records
//   per document number from 0: end of its record (64 bits), from the beginning of the file

#include "indexer/index/forward.hpp"

#include <algorithm>
#include <cstring>
#include <nonmun/error.hpp>
#include <unordered_set>
#include <utility>

#include "analyzers/text/little_endian.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"

namespace nonmun::index {
namespace {

constexpr std::string_view kMagic = "NMFORW01";
constexpr std::size_t kHeader = 16;
constexpr std::size_t kEnd = sizeof(std::uint64_t);
constexpr unsigned kSeeds = 256;

Error damaged(const char* what) {
  return {Cause::damaged, std::string("the index is damaged: the forward index ") + what,
          "rebuild it"};
}

/// A hash of `width` bytes of a term's hash. With another seed other terms collide.
std::uint64_t narrow(std::uint64_t hash, unsigned seed, std::size_t width) {
  if (width == sizeof(std::uint64_t)) return hash;
  hash ^= seed * 0x9e3779b97f4a7c15U;
  hash *= 0xff51afd7ed558ccdU;  // of MurmurHash3's finalizer
  return hash >> (64 - 8 * width);
}

void put_number(std::uint64_t number, std::string& out) {
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<char>(number | 0x80));
  out.push_back(static_cast<char>(number));
}

/// Takes a number from the front of `bytes`; 0 when there is none.
std::uint64_t take_number(std::string_view& bytes) {
  std::uint64_t number = 0;
  for (unsigned shift = 0; !bytes.empty() && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    number |= std::uint64_t{byte & 0x7fU} << shift;
    if (byte < 0x80) break;
  }
  return number;
}

std::string_view take(std::string_view& bytes, std::size_t size) {
  const std::string_view front = bytes.substr(0, size);
  bytes.remove_prefix(front.size());
  return front;
}

/// A number of either sign as one that is small where it is near 0.
std::uint64_t zigzag(std::int64_t number) {
  return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}
std::int64_t unzigzag(std::uint64_t number) {
  return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

struct Runs {
  std::size_t count = 0;
  std::string bytes;
};

Runs runs_of(std::span<const ForwardRecord::Word> words) {
  Runs runs;
  std::size_t since = 0;
  std::int64_t expected = 0;
  for (const ForwardRecord::Word& word : words) {
    const std::int64_t jump = std::int64_t{word.position} - expected;
    if (jump != 0) {
      put_number(since, runs.bytes);
      put_number(zigzag(jump), runs.bytes);
      ++runs.count;
      since = 0;
    }
    ++since;
    expected = std::int64_t{word.position} + 1;
  }
  return runs;
}

/// Whether no two of the hashes are one when they are narrow.
bool are_apart(const std::vector<std::uint64_t>& hashes, unsigned seed, std::size_t width) {
  std::unordered_set<std::uint64_t> seen;
  return std::all_of(hashes.begin(), hashes.end(), [&](std::uint64_t hash) {
    return seen.insert(narrow(hash, seed, width)).second;
  });
}

struct Form {
  unsigned seed = 0;
  std::size_t width = 2;
};

/// The narrowest hashes that tell the terms apart.
Form form_for(const std::vector<std::uint64_t>& distinct) {
  for (const std::size_t width : {std::size_t{2}, std::size_t{4}}) {
    // Two bytes never tell this many apart, whatever the seed.
    if (width == 2 && distinct.size() > 1000) continue;
    for (unsigned seed = 0; seed < kSeeds; ++seed) {
      if (are_apart(distinct, seed, width)) return {seed, width};
    }
  }
  return {0, sizeof(std::uint64_t)};
}

void put_hash(std::uint64_t hash, const Form& form, std::string& out) {
  const std::uint64_t number = narrow(hash, form.seed, form.width);
  for (std::size_t i = 0; i < form.width; ++i) out.push_back(static_cast<char>(number >> (8 * i)));
}

}  // namespace

std::uint64_t ForwardRecord::term_hash(std::string_view term) {
  return system::xxh3_64(term);
}

std::string ForwardRecord::encode(std::span<const Word> text, std::size_t title,
                                  std::span<const Word> authors,
                                  std::span<const std::uint64_t> others) {
  std::vector<std::uint64_t> hashes;
  hashes.reserve(text.size() + authors.size());
  for (const Word& word : text) hashes.push_back(word.hash);
  for (const Word& word : authors) hashes.push_back(word.hash);
  // A word of the text and one of an author may share a hash: they are looked for apart.
  std::vector<std::uint64_t> distinct = hashes;
  distinct.insert(distinct.end(), others.begin(), others.end());
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  const Form form = form_for(distinct);
  const Runs text_runs = runs_of(text);
  const Runs author_runs = runs_of(authors);
  std::string bytes;
  bytes.push_back(static_cast<char>(form.seed));
  bytes.push_back(static_cast<char>(form.width));
  for (const std::size_t number :
       {title, text.size(), text_runs.bytes.size(), authors.size(), author_runs.bytes.size()}) {
    put_number(number, bytes);
  }
  bytes += text_runs.bytes;
  bytes += author_runs.bytes;
  for (const std::uint64_t hash : hashes) put_hash(hash, form, bytes);
  return bytes;
}

ForwardRecord::ForwardRecord(std::string_view bytes) {
  if (bytes.size() < 2) return;
  seed_ = static_cast<unsigned char>(bytes[0]);
  const auto width = static_cast<unsigned char>(bytes[1]);
  if (width != 2 && width != 4 && width != 8) return;
  width_ = width;
  bytes.remove_prefix(2);
  std::size_t numbers[5];
  for (std::size_t& number : numbers) number = take_number(bytes);
  const auto [title, text, text_runs, authors, author_runs] = numbers;
  title_ = title;
  if (text > bytes.size() || authors > bytes.size()) return;
  text_.runs = take(bytes, text_runs);
  authors_.runs = take(bytes, author_runs);
  text_.hashes = take(bytes, text * width_);
  authors_.hashes = take(bytes, authors * width_);
}

void ForwardRecord::positions(Stream stream, std::uint64_t hash,
                              std::vector<std::uint32_t>& out) const {
  const Words& words = stream == Stream::text ? text_ : authors_;
  find(words, words.hashes.size() / width_, hash, out);
}

void ForwardRecord::title_positions(std::uint64_t hash, std::vector<std::uint32_t>& out) const {
  find(text_, std::min(title_, text_.hashes.size() / width_), hash, out);
}

namespace {

/// Calls visit(i) for each of `count` numbers that is `wanted`.
template <class Number, class Visit>
void for_equal(const char* numbers, std::size_t count, Number wanted, Visit visit) {
  // Blocks, most of which have none: compilers compare one at once.
  constexpr std::size_t kBlock = 32 / sizeof(Number);
  std::size_t i = 0;
  for (; i + kBlock <= count; i += kBlock) {
    unsigned any = 0;
    for (std::size_t j = 0; j < kBlock; ++j) {
      any |= text::get_little_endian<Number>(numbers + (i + j) * sizeof(Number)) == wanted;
    }
    if (any == 0) continue;
    for (std::size_t j = i; j < i + kBlock; ++j) {
      if (text::get_little_endian<Number>(numbers + j * sizeof(Number)) == wanted) visit(j);
    }
  }
  for (; i < count; ++i) {
    if (text::get_little_endian<Number>(numbers + i * sizeof(Number)) == wanted) visit(i);
  }
}

}  // namespace

void ForwardRecord::find(const Words& words, std::size_t count, std::uint64_t hash,
                         std::vector<std::uint32_t>& out) const {
  std::string_view runs = words.runs;
  std::size_t run_end = 0;     // words before the next run
  std::uint64_t position = 0;  // of the word `first`; damaged runs may wrap it
  std::size_t first = 0;
  const auto visit = [&](std::size_t i) {
    // The runs are read as far as the word.
    while (!runs.empty() && i >= run_end) {
      std::string_view next = runs;
      const std::size_t begin = first + take_number(next);
      if (begin > i) {
        run_end = begin;
        break;
      }
      position += begin - first + static_cast<std::uint64_t>(unzigzag(take_number(next)));
      first = begin;
      runs = next;
      std::string_view peek = runs;
      run_end = runs.empty() ? count : first + take_number(peek);
    }
    out.push_back(static_cast<std::uint32_t>(position + (i - first)));
  };
  const char* const hashes = words.hashes.data();
  const std::uint64_t wanted = narrow(hash, seed_, width_);
  if (width_ == 2) {
    for_equal(hashes, count, static_cast<std::uint16_t>(wanted), visit);
  } else if (width_ == 4) {
    for_equal(hashes, count, static_cast<std::uint32_t>(wanted), visit);
  } else {
    for_equal(hashes, count, wanted, visit);
  }
}

ForwardIndex::ForwardIndex(const std::string& path)
    : file_(std::make_shared<const system::MappedFile>(path)) {
  const std::string_view all = file_->bytes();
  if (all.size() < kHeader || !all.starts_with(kMagic)) throw damaged("has no header");
  last_docid_ = text::get_little_endian<std::uint32_t>(all.data() + kMagic.size());
  const std::uint64_t ends = (std::uint64_t{last_docid_} + 1) * kEnd;
  if (ends > all.size() - kHeader) throw damaged("has another size than it says");
  if (text::get_little_endian<std::uint64_t>(all.data() + all.size() - kEnd) != all.size() - ends) {
    throw damaged("has another size than it says");
  }
}

ForwardRecord ForwardIndex::record(std::uint32_t docid) const {
  if (docid == 0 || docid > last_docid_) return {};
  const std::string_view all = file_->bytes();
  const std::size_t ends = all.size() - (std::size_t{last_docid_} + 1) * kEnd;
  const auto end_of = [&](std::uint32_t number) {
    return std::min<std::uint64_t>(
        text::get_little_endian<std::uint64_t>(all.data() + ends + std::size_t{number} * kEnd),
        ends);
  };
  const std::uint64_t begin = end_of(docid - 1);
  const std::uint64_t end = std::max(begin, end_of(docid));
  return ForwardRecord(all.substr(begin, end - begin));
}

struct ForwardIndex::Writer::State {
  State(const std::string& path, std::uint32_t last)
      : file(system::File::open_for_writing(path)), last_docid(last) {}

  void flush() {
    file.write(buffer);
    written += buffer.size();
    buffer.clear();
  }
  std::uint64_t size() const { return written + buffer.size(); }

  system::File file;
  std::uint32_t last_docid;
  std::string buffer;
  std::uint64_t written = 0;
  std::vector<std::uint64_t> ends;
};

ForwardIndex::Writer::Writer(const std::string& path, std::uint32_t last_docid)
    : state_(std::make_unique<State>(path, last_docid)) {
  state_->buffer = kMagic;
  text::put_little_endian(last_docid, state_->buffer);
  state_->buffer.resize(kHeader);
  state_->ends.reserve(std::size_t{last_docid} + 1);
  state_->ends.push_back(kHeader);
}

ForwardIndex::Writer::~Writer() = default;

void ForwardIndex::Writer::add(std::uint32_t docid, std::string_view record) {
  constexpr std::size_t kBuffer = 1 << 20;
  state_->ends.resize(docid, state_->size());
  state_->buffer += record;
  state_->ends.push_back(state_->size());
  if (state_->buffer.size() >= kBuffer) state_->flush();
}

void ForwardIndex::Writer::finish() {
  state_->ends.resize(std::size_t{state_->last_docid} + 1, state_->size());
  for (const std::uint64_t end : state_->ends) text::put_little_endian(end, state_->buffer);
  state_->flush();
  state_->file.sync();
}

}  // namespace nonmun::index
