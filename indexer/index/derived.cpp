#include "indexer/index/derived.hpp"

#include <algorithm>
#include <mutex>
#include <nonmun/error.hpp>
#include <numeric>
#include <optional>
#include <stdexcept>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/little_endian.hpp"
#include "analyzers/text/utf8.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/mapped_file.hpp"

namespace nonmun::index {
namespace {

constexpr std::size_t kNumberBytes = sizeof(std::uint32_t);
constexpr char kBetween = '\t';  ///< no term and no surface has one

Error damaged(const std::string& what) {
  return {Cause::damaged, "the index is damaged: " + what, "rebuild it"};
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  return text::get_little_endian<std::uint32_t>(bytes.data() + at);
}

variants::TrieView open_trie(std::string_view bytes) {
  try {
    return variants::TrieView::open(bytes);
  } catch (const std::runtime_error& error) {
    throw damaged(error.what());
  }
}

std::shared_ptr<const system::MappedFile> mapped(const std::string& path) {
  return std::make_shared<const system::MappedFile>(path);
}

}  // namespace

/// Words by the pairs of neighbouring characters in their terms: those of a bucket are consecutive.
/// Different pairs may share a bucket.
struct Lexicon::Pairs {
  std::once_flag once;
  std::vector<std::uint32_t> begins;  // of each bucket, and the end of the last
  std::vector<std::uint32_t> words;

  /// Calls visit(bucket) for each pair of a text.
  template <class Visit>
  static void for_each(std::string_view text, Visit visit) {
    constexpr std::uint32_t kSpread = 2'654'435'761;  // Knuth's multiplicative hash
    constexpr unsigned kUnused = 16;
    std::optional<std::uint32_t> before;
    for (std::size_t at = 0; at < text.size();) {
      const text::CodePoint c = text::code_point_at(text, at);
      const auto value = static_cast<std::uint32_t>(c.value);
      if (before) visit(((*before * 31 + value) * kSpread) >> kUnused);
      before = value;
      at += c.length;
    }
  }

  void build(const Lexicon& all) {
    constexpr std::size_t kBuckets = 1U << 16;
    begins.assign(kBuckets + 1, 0);
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      for_each(all.word(i).term, [&](std::uint32_t bucket) { ++begins[bucket + 1]; });
    }
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    words.resize(begins.back());
    std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      for_each(all.word(i).term, [&](std::uint32_t bucket) { words[next[bucket]++] = i; });
    }
  }

  /// The words of the smallest bucket among those of the pairs of `part`.
  std::span<const std::uint32_t> candidates(std::string_view part) const {
    std::optional<std::span<const std::uint32_t>> smallest;
    for_each(part, [&](std::uint32_t bucket) {
      const auto own =
          std::span(words).subspan(begins[bucket], begins[bucket + 1] - begins[bucket]);
      if (!smallest || own.size() < smallest->size()) smallest = own;
    });
    return smallest.value_or(std::span<const std::uint32_t>());
  }
};

std::vector<std::uint32_t> Lexicon::containing(std::string_view part) const {
  std::vector<std::uint32_t> found;
  if (!pairs_) return found;
  std::call_once(pairs_->once, [&] { pairs_->build(*this); });
  for (const std::uint32_t number : pairs_->candidates(part)) {
    const bool is_known = !found.empty() && found.back() == number;  // a word may have a pair twice
    if (!is_known && word(number).term.find(part) != std::string_view::npos)
      found.push_back(number);
  }
  return found;
}

std::string Lexicon::encode_forms(std::span<const FormView> forms) {
  std::vector<variants::TrieWord> sorted;
  sorted.reserve(forms.size());
  for (const FormView& form : forms) {
    if (form.form.empty() || form.form.size() > variants::kMaxTrieDepth) continue;
    sorted.push_back({form.form, form.word});
  }
  const auto same = [](const variants::TrieWord& a, const variants::TrieWord& b) {
    return a.word == b.word;
  };
  std::stable_sort(
      sorted.begin(), sorted.end(),
      [](const variants::TrieWord& a, const variants::TrieWord& b) { return a.word < b.word; });
  sorted.erase(std::unique(sorted.begin(), sorted.end(), same), sorted.end());
  return variants::build_trie(sorted);
}

std::string Lexicon::encode(std::span<const Word> words, std::span<const FormView> forms) {
  std::string bytes;
  {
    const std::string trie = encode_forms(forms);
    text::put_little_endian(static_cast<std::uint32_t>(trie.size()), bytes);
    text::put_little_endian(static_cast<std::uint32_t>(words.size()), bytes);
    bytes += trie;
  }
  std::uint32_t end = 0;
  for (const Word& word : words) {
    end += static_cast<std::uint32_t>(word.term.size() + 1 + word.display.size());
    text::put_little_endian(end, bytes);
  }
  for (const Word& word : words) text::put_little_endian(word.papers, bytes);
  for (const Word& word : words) bytes.append(word.term).append(1, kBetween).append(word.display);
  return bytes;
}

Lexicon::Lexicon(std::shared_ptr<const void> owner, std::string_view bytes)
    : owner_(std::move(owner)), pairs_(std::make_shared<Pairs>()) {
  constexpr std::size_t kHeaderBytes = 2 * kNumberBytes;
  if (bytes.size() < kHeaderBytes) throw damaged("a lexicon is too short");
  const std::size_t trie_size = number_at(bytes, 0);
  size_ = number_at(bytes, kNumberBytes);
  bytes.remove_prefix(kHeaderBytes);
  if (bytes.size() < trie_size + 2 * size_ * kNumberBytes) throw damaged("a lexicon is too short");
  trie_ = open_trie(bytes.substr(0, trie_size));
  ends_ = bytes.substr(trie_size, size_ * kNumberBytes);
  papers_ = bytes.substr(trie_size + ends_.size(), ends_.size());
  text_ = bytes.substr(trie_size + 2 * ends_.size());
  if ((size_ == 0 ? 0 : number_at(ends_, (size_ - 1) * kNumberBytes)) != text_.size()) {
    throw damaged("a lexicon has another size than it says");
  }
  if (trie_.value_limit() > size_) throw damaged("a lexicon lacks words");
}

Lexicon::Lexicon(std::string bytes) {
  const auto owner = std::make_shared<const std::string>(std::move(bytes));
  *this = Lexicon(owner, *owner);
}

Lexicon Lexicon::open(const std::string& path) {
  const auto owner = mapped(path);
  return {owner, owner->bytes()};
}

// Damage that the size does not show gives wrong words, but never bytes beyond the text.
Lexicon::Word Lexicon::word(std::uint32_t number) const {
  const std::size_t at = std::size_t{number} * kNumberBytes;
  const std::size_t end = std::min<std::size_t>(number_at(ends_, at), text_.size());
  const std::size_t begin =
      number == 0 ? 0 : std::min<std::size_t>(number_at(ends_, at - kNumberBytes), end);
  const std::string_view both = text_.substr(begin, end - begin);
  const std::size_t between = std::min(both.find(kBetween), both.size());
  return {both.substr(0, between), both.substr(std::min(between + 1, both.size())),
          number_at(papers_, at)};
}

DerivedTables::DerivedTables(const std::string& folder, Postings has_postings)
    : latin(Lexicon::open(folder + "/" + kLatinFile)),
      hangul(Lexicon::open(folder + "/" + kHangulFile)),
      loanword_source_file_(mapped(folder + "/" + kLoanwordSourcesFile)),
      alias_file_(mapped(folder + "/" + kAliasesFile)) {
  loanword_sources = open_trie(loanword_source_file_->bytes());
  if (loanword_sources.value_limit() > latin.size())
    throw damaged("an origin of loanwords is unknown");
  loanwords = LoanwordTable(folder + "/" + kLoanwordPairsFile, hangul.size(), latin.size());
  try {
    aliases = AliasTableView(alias_file_->bytes());
  } catch (const std::runtime_error& error) {
    throw damaged(error.what());
  }
  similarity_terms = SimilarityTerms::open(folder + "/" + kSimilarityTermsFile);
  similarity_papers = SimilarityPapers(folder + "/" + kSimilarityPapersFile);
  facets = FacetTable(folder + "/" + kFacetsFile);
  suggestions = SuggestionTable(folder + "/" + kSuggestionsFile);
  if (has_postings == Postings::present) postings = PostingTable(folder + "/" + kPostingsFile);
  forward = ForwardIndex(folder + "/" + kForwardFile);
  neighbours = NeighbourFilter(folder + "/" + kNeighboursFile);
  if (similarity_terms.axes() != similarity_papers.axes()) {
    throw damaged("the tables of similarity are of different spaces");
  }
}

DerivedTables DerivedTables::of(const std::vector<const DerivedTables*>& shards,
                                const ShardMap& map, const std::vector<bool>& same_space) {
  DerivedTables all = *shards.front();
  std::vector<SimilarityPapers> similarity;
  std::vector<FacetTable> facets;
  std::vector<PostingTable> postings;
  std::vector<ForwardIndex> forward;
  std::vector<NeighbourFilter> neighbours;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    similarity.push_back(same_space[i] ? shards[i]->similarity_papers : SimilarityPapers());
    facets.push_back(shards[i]->facets);
    postings.push_back(shards[i]->postings);
    forward.push_back(shards[i]->forward);
    neighbours.push_back(shards[i]->neighbours);
  }
  all.similarity_papers = SimilarityPapers::of(std::move(similarity), map);
  all.facets = FacetTable::of(std::move(facets), map);
  all.postings = PostingTable::of(std::move(postings), map);
  all.forward = ForwardIndex::of(std::move(forward), map);
  all.neighbours = NeighbourFilter::of(std::move(neighbours), map);
  return all;
}

std::vector<variants::Match> DerivedTables::loanword_origins(std::string_view hangul_word) const {
  if (const auto key = text::jamo_key(hangul_word)) {
    const std::uint32_t number = hangul.trie().find(*key);
    if (number != variants::TrieView::kNoWord) {
      const Lexicon::Word word = hangul.word(number);
      // Two words may have one key.
      if (word.term == hangul_word) {
        if (auto known = loanwords.latin_for(number, word.papers)) return *std::move(known);
      }
    }
  }
  return variants::accepted_latin_matches(hangul_word, loanword_sources);
}

}  // namespace nonmun::index
