#include "indexer/derive/derived.hpp"

#include <algorithm>
#include <filesystem>
#include <memory_resource>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzers/latin/english.hpp"
#include "analyzers/text/jamo.hpp"
#include "analyzers/variants/transliteration.hpp"
#include "indexer/derive/alias_table.hpp"
#include "indexer/derive/facets.hpp"
#include "indexer/derive/postings.hpp"
#include "indexer/derive/similarity.hpp"
#include "indexer/derive/suggestions.hpp"
#include "indexer/index/derived.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/memory.hpp"

namespace nonmun::derive {
namespace {

/// Words in this many papers or more are matched against each other for the table of loanwords, at
/// most kMaxTransliterated of them: it keeps the cost of a nightly run bounded whatever the size.
constexpr std::uint32_t kMinPapers = 2;
constexpr std::size_t kMaxTransliterated = 20'000;

bool is_plain_latin(std::string_view term) {
  return std::all_of(term.begin(), term.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }) &&
         std::any_of(term.begin(), term.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Letters alone; one with a digit is no word that a transliteration could be read as.
bool is_spoken(std::string_view form) {
  return std::all_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Calls visit(term without prefix, papers) for every term with the prefix.
template <class Visit>
void for_terms(const Xapian::Database& database, std::string_view prefix, Visit visit) {
  const std::string p(prefix);
  for (auto t = database.allterms_begin(p); t != database.allterms_end(p); ++t) {
    visit((*t).erase(0, p.size()), t.get_termfreq());
  }
}

/// Collects the words of a lexicon. A million papers have more than a million words, so their texts
/// are kept once and one after another.
class LexiconBuilder {
 public:
  /// Adds a form in which the word with this term is written. The form in most papers is shown.
  void add_form(std::string_view term, std::string_view form, std::uint32_t papers) {
    if (const auto found = numbers_.find(term); found != numbers_.end()) {
      add_form(found->second, keep(form), papers);
      return;
    }
    const std::string_view kept = keep(form);
    add_new(form == term ? kept : keep(term), kept, papers);
  }

  /// Adds a term. It counts as a form only where none is known: a stem is often no word.
  void add_term(std::string_view term, std::uint32_t papers) {
    if (const auto found = numbers_.find(term); found != numbers_.end()) {
      words_[found->second].papers = std::max(words_[found->second].papers, papers);
    } else {
      const std::string_view kept = keep(term);
      add_new(kept, kept, papers);
    }
  }

  /// Adds a word that is shown as its term and found by another form alone.
  void add_word(std::string_view term, std::string_view form, std::uint32_t papers) {
    forms_.push_back({keep(form), static_cast<std::uint32_t>(words_.size())});
    const std::string_view kept = keep(term);
    words_.push_back({kept, kept, papers});
  }

  /// Frees what only adding needs.
  void close() {
    numbers_ = decltype(numbers_)();
    display_papers_ = decltype(display_papers_)();
  }

  const std::vector<index::Lexicon::Word>& words() const { return words_; }
  const std::vector<index::Lexicon::FormView>& forms() const { return forms_; }
  std::string encode() const { return index::Lexicon::encode(words_, forms_); }

 private:
  std::string_view keep(std::string_view text) {
    auto* bytes = static_cast<char*>(texts_.allocate(text.size(), 1));
    std::copy(text.begin(), text.end(), bytes);
    return {bytes, text.size()};
  }

  void add_new(std::string_view term, std::string_view form, std::uint32_t papers) {
    const auto number = static_cast<std::uint32_t>(words_.size());
    numbers_.emplace(term, number);
    words_.push_back({term, form, papers});
    display_papers_.push_back(papers);
    forms_.push_back({form, number});
  }

  void add_form(std::uint32_t number, std::string_view form, std::uint32_t papers) {
    index::Lexicon::Word& word = words_[number];
    if (papers > display_papers_[number]) {
      word.display = form;
      display_papers_[number] = papers;
    }
    word.papers = std::max(word.papers, papers);
    forms_.push_back({form, number});
  }

  std::pmr::monotonic_buffer_resource texts_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;  // by term
  std::vector<index::Lexicon::Word> words_;
  std::vector<std::uint32_t> display_papers_;
  std::vector<index::Lexicon::FormView> forms_;
};

void read_latin_words(const Xapian::Database& database, LexiconBuilder& latin) {
  latin::EnglishStemmer stemmer;
  for_terms(database, index::kSurfacePrefix, [&](const std::string& surface, std::uint32_t papers) {
    if (is_plain_latin(surface)) latin.add_form(stemmer.stem(surface), surface, papers);
  });
  index::for_ranked_terms(database.allterms_begin(), database.allterms_end(), [&](const auto& at) {
    const std::string term = *at;
    if (is_plain_latin(term)) latin.add_term(term, at.get_termfreq());
  });
  for_terms(database, index::kSubwordPrefix, [&](const std::string& part, std::uint32_t papers) {
    if (is_plain_latin(part)) latin.add_term(part, papers);
  });
  latin.close();
}

void read_hangul_words(const Xapian::Database& database, LexiconBuilder& hangul) {
  index::for_ranked_terms(database.allterms_begin(), database.allterms_end(), [&](const auto& at) {
    const std::string term = *at;
    if (is_plain_latin(term)) return;
    if (const auto key = text::jamo_key(term)) hangul.add_word(term, *key, at.get_termfreq());
  });
}

/// The Latin words that a Korean one may be a loan of. Not those that more papers have as the name
/// of an author, for names come in every shape, and nearly any Korean word sounds like one; nor
/// words that nobody borrows.
std::string encode_loanword_sources(const Xapian::Database& database, const LexiconBuilder& latin) {
  const std::string author(index::field(index::FieldId::author).prefix);
  std::vector<index::Lexicon::FormView> forms;
  for (const index::Lexicon::FormView& form : latin.forms()) {
    if (!is_spoken(form.form) || latin::is_function_word(form.form)) continue;
    if (database.get_termfreq(std::string(author).append(form.form)) >=
        latin.words()[form.word].papers)
      continue;
    forms.push_back(form);
  }
  return index::Lexicon::encode_forms(forms);
}

std::string loanwords(const std::vector<index::Lexicon::Word>& hangul,
                      const variants::TrieView& loanword_sources) {
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t i = 0; i < hangul.size(); ++i) {
    if (hangul[i].papers >= kMinPapers) chosen.push_back(i);
  }
  std::uint32_t complete_from = kMinPapers;
  if (chosen.size() > kMaxTransliterated) {
    std::stable_sort(chosen.begin(), chosen.end(), [&](std::uint32_t a, std::uint32_t b) {
      return hangul[a].papers > hangul[b].papers;
    });
    complete_from = hangul[chosen[kMaxTransliterated]].papers + 1;  // of the first that is left out
    chosen.resize(kMaxTransliterated);
    std::sort(chosen.begin(), chosen.end());
  }
  std::vector<std::string_view> words;
  for (const std::uint32_t i : chosen) words.push_back(hangul[i].term);
  std::vector<index::LoanwordTable::Pair> pairs;
  for (const variants::Bridge& bridge : variants::accepted_bridges(words, loanword_sources)) {
    pairs.push_back({chosen[bridge.hangul], {bridge.latin, bridge.cost}});
  }
  return index::LoanwordTable::encode(complete_from, pairs);
}

std::string aliases(const Xapian::Database& database) {
  return build_alias_table([&](const AliasCountVisitor& visit) {
           for_terms(database, index::kAliasPrefix, visit);
         })
      .serialise();
}

/// @return the bytes of the trie of loanword sources
std::string write_latin_words(const Xapian::Database& database, const std::string& folder) {
  LexiconBuilder latin;
  read_latin_words(database, latin);
  system::write_file(folder + "/" + index::kLatinFile, latin.encode());
  std::string sources = encode_loanword_sources(database, latin);
  system::write_file(folder + "/" + index::kLoanwordSourcesFile, sources);
  return sources;
}

void write_hangul_words(const Xapian::Database& database, const std::string& latin_sources,
                        const std::string& folder) {
  LexiconBuilder hangul;
  read_hangul_words(database, hangul);
  system::write_file(folder + "/" + index::kHangulFile, hangul.encode());
  system::write_file(folder + "/" + index::kLoanwordPairsFile,
                     loanwords(hangul.words(), variants::TrieView::open(latin_sources)));
}

/// One script after the other, though both read all terms: the words of both at once would be the
/// most memory that a large index needs.
void write_word_tables(const Xapian::Database& database, const std::string& folder) {
  const std::string latin_sources = write_latin_words(database, folder);
  system::release_free_memory();
  write_hangul_words(database, latin_sources, folder);
}

void write_facets_and_suggestions(const Xapian::Database& database, const std::string& folder,
                                  const std::function<void()>& check) {
  const index::FacetTable::Contents facets = gather_facets(database, check);
  system::write_file(folder + "/" + index::kFacetsFile, index::FacetTable::encode(facets));
  system::write_file(folder + "/" + index::kSuggestionsFile, suggestions(database, facets));
}

}  // namespace

void write_derived_tables(const Xapian::Database& database, const std::string& folder,
                          const std::optional<Predecessor>& before,
                          const std::function<void()>& check) {
  std::filesystem::create_directory(folder);
  if (before && before->changed.size() <= kMaxUpdatedPapers) {
    update_postings(database, *before, folder + "/" + index::kPostingsFile, check);
  } else {
    write_postings(database, folder + "/" + index::kPostingsFile, check);
  }
  write_forward_index(database, folder, check);
  write_word_tables(database, folder);
  system::release_free_memory();
  check();
  system::write_file(folder + "/" + index::kAliasesFile, aliases(database));
  system::release_free_memory();
  check();
  write_facets_and_suggestions(database, folder, check);
}

void write_similarity_tables(const Xapian::Database& database, const std::string& folder,
                             const std::function<void()>& check) {
  write_similarity(database, index::PostingTable(folder + "/" + index::kPostingsFile), folder,
                   check);
}

}  // namespace nonmun::derive
