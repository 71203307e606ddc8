// A Korean noun is found bare as with any particle: every noun of hunspell-ko with every particle,
// through the analyzer for a text, and through the planner for a query.

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"
#include "searcher/plan/planner.hpp"
#include "searcher/query/parser.hpp"

namespace nonmun::property {
namespace {

constexpr const char* kDictionary = "/usr/share/hunspell/ko.dic";
constexpr std::size_t kMinNouns = 30000;
constexpr std::size_t kShownExceptions = 40;
/// As many pairs of different nouns as found each other before nouns were found with and without
/// particles: finding more must not be paid for with confusing more.
constexpr std::size_t kMaxBarePairs = 778;
constexpr std::size_t kMaxAnyPairs = 1096;

struct Particle {
  const char* after_consonant;
  const char* after_vowel;
  const char* after_rieul = nullptr;  ///< where it differs from that after other consonants
};

constexpr Particle kParticles[] = {
    {"이", "가"},
    {"을", "를"},
    {"은", "는"},
    {"과", "와"},
    {"으로", "로", "로"},
    {"의", "의"},
    {"에", "에"},
    {"에서", "에서"},
    {"도", "도"},
    {"만", "만"},
    {"부터", "부터"},
    {"까지", "까지"},
    {"보다", "보다"},
    {"처럼", "처럼"},
    {"에게", "에게"},
    {"한테", "한테"},
    {"이나", "나"},
    {"이라도", "라도"},
    {"이란", "란"},
    {"이라는", "라는"},
    {"에는", "에는"},
    {"에서는", "에서는"},
    {"으로는", "로는", "로는"},
    {"에선", "에선"},
    {"에겐", "에겐"},
    {"으론", "론", "론"},
    {"이란게", "란게"},
    {"이라곤", "라곤"},
    {"은커녕", "는커녕"},
    {"에다가", "에다가"},
    {"치고", "치고"},
    {"뿐", "뿐"},
    {"같은", "같은"},
};

constexpr Particle kCopula[] = {
    {"이다", "다"},       {"이며", "며"},     {"이고", "고"},   {"이면", "면"},
    {"이지만", "지만"},   {"이죠", "죠"},     {"이든", "든"},   {"이니까", "니까"},
    {"입니다", "입니다"}, {"이었다", "였다"}, {"인데", "인데"}, {"이라고", "라고"},
    {"이라면", "라면"},
};

std::string nfc(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* form = icu::Normalizer2::getNFCInstance(status);
  std::string out;
  form->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(out);
  return out;
}

// The nouns are the words with the flags of 사람 and of 나라: all particles, nothing else.
std::vector<std::string> dictionary_nouns() {
  std::ifstream file(kDictionary);
  std::vector<std::pair<std::string, std::string>> entries;
  std::set<std::string> flags;
  std::string line;
  while (std::getline(file, line)) {
    const std::size_t slash = line.find('/');
    if (slash == std::string::npos) continue;
    entries.emplace_back(nfc(line.substr(0, slash)), line.substr(slash));
    const std::string& word = entries.back().first;
    if (word == "사람" || word == "나라") flags.insert(entries.back().second);
  }
  std::vector<std::string> nouns;
  for (auto& [word, flag] : entries) {
    const bool long_enough = word.size() >= 2 * text::kSyllableBytes;
    if (flags.contains(flag) && long_enough && text::is_hangul(word)) nouns.push_back(word);
  }
  std::sort(nouns.begin(), nouns.end());
  nouns.erase(std::unique(nouns.begin(), nouns.end()), nouns.end());
  return nouns;
}

std::string with(const std::string& noun, const Particle& particle) {
  constexpr unsigned kRieul = 8;
  const unsigned coda =
      text::coda_of(text::code_point_at(noun, noun.size() - text::kSyllableBytes).value);
  if (coda == 0) return noun + particle.after_vowel;
  if (coda == kRieul && particle.after_rieul) return noun + particle.after_rieul;
  return noun + particle.after_consonant;
}

// An index that has every noun in every form, so that nothing is absent: what reaches too far
// shows.
class AllForms : public plan::Vocabulary {
 public:
  std::unordered_set<std::string> terms;
  index::DerivedTables tables;

  std::uint32_t frequency(const std::string& term) const override {
    return terms.contains(term) ? 1 : 0;
  }
  std::uint32_t papers() const override { return 1000; }
  std::uint32_t papers_with_both(const std::vector<std::string>&,
                                 const std::vector<std::string>&) const override {
    return 0;
  }
  std::uint32_t papers_with_phrase(const std::vector<std::string>&) const override { return 0; }
  plan::Beginning terms_with_prefix(const std::string&, std::size_t) const override { return {}; }
  std::string author_name(const std::string&) const override { return {}; }
  const index::DerivedTables& derived() const override { return tables; }
};

void collect(const plan::Node& node, std::vector<std::string>& terms) {
  if (node.op == plan::Op::term || node.op == plan::Op::synonyms) {
    terms.insert(terms.end(), node.terms.begin(), node.terms.end());
  }
  for (const plan::Node& child : node.children) collect(child, terms);
}

class Nouns : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    nouns_ = new std::vector<std::string>(dictionary_nouns());
    if (nouns_->empty()) return;
    vocabulary_ = new AllForms;
    Analyzer analyzer;
    for (const std::string& noun : *nouns_) {
      add(analyzer, noun);
      for (const Particle& p : kParticles) add(analyzer, with(noun, p));
      for (const Particle& p : kCopula) add(analyzer, with(noun, p));
    }
  }

  void SetUp() override {
    if (nouns_->empty()) GTEST_SKIP() << "no " << kDictionary << ": install hunspell-ko";
    ASSERT_GE(nouns_->size(), kMinNouns) << "the dictionary marks nouns in another way now";
  }

  static void add(Analyzer& analyzer, const std::string& text) {
    for (Token& token : analyzer.analyze(text)) {
      if (token.kind == TokenKind::word) vocabulary_->terms.insert(std::move(token.term));
    }
  }

  // The only term of a text of one word, else nothing.
  std::string term_of(const std::string& text) {
    std::vector<Token> tokens = analyzer_.analyze(text);
    std::string term;
    for (Token& token : tokens) {
      if (token.kind != TokenKind::word) continue;
      if (!term.empty()) return {};
      term = std::move(token.term);
    }
    return term;
  }

  std::vector<std::string> terms_of_query(const std::string& query) {
    plan::Notes notes;
    std::vector<std::string> terms;
    // What is added on purpose for other words is left out.
    static const plan::Settings settings({"derivations", "parts"}, {});
    collect(plan::Planner(analyzer_, *vocabulary_, settings, notes).plan(query::words(query)),
            terms);
    return terms;
  }

  static bool has(const std::vector<std::string>& terms, const std::string& term) {
    return std::find(terms.begin(), terms.end(), term) != terms.end();
  }

  // The share of pairs of noun and particle that find each other.
  template <std::size_t N>
  double reached(const Particle (&particles)[N]) {
    std::size_t pairs = 0;
    std::vector<std::string> missed;
    std::unordered_map<std::string, std::size_t> by_particle;
    for (const std::string& noun : *nouns_) {
      const std::string bare = term_of(noun);
      const std::vector<std::string> query = terms_of_query(noun);
      for (const Particle& particle : particles) {
        ++pairs;
        const std::string form = with(noun, particle);
        if (has(query, term_of(form)) && has(terms_of_query(form), bare)) continue;
        missed.push_back(noun + "+" + form.substr(noun.size()));
        ++by_particle[form.substr(noun.size())];
      }
    }
    std::cout << missed.size() << " of " << pairs << " pairs missed\n";
    for (const auto& [particle, count] : by_particle) std::cout << particle << ' ' << count << "  ";
    std::cout << '\n';
    const std::size_t step = missed.size() / kShownExceptions + 1;
    for (std::size_t i = 0; i < missed.size(); i += step) std::cout << missed[i] << "  ";
    std::cout << '\n';
    return 1 - static_cast<double>(missed.size()) / static_cast<double>(pairs);
  }

  static std::vector<std::string>* nouns_;
  static AllForms* vocabulary_;
  Analyzer analyzer_;
};

std::vector<std::string>* Nouns::nouns_ = nullptr;
AllForms* Nouns::vocabulary_ = nullptr;

TEST_F(Nouns, AreFoundWithAnyParticleAndWithout) {
  EXPECT_GE(reached(kParticles), 0.995);
}

TEST_F(Nouns, AreFoundWithTheCopula) {
  EXPECT_GE(reached(kCopula), 0.97);
}

// The price of reaching far: nouns that find papers with another noun only.
TEST_F(Nouns, DoNotFindOthers) {
  std::unordered_map<std::string, std::set<std::size_t>> bare;
  std::unordered_map<std::string, std::set<std::size_t>> any;
  for (std::size_t i = 0; i < nouns_->size(); ++i) {
    const std::string& noun = (*nouns_)[i];
    bare[term_of(noun)].insert(i);
    any[term_of(noun)].insert(i);
    for (const Particle& particle : kParticles) any[term_of(with(noun, particle))].insert(i);
  }
  std::size_t bare_pairs = 0;
  std::size_t any_pairs = 0;
  for (std::size_t i = 0; i < nouns_->size(); ++i) {
    std::set<std::size_t> found;
    std::set<std::size_t> found_any;
    for (const std::string& term : terms_of_query((*nouns_)[i])) {
      if (const auto it = bare.find(term); it != bare.end())
        found.insert(it->second.begin(), it->second.end());
      if (const auto it = any.find(term); it != any.end())
        found_any.insert(it->second.begin(), it->second.end());
    }
    bare_pairs += found.size() - found.count(i);
    any_pairs += found_any.size() - found_any.count(i);
  }
  std::cout << bare_pairs << " pairs of different nouns bare, " << any_pairs << " in any form\n";
  EXPECT_LE(bare_pairs, kMaxBarePairs);
  EXPECT_LE(any_pairs, kMaxAnyPairs);
}

}  // namespace
}  // namespace nonmun::property
