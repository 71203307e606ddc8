#include "searcher/plan/derivations.hpp"

#include <algorithm>
#include <array>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"
#include "searcher/plan/spacing.hpp"

namespace nonmun::plan {
namespace {

/// Sino-Korean suffixes that make a noun of a noun and hardly change what it is about.
constexpr std::array<std::string_view, 10> kSuffixes = {"성", "화", "도", "률", "력",
                                                        "적", "기", "형", "용", "법"};
constexpr std::size_t kMinSyllables = 2;   ///< of the shorter of two derivations
constexpr std::size_t kMinPrefix = 3;      ///< syllables of a word that a longer one begins with
constexpr std::size_t kMinPart = 2;        ///< syllables of a word inside others
constexpr std::uint32_t kRareWord = 5;     ///< papers up to which a word is looked for in others
constexpr std::size_t kMaxCompounds = 16;  ///< words that hold a word

/// Adds terms that count as one.
void add_as_one(Word& word, std::vector<std::string> terms, Mechanism mechanism, double weight,
                const Context& context) {
  if (terms.empty()) return;
  word.alternatives.push_back(added_by(mechanism, weight, any_of(terms)));
  context.note(word.term, std::move(terms), mechanism);
}

/// Whether a compound is about a word of two syllables in it. What follows the word may be any
/// suffix (시야각), but one syllable before it is mostly a coincidence: 전문의 is no 문의.
bool is_about(const std::string& compound, const std::string& part) {
  if (compound.starts_with(part)) return true;
  return compound.ends_with(part) && text::count_code_points(compound) >= 2 * kMinPart;
}

/// Whether another mechanism has added the term.
bool is_known(const Word& word, const std::string& term) {
  const auto has = [&](const std::vector<std::string>& terms) {
    return std::find(terms.begin(), terms.end(), term) != terms.end();
  };
  return has(word.synonyms) || std::any_of(word.alternatives.begin(), word.alternatives.end(),
                                           [&](const Node& node) { return has(node.terms); });
}

}  // namespace

void add_derivations(Word& word, const Context& context) {
  if (word.absent || !text::is_hangul(word.term)) return;
  const std::size_t syllables = text::count_code_points(word.term);
  if (syllables < kMinSyllables) return;
  std::vector<std::string> found;
  const auto add = [&](std::string term) {
    if (context.vocabulary.frequency(term) > 0 && !is_known(word, term)) {
      found.push_back(std::move(term));
    }
  };
  for (const std::string_view suffix : kSuffixes) {
    add(word.term + std::string(suffix));
    if (syllables > kMinSyllables && word.term.ends_with(suffix)) {
      add(word.term.substr(0, word.term.size() - suffix.size()));
    }
  }
  add_as_one(word, std::move(found), Mechanism::derivations, context.weights.derivation, context);
}

void add_known_prefix(Word& word, const Context& context) {
  if (!word.absent || word.explained || !text::is_hangul(word.term)) return;
  if (text::count_code_points(word.term) <= kMinPrefix) return;
  std::string prefix = word.term.substr(0, word.term.size() - text::kSyllableBytes);
  if (context.vocabulary.frequency(prefix) == 0) return;
  undo_split(word, context);
  word.explained = true;
  add_as_one(word, {std::move(prefix)}, Mechanism::derivations, context.weights.derivation,
             context);
}

void add_compounds_of(Word& word, const Context& context) {
  if (!text::is_hangul(word.term) || text::count_code_points(word.term) < kMinPart) return;
  if (word.absent && word.explained) return;
  if (context.vocabulary.frequency(word.term) > kRareWord) return;
  const bool is_short = text::count_code_points(word.term) == kMinPart;
  const index::Lexicon& lexicon = context.vocabulary.derived().hangul;
  std::vector<index::Lexicon::Word> holding;
  for (const std::uint32_t i : lexicon.containing(word.term)) {
    const index::Lexicon::Word found = lexicon.word(i);
    const std::string other(found.term);
    if (other.size() <= word.term.size()) continue;
    if (is_short && !is_about(other, word.term)) continue;
    if (is_known(word, other)) continue;
    holding.push_back(found);
  }
  const std::size_t count = std::min(holding.size(), kMaxCompounds);
  std::partial_sort(holding.begin(), holding.begin() + static_cast<std::ptrdiff_t>(count),
                    holding.end(), [](const auto& a, const auto& b) {
                      return a.papers != b.papers ? a.papers > b.papers : a.term < b.term;
                    });
  std::vector<std::string> terms;
  for (std::size_t i = 0; i < count; ++i) terms.push_back(std::string(holding[i].term));
  if (terms.empty()) return;
  word.explained = true;
  add_as_one(word, std::move(terms), Mechanism::parts, context.weights.part, context);
}

}  // namespace nonmun::plan
