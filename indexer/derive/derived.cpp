#include "indexer/derive/derived.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzers/latin/english.hpp"
#include "analyzers/text/jamo.hpp"
#include "analyzers/variants/transliteration.hpp"
#include "indexer/derive/alias_table.hpp"
#include "indexer/derive/similarity.hpp"
#include "indexer/index/derived.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/system/files.hpp"

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

class LexiconBuilder {
 public:
  /// Adds a form in which the word with this term is written. The form in most papers is shown.
  void add_form(const std::string& term, const std::string& form, std::uint32_t papers) {
    auto [at, fresh] = numbers_.try_emplace(term, static_cast<std::uint32_t>(words_.size()));
    if (fresh) {
      words_.push_back({term, form, papers});
      display_papers_.push_back(papers);
    } else if (papers > display_papers_[at->second]) {
      words_[at->second].display = form;
      display_papers_[at->second] = papers;
    }
    words_[at->second].papers = std::max(words_[at->second].papers, papers);
    forms_.push_back({form, at->second});
  }

  /// Adds a term. It counts as a form only where none is known: a stem is often no word.
  void add_term(const std::string& term, std::uint32_t papers) {
    if (const auto found = numbers_.find(term); found != numbers_.end()) {
      words_[found->second].papers = std::max(words_[found->second].papers, papers);
    } else {
      add_form(term, term, papers);
    }
  }

  /// Adds a word that is shown as its term and found by another form alone.
  void add_word(const std::string& term, std::string form, std::uint32_t papers) {
    forms_.push_back({std::move(form), static_cast<std::uint32_t>(words_.size())});
    words_.push_back({term, term, papers});
  }

  const std::vector<index::Lexicon::Word>& words() const { return words_; }
  const std::vector<index::Lexicon::Form>& forms() const { return forms_; }
  std::string encode() const { return index::Lexicon::encode(words_, forms_); }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<index::Lexicon::Word> words_;
  std::vector<std::uint32_t> display_papers_;
  std::vector<index::Lexicon::Form> forms_;
};

struct Lexicons {
  LexiconBuilder latin, hangul;
};

Lexicons read_words(const Xapian::Database& database) {
  Lexicons lexicons;
  latin::EnglishStemmer stemmer;
  for_terms(database, index::kSurfacePrefix, [&](const std::string& surface, std::uint32_t papers) {
    if (!is_plain_latin(surface)) return;
    lexicons.latin.add_form(std::string(stemmer.stem(surface)), surface, papers);
  });
  index::for_ranked_terms(database.allterms_begin(), database.allterms_end(), [&](const auto& at) {
    const std::string term = *at;
    if (is_plain_latin(term)) {
      lexicons.latin.add_term(term, at.get_termfreq());
    } else if (auto key = text::jamo_key(term)) {
      lexicons.hangul.add_word(term, std::move(*key), at.get_termfreq());
    }
  });
  for_terms(database, index::kSubwordPrefix, [&](const std::string& part, std::uint32_t papers) {
    if (is_plain_latin(part)) lexicons.latin.add_term(part, papers);
  });
  return lexicons;
}

/// The Latin words that a Korean one may be a loan of. Not those that more papers have as the name
/// of an author, for names come in every shape, and nearly any Korean word sounds like one; nor
/// words that nobody borrows.
std::string encode_loanword_sources(const Xapian::Database& database, const LexiconBuilder& latin) {
  const std::string author(index::field(index::FieldId::author).prefix);
  std::vector<index::Lexicon::Form> forms;
  for (const index::Lexicon::Form& form : latin.forms()) {
    if (!is_spoken(form.form) || latin::is_function_word(form.form)) continue;
    if (database.get_termfreq(author + form.form) >= latin.words()[form.word].papers) continue;
    forms.push_back(form);
  }
  return index::Lexicon::encode_forms(forms);
}

using Bridges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Bridges loanwords(const std::vector<index::Lexicon::Word>& hangul,
                  const variants::TrieView& loanword_sources) {
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t i = 0; i < hangul.size(); ++i) {
    if (hangul[i].papers >= kMinPapers) chosen.push_back(i);
  }
  if (chosen.size() > kMaxTransliterated) {
    std::stable_sort(chosen.begin(), chosen.end(), [&](std::uint32_t a, std::uint32_t b) {
      return hangul[a].papers > hangul[b].papers;
    });
    chosen.resize(kMaxTransliterated);
  }
  std::vector<std::string_view> words;
  for (const std::uint32_t i : chosen) words.emplace_back(hangul[i].term);
  Bridges loanword_pairs;
  for (const variants::Bridge& bridge : variants::accepted_bridges(words, loanword_sources)) {
    loanword_pairs.emplace_back(bridge.latin, chosen[bridge.hangul]);
  }
  std::sort(loanword_pairs.begin(), loanword_pairs.end());
  return loanword_pairs;
}

std::string aliases(const Xapian::Database& database) {
  std::vector<AliasCount> counts;
  for_terms(database, index::kAliasPrefix, [&](std::string key, std::uint32_t papers) {
    counts.push_back({std::move(key), papers});
  });
  return build_alias_table(counts).serialise();
}

void write_word_tables(const Xapian::Database& database, const std::string& folder) {
  const auto [latin, hangul] = read_words(database);
  const std::string latin_sources = encode_loanword_sources(database, latin);
  system::write_file(folder + "/" + index::kLatinFile, latin.encode());
  system::write_file(folder + "/" + index::kLoanwordSourcesFile, latin_sources);
  system::write_file(folder + "/" + index::kHangulFile, hangul.encode());
  system::write_file(folder + "/" + index::kLoanwordPairsFile,
                     index::DerivedTables::encode_loanword_pairs(
                         loanwords(hangul.words(), variants::TrieView::open(latin_sources))));
}

}  // namespace

void write_derived_tables(const Xapian::Database& database, const std::string& folder,
                          const std::function<void()>& check) {
  std::filesystem::create_directory(folder);
  write_word_tables(database, folder);
  check();
  system::write_file(folder + "/" + index::kAliasesFile, aliases(database));
  check();
  write_similarity(database, folder, check);
}

}  // namespace nonmun::derive
