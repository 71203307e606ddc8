#include "searcher/plan/loanwords.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"
#include "analyzers/variants/letter_names.hpp"
#include "analyzers/variants/loan_spellings.hpp"
#include "analyzers/variants/transliteration.hpp"

namespace nonmun::plan {
namespace {

constexpr unsigned kCommonWord = 30;  ///< papers from which a Korean word is common
/// A Korean word in fewer papers meets its origin by chance or not at all, so that only a spelling
/// of at most kRegularSpelling is trusted.
constexpr unsigned kProvingPapers = 3;
constexpr float kRegularSpelling = 0.02F;
/// Of several loanword origins, one in this many times fewer papers is left out.
constexpr unsigned kOvershadowed = 5;
/// An origin in so many papers is a word of the field, which papers are likely to transliterate.
constexpr unsigned kUsual = 10;
/// A Korean word in fewer papers may never meet its origin.
constexpr unsigned kRare = 10;
/// At this cost a word sounds like one of English.
constexpr float kLoanCost = 0.06F;
/// At this cost the spelling is what the rules of transliteration give.
constexpr float kExact = 0.005F;
constexpr std::size_t kMaxSyllablesOfTwo = 10;  ///< of two loanwords written together

bool is_latin(const std::string& term) {
  return !term.empty() && std::all_of(term.begin(), term.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
}

/// The papers must not contradict a transliteration (see cooccurrence_gate), and a short word
/// needs a target that is more than one paper's coinage.
bool is_plausible(const Word& word, const index::Lexicon::Word& origin, float cost,
                  const Vocabulary& vocabulary) {
  const std::uint32_t own = vocabulary.frequency(word.term);
  if (own == 0) {
    if (text::count_code_points(word.term) <= 2) return origin.papers >= kUsual;
    return cost <= kRegularSpelling || origin.papers >= kProvingPapers;
  }
  if (own < kRare && cost <= kExact && origin.papers >= kUsual) return true;
  // A common word would meet any rare one by chance, and gains nothing from it.
  if (own >= kCommonWord && origin.papers < kCommonWord / 10) return false;
  const std::uint32_t both =
      vocabulary.papers_with_both({word.term}, {std::string(origin.term), subword(origin.term)});
  // A rare word proves nothing by the papers it is in; then the spelling must.
  if (own < kProvingPapers && both == 0 && cost > kRegularSpelling) return false;
  return variants::cooccurrence_gate(own, origin.papers, both, vocabulary.papers());
}

/// The spellings of the word as a loanword that papers have: 콘텐츠 for 컨텐츠.
void add_spellings(Word& word, const Context& context, std::vector<std::string>& shown) {
  const Vocabulary& vocabulary = context.vocabulary;
  const index::DerivedTables& derived = vocabulary.derived();
  const std::uint32_t own = vocabulary.frequency(word.term);
  for (const std::string& spelling : variants::loan_spellings(word.term)) {
    const std::uint32_t papers = vocabulary.frequency(spelling);
    if (papers == 0) continue;
    const auto [less, more] = std::minmax(own, papers);
    // Of two spellings of a loanword one is hardly used.
    const bool is_long = text::count_code_points(spelling) > 2;
    const bool is_usual =
        own == 0 ? is_long || papers >= kUsual : is_long && less * kOvershadowed < more;
    const bool accepted =
        is_usual && variants::has_latin_match(spelling, derived.loanword_sources, kLoanCost);
    if (accepted) add_synonyms(word, {spelling, spelling, papers}, vocabulary, shown);
  }
}

std::vector<std::string> add_origins(Word& word, const Context& context) {
  const Vocabulary& vocabulary = context.vocabulary;
  const index::DerivedTables& derived = vocabulary.derived();
  std::vector<std::string> shown;
  std::vector<variants::Match> matches = derived.loanword_origins(word.term);
  if (matches.empty() && word.absent && text::count_code_points(word.term) > 2) {
    for (const std::string& spelling : variants::loan_spellings(word.term)) {
      const auto more = variants::latin_matches(spelling, derived.loanword_sources, kExact);
      matches.insert(matches.end(), more.begin(), more.end());
    }
  }
  std::uint32_t max = 0;
  for (const variants::Match& match : matches)
    max = std::max(max, derived.latin.word(match.word).papers);
  for (const variants::Match& match : matches) {
    const index::Lexicon::Word origin = derived.latin.word(match.word);
    if (origin.papers * kOvershadowed < max) continue;
    if (!is_plausible(word, origin, match.cost, vocabulary)) continue;
    add_synonyms(word, origin, vocabulary, shown);
  }
  for (const std::string& acronym : variants::spelled_acronyms(word.term)) {
    if (const std::uint32_t papers = vocabulary.frequency(acronym); papers > 0) {
      add_synonyms(word, {acronym, acronym, papers}, vocabulary, shown);
    }
  }
  return shown;
}

std::vector<std::string> add_loanwords(Word& word, const Context& context) {
  const Vocabulary& vocabulary = context.vocabulary;
  const index::DerivedTables& derived = vocabulary.derived();
  std::vector<std::string> shown;
  const std::uint32_t number = derived.latin.trie().find(word.surface);
  if (number == variants::TrieView::kNoWord) return shown;
  for (const std::uint32_t hangul : derived.loanwords.hangul_for(number)) {
    const index::Lexicon::Word loanword = derived.hangul.word(hangul);
    const std::uint32_t both =
        vocabulary.papers_with_both({std::string(loanword.term)}, {word.term, subword(word.term)});
    if (variants::cooccurrence_gate(loanword.papers, vocabulary.frequency(word.term), both,
                                    vocabulary.papers())) {
      add_synonyms(word, loanword, vocabulary, shown);
    }
  }
  return shown;
}

/// 토킹헤드 -> talking head: two loanwords written together.
void transliterate_in_two(Word& word, const Context& context) {
  const std::size_t syllables = text::count_code_points(word.term);
  if (!text::is_hangul(word.term) || syllables > kMaxSyllablesOfTwo) return;
  const index::DerivedTables& derived = context.vocabulary.derived();
  std::uint32_t max = 0;
  std::vector<std::string> best;
  std::string shown;
  for (std::size_t cut = 2; cut + 2 <= syllables; ++cut) {
    const std::size_t bytes = cut * text::kSyllableBytes;
    const auto left = derived.loanword_origins(word.term.substr(0, bytes));
    if (left.empty()) continue;
    const auto right = derived.loanword_origins(word.term.substr(bytes));
    for (const variants::Match& l : left) {
      for (const variants::Match& r : right) {
        const index::Lexicon::Word a = derived.latin.word(l.word);
        const index::Lexicon::Word b = derived.latin.word(r.word);
        for (std::vector<std::string>& form :
             std::vector<std::vector<std::string>>{{std::string(a.term), std::string(b.term)},
                                                   {fmt::format("{}{}", a.display, b.display)}}) {
          const std::uint32_t papers = form.size() > 1 ? context.vocabulary.papers_with_phrase(form)
                                                       : context.vocabulary.frequency(form.front());
          if (papers <= max) continue;
          max = papers;
          shown = form.size() > 1 ? fmt::format("{} {}", a.display, b.display) : form.front();
          best = std::move(form);
        }
      }
    }
  }
  if (best.empty()) return;
  word.alternatives.push_back(added_by(Mechanism::transliteration, 1, words(std::move(best))));
  word.explained = true;
  context.note(word.term, {shown}, Mechanism::transliteration);
}

}  // namespace

void transliterate(Word& word, const Context& context) {
  std::vector<std::string> shown;
  if (text::is_hangul(word.term)) {
    shown = add_origins(word, context);
    add_spellings(word, context, shown);
  } else if (is_latin(word.term)) {
    shown = add_loanwords(word, context);
  }
  if (!shown.empty()) {
    word.explained = true;
    context.note(word.term, std::move(shown), Mechanism::transliteration);
  } else if (word.absent) {
    transliterate_in_two(word, context);
  }
}

std::vector<std::string> transliterations(const std::string& term, const Context& context) {
  Word word;
  word.term = word.surface = term;
  Notes ignored;
  transliterate(word, {context.analyzer, context.vocabulary, context.weights, ignored});
  return std::move(word.synonyms);
}

}  // namespace nonmun::plan
