#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/jamo.hpp"
#include "searcher/plan/plan_text.hpp"
#include "searcher/plan/planner.hpp"
#include "searcher/query/parser.hpp"

namespace nonmun::plan {

/// A vocabulary of a few words and phrases, with papers in them.
class FakeVocabulary : public Vocabulary {
 public:
  std::map<std::string, std::uint32_t> words;
  std::map<std::vector<std::string>, std::uint32_t> phrases;
  std::map<std::string, std::string> authors;  ///< by their terms
  std::uint32_t both = 0;                      ///< papers with any two words
  index::DerivedTables tables;

  std::uint32_t frequency(const std::string& term) const override {
    const auto found = words.find(term);
    return found == words.end() ? 0 : found->second;
  }
  std::uint32_t papers() const override { return 1000; }
  std::uint32_t papers_with_both(const std::vector<std::string>&,
                                 const std::vector<std::string>&) const override {
    return both;
  }
  std::uint32_t papers_with_phrase(const std::vector<std::string>& terms) const override {
    const auto found = phrases.find(terms);
    return found == phrases.end() ? 0 : found->second;
  }
  Beginning terms_with_prefix(const std::string& prefix, std::size_t max) const override {
    Beginning beginning;
    for (const auto& [term, papers] : words) {
      if (term.starts_with(prefix)) beginning.terms.push_back(term);
    }
    beginning.all = beginning.terms.size();
    std::stable_sort(beginning.terms.begin(), beginning.terms.end(),
                     [&](const auto& a, const auto& b) { return words.at(a) > words.at(b); });
    beginning.terms.resize(std::min(max, beginning.all));
    return beginning;
  }
  std::string author_name(const std::string& term) const override {
    const auto found = authors.find(term);
    return found == authors.end() ? "" : found->second;
  }
  const index::DerivedTables& derived() const override { return tables; }

  /// Lets words of Hangul be found by corrections; each must be in `words`.
  void set_hangul_lexicon(const std::vector<std::string>& terms) {
    std::deque<std::string> keys;  // the views point into it
    std::vector<index::Lexicon::Word> entries;
    std::vector<index::Lexicon::FormView> forms;
    for (const std::string& term : terms) {
      keys.push_back(*text::jamo_key(term));
      forms.push_back({keys.back(), static_cast<std::uint32_t>(entries.size())});
      entries.push_back({term, term, words.at(term)});
    }
    tables.hangul = index::Lexicon(index::Lexicon::encode(entries, forms));
  }
  /// Lets Latin words be found by corrections and transliterations.
  void set_latin_lexicon(const std::vector<index::Lexicon::Word>& entries) {
    std::vector<index::Lexicon::Word> latin_words;
    std::vector<index::Lexicon::FormView> forms;
    for (const index::Lexicon::Word& word : entries) {
      forms.push_back({word.display, static_cast<std::uint32_t>(latin_words.size())});
      latin_words.push_back({word.term, word.display, word.papers});
    }
    tables.latin = index::Lexicon(index::Lexicon::encode(latin_words, forms));
    tables.loanword_sources = tables.latin.trie();
  }
  /// Lets two phrases be names of the same.
  void set_alias(const std::string& korean, const std::string& english) {
    index::AliasTable table;
    table.aliases = {{korean, english, 3, 1}};
    alias_bytes_ = table.serialise();
    tables.aliases = index::AliasTableView(alias_bytes_);
  }

 private:
  std::string alias_bytes_;
};

/// Plans queries with the mechanisms chosen alone.
struct Planning {
  FakeVocabulary vocabulary;
  Analyzer analyzer;
  Notes notes;

  static Settings only(std::initializer_list<Mechanism> chosen) {
    std::vector<std::string> without;
    for (const MechanismInfo& m : kMechanisms) {
      if (std::find(chosen.begin(), chosen.end(), m.id) == chosen.end()) {
        without.emplace_back(m.name);
      }
    }
    return {without, {}};
  }

  Node plan(std::string_view query, std::initializer_list<Mechanism> chosen) {
    notes = {};
    const Settings settings = only(chosen);
    return Planner(analyzer, vocabulary, settings, notes).plan(query::parse(query));
  }

  std::string text(std::string_view query, std::initializer_list<Mechanism> chosen) {
    return to_text(plan(query, chosen));
  }
};

}  // namespace nonmun::plan
