#include "searcher/plan/expand.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"
#include "analyzers/variants/keyboard.hpp"
#include "analyzers/variants/letter_names.hpp"
#include "analyzers/variants/spelling.hpp"
#include "analyzers/variants/transliteration.hpp"
#include "indexer/index/fields.hpp"
#include "searcher/plan/compounds.hpp"
#include "searcher/plan/weights.hpp"

namespace nonmun::query {
namespace {

bool is_latin(const std::string& term) {
  return !term.empty() && std::all_of(term.begin(), term.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
}

std::string part_of(const std::string& term) {
  return std::string(kPartPrefix) + term;
}

std::string spaced(const std::vector<std::string>& terms) {
  return fmt::format("{}", fmt::join(terms, " "));
}

auto papers_in(const Lexicon& lexicon) {
  return [&lexicon](std::uint32_t word) { return lexicon.word(word).papers; };
}

}  // namespace

std::vector<std::string> terms_of_words(Analyzer& analyzer, std::string_view text) {
  std::vector<std::string> terms;
  for (Token& token : analyzer.analyze(text)) {
    if (token.kind == TokenKind::word) terms.push_back(std::move(token.term));
  }
  return terms;
}

/// The index terms that a word of a lexicon stands for: the word itself, and the word as a piece
/// of names (AnimateDiff for diff).
void Expander::add_synonyms(Group& group, const Lexicon::Word& word,
                            std::vector<std::string>& shown) const {
  bool any = false;
  for (const std::string& term : {word.term, part_of(word.term)}) {
    if (term == group.term || vocabulary_.frequency(term) == 0) continue;
    if (std::find(group.synonyms.begin(), group.synonyms.end(), term) != group.synonyms.end()) {
      continue;
    }
    group.synonyms.push_back(term);
    any = true;
  }
  if (any) shown.push_back(word.display);
}

/// The papers must not contradict a transliteration (see cooccurrence_gate), and a short word
/// needs a target that is more than one paper's coinage.
bool Expander::plausible(const Group& group, const std::vector<std::string>& terms,
                         std::uint32_t papers, float cost) const {
  const std::uint32_t own = vocabulary_.frequency(group.term);
  if (own == 0) return count_code_points(group.term) > 2 || papers >= 2;
  // A common word would meet any rare one by chance, and gains nothing from it.
  if (own >= kCommonWord && papers < kCommonWord / 10) return false;
  const std::uint32_t both = vocabulary_.together({group.term}, terms);
  // A rare word proves nothing by the papers it is in; then the spelling must.
  if (own < kProvingPapers && both == 0 && cost > kRegularSpelling) return false;
  return cooccurrence_gate(own, papers, both, vocabulary_.papers());
}

void Expander::transliterate(Group& group) {
  const LearntTables& learnt = vocabulary_.learnt();
  std::vector<std::string> shown;
  if (is_hangul(group.term)) {
    const std::vector<Match> matches = accepted_latin_matches(group.term, learnt.origins);
    std::uint32_t most = 0;
    for (const Match& match : matches) most = std::max(most, learnt.latin.word(match.word).papers);
    for (const Match& match : matches) {
      const Lexicon::Word& word = learnt.latin.word(match.word);
      if (word.papers * kOvershadowed < most) continue;
      if (!plausible(group, {word.term, part_of(word.term)}, word.papers, match.cost)) continue;
      add_synonyms(group, word, shown);
    }
    for (const std::string& acronym : spelled_acronyms(group.term)) {
      if (const std::uint32_t papers = vocabulary_.frequency(acronym); papers > 0) {
        add_synonyms(group, {acronym, acronym, papers}, shown);
      }
    }
  } else if (is_latin(group.term)) {
    const std::uint32_t number = learnt.latin.trie().find(group.surface);
    if (number == TrieView::kNoWord) return;
    for (const std::uint32_t hangul : learnt.hangul_for(number)) {
      const Lexicon::Word& word = learnt.hangul.word(hangul);
      if (cooccurrence_gate(word.papers, vocabulary_.frequency(group.term),
                            vocabulary_.together({word.term}, {group.term, part_of(group.term)}),
                            vocabulary_.papers())) {
        add_synonyms(group, word, shown);
      }
    }
  }
  if (!shown.empty()) {
    group.explained = true;
    notes_.expanded.push_back({group.term, std::move(shown), "transliteration"});
  } else if (group.absent && transliterate_in_two(group)) {
    group.explained = true;
  }
}

/// 토킹헤드 -> talking head: two loanwords written together.
bool Expander::transliterate_in_two(Group& group) {
  if (!is_hangul(group.term)) return false;
  const TrieView& origins = vocabulary_.learnt().origins;
  const std::size_t syllables = count_code_points(group.term);
  std::uint32_t most = 0;
  std::vector<std::string> best;
  std::string shown;
  for (std::size_t cut = 2; cut + 2 <= syllables && syllables <= 10; ++cut) {
    const auto left = accepted_latin_matches(group.term.substr(0, cut * kSyllableBytes), origins);
    if (left.empty()) continue;
    const auto right = accepted_latin_matches(group.term.substr(cut * kSyllableBytes), origins);
    for (const Match& l : left) {
      for (const Match& r : right) {
        const Lexicon::Word& a = vocabulary_.learnt().latin.word(l.word);
        const Lexicon::Word& b = vocabulary_.learnt().latin.word(r.word);
        const std::uint32_t papers = vocabulary_.adjacent({a.term, b.term});
        if (papers <= most) continue;
        most = papers;
        best = {a.term, b.term};
        shown = a.display + " " + b.display;
      }
    }
  }
  if (best.empty()) return false;
  group.beside.push_back({best, 1, "transliteration", {}, {}});
  notes_.expanded.push_back({group.term, {shown}, "transliteration"});
  return true;
}

void Expander::find_unspaced(Group& group) {
  constexpr std::size_t kLongestPiece = 4;  // as the analyzer cuts them
  if (!is_hangul(group.term) || count_code_points(group.term) > kLongestPiece) return;
  if (vocabulary_.frequency(part_of(group.term)) > 0) group.synonyms.push_back(part_of(group.term));
}

void Expander::split(Group& group) {
  if (!is_hangul(group.term)) return;
  const std::vector<std::string> pieces = split_compound(group.term, vocabulary_);
  if (pieces.empty()) return;
  // Syllables alone say nothing: 바나나 is not 바, 나 and 나.
  const auto is_short = [](const std::string& piece) { return count_code_points(piece) < 2; };
  if (std::all_of(pieces.begin(), pieces.end(), is_short)) return;
  const bool short_piece = std::any_of(pieces.begin(), pieces.end(), is_short);
  if (!group.absent) {
    // The word is known as it stands; written apart it must be the very words side by side.
    if (short_piece || vocabulary_.adjacent(pieces) == 0) return;
    group.beside.push_back({pieces, weights_.apart, "spacing", {group.term}, {}});
    notes_.expanded.push_back({group.term, {spaced(pieces)}, "spacing"});
    return;
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    group.beside.push_back({{pieces[i]}, weights_.pieces, "spacing", {}, {}});
    if (i > 0) {
      group.beside.push_back(
          {{pieces[i - 1], pieces[i]}, weights_.pieces * weights_.adjacent, "adjacency", {}, {}});
    }
  }
  // Pieces of one syllable explain nearly anything: a correction is the better guess.
  group.explained = !short_piece;
  notes_.expanded.push_back({group.term, pieces, "spacing"});
}

void Expander::join(Group& left, const Group& right) {
  if (!is_hangul(left.term) || !is_hangul(right.term)) return;
  const std::string together = left.term + right.term;
  if (vocabulary_.frequency(together) == 0) return;
  left.beside.push_back({{together}, weights_.joined, "spacing", {}, {}});
  notes_.expanded.push_back({left.term + " " + right.term, {together}, "spacing"});
}

const Lexicon& Expander::lexicon_of(const Group& group) const {
  const LearntTables& learnt = vocabulary_.learnt();
  return is_hangul(group.term) ? learnt.hangul : learnt.latin;
}

std::vector<Correction> Expander::corrections_of(const Group& group) const {
  const LearntTables& learnt = vocabulary_.learnt();
  return corrections(group.surface, learnt.latin.trie(), papers_in(learnt.latin),
                     learnt.hangul.trie(), papers_in(learnt.hangul));
}

void Expander::correct(Group& group) {
  const LearntTables& learnt = vocabulary_.learnt();
  const bool hangul = is_hangul(group.term);
  const Lexicon& lexicon = lexicon_of(group);
  std::vector<std::string> shown;
  for (const Correction& c : corrections_of(group)) {
    Group corrected;
    corrected.term = lexicon.word(c.word).term;
    add_synonyms(group, lexicon.word(c.word), shown);
    // 디퓨젼 -> 디퓨전 -> diffusion.
    if (hangul) {
      PlanNotes ignored;
      Expander(analyzer_, vocabulary_, weights_, ignored).transliterate(corrected);
      group.synonyms.insert(group.synonyms.end(), corrected.synonyms.begin(),
                            corrected.synonyms.end());
    }
  }
  if (shown.empty() && hangul) {
    const auto side_by_side = [&](std::uint32_t left, std::uint32_t right) {
      return vocabulary_.adjacent({learnt.hangul.word(left).term, learnt.hangul.word(right).term});
    };
    for (const SplitCorrection& c :
         split_corrections(group.term, learnt.hangul.trie(), side_by_side)) {
      const std::string& left = learnt.hangul.word(c.left).term;
      const std::string& right = learnt.hangul.word(c.right).term;
      group.beside.push_back({{left, right}, weights_.corrected, "typo", {}, {}});
      shown.push_back(left + " " + right);
    }
  }
  if (shown.empty()) return;
  if (!group.beside.empty() && group.beside.front().why == "spacing") {
    std::erase_if(group.beside, [](const Alternative& a) { return a.why != "typo"; });
    std::erase_if(notes_.expanded,
                  [&](const Expansion& e) { return e.why == "spacing" && e.from == group.term; });
  }
  group.weight = weights_.corrected;
  group.explained = true;
  notes_.corrections.emplace_back(group.typed, shown.front());
  notes_.expanded.push_back({group.term, std::move(shown), "typo"});
}

void Expander::add_usual_spelling(Group& group) {
  const std::vector<Correction> usual = corrections_of(group);
  if (usual.empty() || usual.front().df < kUsual) return;
  std::vector<std::string> shown;
  add_synonyms(group, lexicon_of(group).word(usual.front().word), shown);
  if (!shown.empty()) notes_.expanded.push_back({group.term, std::move(shown), "typo"});
}

void Expander::suggest(const Group& group) {
  const Lexicon& lexicon = lexicon_of(group);
  const std::uint32_t own = vocabulary_.frequency(group.term);
  for (const Correction& c : corrections_of(group)) {
    const Lexicon::Word& word = lexicon.word(c.word);
    if (word.term == group.term || c.distance > 1 || c.df < own * kSuggestRatio) continue;
    notes_.corrections.emplace_back(group.typed, word.display);
    return;
  }
}

void Expander::alias(std::vector<Group>& groups) {
  std::vector<std::string> words;
  for (const Group& group : groups) words.push_back(group.surface);
  for (const AliasMatch& match : vocabulary_.learnt().aliases.find_runs(words)) {
    Group& first = groups[match.first];
    std::vector<std::string> originals;
    for (std::size_t i = match.first; i < match.first + match.count; ++i) {
      originals.push_back(groups[i].term);
    }
    std::vector<std::string> shown;
    for (const AliasName& name : match.names) {
      if (shown.size() == kMostAliases) break;
      const std::vector<std::string> terms = terms_of_words(analyzer_, name.phrase);
      if (terms.empty() || terms == originals) continue;
      if (terms.size() == 1 && vocabulary_.frequency(terms.front()) == 0) continue;
      first.beside.push_back({terms, weights_.alias, "aliases", originals, {}});
      shown.emplace_back(name.phrase);
    }
    if (!shown.empty()) notes_.expanded.push_back({spaced(originals), std::move(shown), "aliases"});
  }
}

std::string other_layout(const std::string& word, Analyzer& analyzer,
                         const Vocabulary& vocabulary) {
  std::optional<std::string> other = keys_from_hangul(word);
  if (!other) {
    other = hangul_from_keys(word);
    if (!other || !is_all_syllables(*other) || count_code_points(*other) < 2) return {};
  }
  const auto known = [&](const std::string& term) {
    return vocabulary.frequency(term) > 0 || !split_compound(term, vocabulary).empty();
  };
  const std::vector<std::string> terms = terms_of_words(analyzer, *other);
  // A single letter or syllable is known by chance.
  const bool sound = std::all_of(terms.begin(), terms.end(), [&](const std::string& term) {
    return count_code_points(term) >= 2 && known(term);
  });
  return sound && !terms.empty() ? *other : std::string{};
}

}  // namespace nonmun::query
