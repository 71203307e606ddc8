#include "searcher/plan/typos.hpp"

#include <algorithm>
#include <utility>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/key.hpp"
#include "analyzers/text/utf8.hpp"
#include "analyzers/variants/english_words.hpp"
#include "analyzers/variants/spelling.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/index/pins.hpp"
#include "searcher/plan/loanwords.hpp"
#include "searcher/plan/spacing.hpp"

namespace nonmun::plan {
namespace {

/// A word in at most this many papers may be a slip for one in kSuggestRatio times as many.
constexpr unsigned kRareWord = 5;
constexpr unsigned kSuggestRatio = 20;

/// Whether the word is as it should be though no paper has it.
bool is_right(const Word& word) {
  return variants::is_english_word(word.surface);
}

/// Short words are near each other: that one of them is rare is no sign of a slip.
bool is_short(const Word& word) {
  constexpr std::size_t kShortHangul = 2;
  constexpr std::size_t kShortLatin = 5;
  return text::count_code_points(word.term) <=
         (text::is_hangul(word.term) ? kShortHangul : kShortLatin);
}

const index::Lexicon& lexicon_of(const Word& word, const Context& context) {
  const index::DerivedTables& derived = context.vocabulary.derived();
  return text::is_hangul(word.term) ? derived.hangul : derived.latin;
}

std::vector<variants::Correction> corrections_of(const Word& word, const Context& context,
                                                 unsigned max_distance = 2) {
  // Names are no targets: nobody who types a word means somebody who is called alike.
  const std::string author(index::field(index::FieldId::author).prefix);
  const auto papers_in = [&](const index::Lexicon& lexicon) {
    return [&](std::uint32_t number) {
      const index::Lexicon::Word other = lexicon.word(number);
      const std::uint32_t named = context.vocabulary.frequency(author + std::string(other.display));
      return named >= other.papers ? 0 : other.papers;
    };
  };
  const index::DerivedTables& derived = context.vocabulary.derived();
  return variants::corrections(word.surface, derived.latin.trie(), papers_in(derived.latin),
                               derived.hangul.trie(), papers_in(derived.hangul), max_distance);
}

/// 강하학습 -> 강화 학습.
std::vector<std::string> correct_compound(Word& word, const Context& context) {
  std::vector<std::string> shown;
  const index::Lexicon& hangul = context.vocabulary.derived().hangul;
  const auto side_by_side = [&](std::uint32_t left, std::uint32_t right) {
    return context.vocabulary.papers_with_phrase(
        {std::string(hangul.word(left).term), std::string(hangul.word(right).term)});
  };
  for (const variants::SplitCorrection& c :
       variants::split_corrections(word.term, hangul.trie(), side_by_side)) {
    std::vector<std::string> parts = {std::string(hangul.word(c.left).term),
                                      std::string(hangul.word(c.right).term)};
    shown.push_back(spaced(parts));
    word.alternatives.push_back(
        added_by(Mechanism::typo, context.weights.corrected, words(std::move(parts))));
  }
  return shown;
}

}  // namespace

void correct(Word& word, const Context& context) {
  if (is_right(word)) return;
  const bool hangul = text::is_hangul(word.term);
  const index::Lexicon& lexicon = lexicon_of(word, context);
  std::vector<std::string> shown;
  for (const variants::Correction& c : corrections_of(word, context)) {
    add_synonyms(word, lexicon.word(c.word), context.vocabulary, shown);
    if (!hangul) continue;
    // 디퓨젼 -> 디퓨전 -> diffusion.
    const std::vector<std::string> other =
        transliterations(std::string(lexicon.word(c.word).term), context);
    word.synonyms.insert(word.synonyms.end(), other.begin(), other.end());
  }
  if (shown.empty() && hangul) shown = correct_compound(word, context);
  if (shown.empty()) return;
  undo_split(word, context);
  word.weight = context.weights.corrected;
  word.explained = true;
  context.note(word.typed, std::move(shown), Mechanism::typo);
}

void suggest_for(std::string_view text, std::string_view prefix, const Context& context) {
  for (AnalyzedWord& analyzed : words_of(text, context.analyzer)) {
    Word word;
    word.term = std::move(analyzed.term);
    word.surface = std::move(analyzed.surface);
    word.typed = std::move(analyzed.typed);
    if (is_right(word)) continue;
    if (context.vocabulary.frequency(std::string(prefix) + word.term) > 0) continue;
    for (const variants::Correction& c : corrections_of(word, context)) {
      const index::Lexicon::Word other = lexicon_of(word, context).word(c.word);
      const std::string term = std::string(prefix) + std::string(other.term);
      if (context.vocabulary.frequency(term) == 0) continue;
      context.notes.corrections.emplace_back(word.typed, other.display);
      break;
    }
  }
}

void suggest_author(const std::string& name, const Context& context) {
  constexpr std::size_t kShort = 8;  // bytes of a name that allows one change only
  constexpr std::size_t kMaxNames = 20'000;
  const std::string_view field = index::field(index::FieldId::author).prefix;
  const auto parts = index::author_words(name);
  const bool all_known = std::all_of(parts.begin(), parts.end(), [&](const auto& spellings) {
    return context.vocabulary.frequency(std::string(field) + spellings.front()) > 0;
  });
  const std::string key = text::key_of(name);
  if (all_known || key.empty()) return;
  const std::string prefix(index::kAuthorNamePrefix);
  const unsigned limit = key.size() < kShort ? 1 : 2;
  std::string best;
  unsigned least = limit + 1;
  // The first letter stays. The most frequent names come first.
  const std::string first = prefix + key.substr(0, text::code_point_at(key, 0).length);
  for (const std::string& term : context.vocabulary.terms_with_prefix(first, kMaxNames).terms) {
    const unsigned changes =
        variants::edit_distance(key, std::string_view(term).substr(prefix.size()), limit);
    if (changes == 0 || changes >= least) continue;
    least = changes;
    best = term;
  }
  if (best.empty()) return;
  if (std::string meant = context.vocabulary.author_name(best); !meant.empty()) {
    context.notes.corrections.emplace_back(name, std::move(meant));
  }
}

void suggest(const Word& word, const Context& context) {
  const std::uint32_t own = context.vocabulary.frequency(word.term);
  if (own > kRareWord || is_right(word) || is_short(word)) return;
  const index::Lexicon& lexicon = lexicon_of(word, context);
  for (const variants::Correction& c : corrections_of(word, context, 1)) {
    const index::Lexicon::Word other = lexicon.word(c.word);
    if (other.term == word.term || c.distance > 1 || c.df < own * kSuggestRatio) continue;
    context.notes.corrections.emplace_back(word.typed, other.display);
    return;
  }
}

}  // namespace nonmun::plan
