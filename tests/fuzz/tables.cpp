#include <array>
#include <nonmun/error.hpp>
#include <stdexcept>

#include "analyzers/text/little_endian.hpp"
#include "analyzers/variants/spelling.hpp"
#include "indexer/index/alias_table.hpp"
#include "indexer/index/derived.hpp"
#include "indexer/index/generation.hpp"
#include "indexer/index/manifest.hpp"
#include "indexer/index/similarity.hpp"
#include "indexer/index/votes.hpp"
#include "indexer/system/hash.hpp"
#include "tests/fuzz/fuzz.hpp"

// The files of an index, damaged in any way. The first byte says which file the rest is.

namespace nonmun::fuzz {
namespace {

void read_current(std::string_view bytes) {
  const std::optional<index::Published> published = index::Published::decode(bytes);
  if (!published) return;
  require(published->encode() == bytes, "`current` has one form");
  for (const index::Pointer& pointer :
       {published->now, published->previous.value_or(published->now)}) {
    require(pointer.generation.find('/') == std::string::npos && pointer.generation != "..",
            "a generation is a folder of the index");
  }
}

void read_manifest_file(std::string_view bytes) {
  static const Folder folder;
  static const index::IndexPaths index(folder / "index");
  static const std::string name = "generation";
  std::filesystem::create_directories(index.generation(name));
  folder.write("index/generations/" + name + "/" + index::kManifestFile, bytes);
  const index::Manifest manifest = index::read_manifest(index, {name, system::xxh3_hex(bytes)});
  manifest.bytes();
  manifest.encode();
}

void read_votes(std::string_view bytes) {
  const index::VoteTable table = index::VoteTable::decode(bytes);
  const bool is_old = bytes.starts_with("nonmunV1");
  require(is_old || table.encode() == bytes, "a vote table has one form");
  require(table.max() >= 0, "votes are not negative");
  table.votes(table.last_docid() + 1);
}

void read_lexicon(std::string_view bytes) {
  const index::Lexicon lexicon{std::string(bytes)};
  const auto papers = [&](std::uint32_t word) { return lexicon.word(word).papers; };
  variants::latin_corrections("difusion", lexicon.trie(), papers);
  variants::hangul_corrections("데이타", lexicon.trie(), papers);
}

/// The checksum of a table of aliases, FNV-1a, put where the table has it: the rest of the file is
/// tried too.
std::string with_checksum(std::string_view bytes) {
  constexpr std::size_t kAt = 8;
  constexpr std::size_t kChecked = 16;
  std::string out(bytes);
  if (out.size() < kChecked) return out;
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : bytes.substr(kChecked)) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  }
  std::string digest;
  text::put_little_endian(hash, digest);
  return out.replace(kAt, digest.size(), digest);
}

void read_aliases(std::string_view damaged) {
  const std::string bytes = with_checksum(damaged);
  const index::AliasTableView table(bytes);
  for (const index::AliasName& name : table.find("강화 학습"))
    require(!name.phrase.empty(), "a name");
  table.find("rl");
  const std::vector<std::string> words = {"강화", "학습", "reinforcement", "learning", "rl"};
  for (const index::AliasMatch& match : table.find_runs(words)) {
    require(match.count > 0 && match.first + match.count <= words.size(), "a run is of the words");
  }
}

/// The checksum of the words of similarity put right, as above.
void read_similarity_terms(std::string_view damaged) {
  constexpr std::size_t kAt = 8;
  constexpr std::size_t kChecked = 16;
  std::string bytes(damaged);
  if (bytes.size() >= kChecked) {
    std::string digest;
    text::put_little_endian(system::xxh3_64(damaged.substr(kChecked)), digest);
    bytes.replace(kAt, digest.size(), digest);
  }
  const index::SimilarityTerms terms(bytes);
  for (const char* word : {"", "diffus", "확산"}) {
    const auto found = terms.find(word);
    if (!found) continue;
    require(found->axes.size() == terms.axes() && found->factor >= 0, "a word has a vector");
    index::cosine(found->axes, found->axes);
  }
}

void read_similarity_papers(std::string_view bytes) {
  static const Folder folder;
  folder.write("papers", bytes);
  const index::SimilarityPapers papers(folder / "papers");
  for (const std::uint32_t docid : {1U, 2U, 70U, 4'000'000'000U}) {
    const std::size_t axes = papers.vector(docid).size();
    require(axes == 0 || axes == papers.axes(), "a paper has a vector, or none");
  }
}

void read_loanwords(std::string_view bytes) {
  static const Folder folder;
  folder.write("loanwords", bytes);
  constexpr std::size_t kWords = 100;
  const index::LoanwordTable table(folder / "loanwords", kWords, kWords);
  for (const std::uint32_t word : {0U, 1U, 50U, 99U}) {
    for (const std::uint32_t hangul : table.hangul_for(word)) {
      require(hangul < kWords, "a word of the lexicon");
    }
    for (const variants::Match& match :
         table.latin_for(word, 2).value_or(std::vector<variants::Match>())) {
      require(match.word < kWords, "a word of the lexicon");
    }
  }
}

void read_postings(std::string_view bytes) {
  static const Folder folder;
  folder.write("postings", bytes);
  const index::PostingTable table(folder / "postings");
  for (const char* term : {"", "a", "b", "absent"}) {
    const index::PostingList list = table.find(term);
    for (std::uint32_t window = list.next_window(0); window < table.windows();
         window = list.next_window(window + 1)) {
      const index::PostingList::Span span = list.in_window(window);
      std::uint32_t seen = 0;
      list.visit(span, [&](std::uint32_t local, std::uint32_t) {
        require(local < index::kWindowSize, "a posting is in its window");
        ++seen;
      });
      require(seen == span.count, "all are visited");
      if (span.count > 0) list.wdf(span.first + span.count - 1);
    }
  }
  table.length(table.last_docid());
}

void read_forward(std::string_view bytes) {
  static const Folder folder;
  folder.write("forward", bytes);
  const index::ForwardIndex forward(folder / "forward");
  std::vector<std::uint32_t> positions;
  for (const std::uint32_t docid : {0U, 1U, 2U, forward.last_docid(), 4'000'000'000U}) {
    const index::ForwardRecord record = forward.record(docid);
    const std::uint64_t hash = index::ForwardRecord::term_hash("a");
    for (const auto place : {index::ForwardRecord::Place::text, index::ForwardRecord::Place::title,
                             index::ForwardRecord::Place::authors}) {
      record.positions(place, hash, positions);
      record.has_phrase(place, std::vector{hash, hash + 1});
    }
    record.neighbours(1000);
  }
}

void read_neighbours(std::string_view bytes) {
  static const Folder folder;
  folder.write("neighbours", bytes);
  const index::NeighbourFilter filter(folder / "neighbours");
  std::array<std::uint64_t, index::kWindowSize / 64> papers;
  std::array<std::uint64_t, index::kWindowSize / 64> certain{};
  papers.fill(~std::uint64_t{0});
  for (const std::uint32_t window : {0U, 1U, 1'000'000U}) {
    filter.keep(window, index::NeighbourFilter::pair(index::ForwardRecord::Place::text, 1, 2),
                papers, certain);
  }
}

}  // namespace

void run(std::string_view input) {
  if (input.empty()) return;
  const std::string_view bytes = input.substr(1);
  try {
    switch (input.front()) {
      case 'c':
        return read_current(bytes);
      case 'm':
        return read_manifest_file(bytes);
      case 'v':
        return read_votes(bytes);
      case 'l':
        return read_lexicon(bytes);
      case 'a':
        return read_aliases(bytes);
      case 's':
        return read_similarity_terms(bytes);
      case 'p':
        return read_similarity_papers(bytes);
      case 'w':
        return read_loanwords(bytes);
      case 'o':
        return read_postings(bytes);
      case 'f':
        return read_forward(bytes);
      case 'n':
        return read_neighbours(bytes);
      default:
        return;
    }
  } catch (const Error& error) {
    require(error.code() == ErrorCode::io || error.code() == ErrorCode::version,
            "damage is an error of reading");
  } catch (const std::runtime_error& error) {
    // A table of aliases is opened by the derived tables, which turn this into an Error.
    require(std::string_view(error.what()).starts_with("damaged alias table"), error.what());
  }
}

}  // namespace nonmun::fuzz
