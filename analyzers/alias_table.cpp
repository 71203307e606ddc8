#include "analyzers/alias_table.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "analyzers/alias_acronym.hpp"
#include "analyzers/alias_evidence.hpp"
#include "analyzers/alias_phrase.hpp"
#include "analyzers/alias_text.hpp"

namespace nonmun {

namespace {

// Ordered containers throughout: the result must not depend on hashing or on the input's order.

using Papers = std::uint32_t;

struct Candidate {
  Papers papers = 0;
  Papers longer = 0;  ///< papers of the longer phrases that end in this one and come back
  bool chosen = false;
};

/// Korean phrase (loose key) -> what is known of it as a name of one English term.
using Candidates = std::map<std::string, Candidate>;

struct English {
  Candidates korean;
  Papers as_acronym = 0;  ///< papers that write it in capitals
  Papers as_words = 0;
};

/// The most frequent way to write a phrase.
class Spellings {
 public:
  void add(const std::string& key, const std::string& phrase, Papers papers) {
    counts_[key][phrase] += papers;
  }
  const std::string& best(const std::string& key) const {
    const auto& forms = counts_.at(key);
    return std::max_element(forms.begin(), forms.end(), [](const auto& a, const auto& b) {
             return a.second != b.second ? a.second < b.second : a.first > b.first;
           })->first;
  }
  const std::map<std::string, std::map<std::string, Papers>>& all() const { return counts_; }

 private:
  std::map<std::string, std::map<std::string, Papers>> counts_;
};

std::u32string code_points(std::string_view text) { return alias::nfkc(text); }

std::size_t syllables(std::string_view phrase) {
  const std::u32string text = code_points(phrase);
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), alias::is_hangul));
}

std::size_t word_count(std::string_view phrase) {
  return 1 + static_cast<std::size_t>(std::count_if(
                 phrase.begin(), phrase.end(), [](char c) { return c == ' ' || c == '-'; }));
}

class Builder {
 public:
  explicit Builder(const std::vector<AliasCount>& counts) {
    for (const AliasCount& count : counts) read(count);
  }

  AliasTable build() {
    link_acronyms();
    find_longer_phrases();
    choose_phrases();
    weigh();
    AliasTable table;
    emit(table);
    return table;
  }

 private:
  void read(const AliasCount& count) {
    const auto evidence = from_key(count.key);
    if (!evidence || count.papers == 0) return;
    const std::string english = alias::loose_key(evidence->english);
    if (english.empty()) return;
    english_spellings_.add(english, evidence->english, count.papers);
    if (evidence->kind == AliasEvidence::Kind::expansion) {
      const std::string acronym = alias::loose_key(evidence->acronym);
      if (acronym.empty() || acronym == english) return;
      english_spellings_.add(acronym, evidence->acronym, count.papers);
      expansions_[{acronym, english}] += count.papers;
      return;
    }
    const std::string korean = alias::loose_key(evidence->korean);
    if (korean.empty()) return;
    korean_spellings_.add(korean, evidence->korean, count.papers);
    English& entry = english_[english];
    entry.korean[korean].papers += count.papers;
    (evidence->kind == AliasEvidence::Kind::acronym ? entry.as_acronym : entry.as_words) +=
        count.papers;
  }

  /// The longest shorter phrase that `phrase` ends in and that could be a term itself.
  static std::string shorter(const std::string& phrase) {
    const std::u32string text = code_points(phrase);
    std::vector<std::u32string_view> words = alias::words_of(text);
    while (words.size() > 1) {
      words.erase(words.begin());
      if (!alias::is_term_shaped(words)) continue;
      std::u32string joined;
      for (const auto word : words) joined.append(word);
      return alias::loose_key(alias::to_utf8(joined));
    }
    return {};
  }

  void find_longer_phrases() {
    for (const auto& [key, forms] : korean_spellings_.all()) {
      for (const auto& [form, papers] : forms) {
        const std::string tail = shorter(form);
        if (!tail.empty()) tails_[key].insert(tail);
      }
    }
    for (auto& [key, entry] : english_) {
      for (const auto& [phrase, candidate] : entry.korean) {
        const auto tails = tails_.find(phrase);
        // What stands before a term once is chance.
        if (tails == tails_.end() || candidate.papers < 2) continue;
        for (const std::string& tail : tails->second) {
          const auto at = entry.korean.find(tail);
          if (at != entry.korean.end()) at->second.longer += candidate.papers;
        }
      }
    }
  }

  /// Where does the Korean phrase begin? At the longest phrase that still holds half of the papers
  /// of each shorter one.
  void choose_phrases() {
    for (auto& [key, entry] : english_) {
      for (auto& [phrase, candidate] : entry.korean) {
        candidate.chosen = candidate.papers >= 2 && 2 * candidate.longer < candidate.papers;
      }
      // A phrase that holds little of a chosen shorter one only adds a modifier to it.
      for (auto& [phrase, candidate] : entry.korean) {
        if (candidate.chosen && has_chosen_tail(entry, phrase)) candidate.chosen = false;
      }
    }
  }

  bool has_chosen_tail(const English& entry, const std::string& phrase) const {
    const auto tails = tails_.find(phrase);
    if (tails == tails_.end()) return false;
    for (const std::string& tail : tails->second) {
      const auto at = entry.korean.find(tail);
      if (at == entry.korean.end()) continue;
      if (at->second.papers >= 2 && 2 * at->second.longer < at->second.papers) return true;
      if (has_chosen_tail(entry, tail)) return true;
    }
    return false;
  }

  static Papers residue(const Candidate& candidate) {
    return candidate.papers > candidate.longer ? candidate.papers - candidate.longer : 0;
  }

  void weigh() {
    for (const auto& [key, entry] : english_) {
      for (const auto& [phrase, candidate] : entry.korean) {
        // Where the phrase is but the tail of a longer one it says nothing about this phrase.
        const Papers papers = candidate.chosen ? candidate.papers : residue(candidate);
        if (papers == 0) continue;
        by_korean_[phrase][key] = papers;
      }
    }
  }

  void link_acronyms() {
    for (const auto& [pair, papers] : expansions_) {
      acronym_total_[pair.first] += papers;
    }
  }

  bool linked(const std::string& a, const std::string& b) const {
    return expansions_.contains({a, b}) || expansions_.contains({b, a});
  }

  bool is_acronym(const std::string& key, const English& entry) const {
    return acronym_total_.contains(key) || entry.as_acronym > entry.as_words;
  }

  bool accept(const std::string& korean, const std::string& english, const English& entry,
              const Candidate& candidate, float& confidence) const {
    // Of what the Korean phrase is called, how much is this term or its acronym or expansion?
    Papers best = 0;
    Papers total = 0;
    Papers same = 0;
    for (const auto& [other, papers] : by_korean_.at(korean)) {
      total += papers;
      best = std::max(best, papers);
      if (other == english || linked(other, english)) same += papers;
    }
    // And of what the English term is called, how much is this phrase?
    Papers best_korean = 0;
    for (const auto& [phrase, other] : entry.korean) {
      if (other.chosen) best_korean = std::max(best_korean, other.papers);
    }
    const float share = static_cast<float>(same) / static_cast<float>(total);
    const float share_english =
        static_cast<float>(candidate.papers) / static_cast<float>(std::max(best_korean, 1U));
    if (share < 0.25F || share_english < 0.1F) return false;
    if (candidate.papers < 3 && share < 0.5F) return false;

    const std::string& phrase = korean_spellings_.best(korean);
    const std::size_t letters = english.size();
    if (is_acronym(english, entry)) {
      // One letter stands for about one word: 모델(LLM) leaves letters over.
      const std::size_t words = word_count(phrase);
      if (words > letters + 1) return false;
      if (letters > 2 * syllables(phrase)) return false;
    }
    confidence = std::min(1.0F, share) * std::min(1.0F, 0.5F + share_english / 2) *
                 (1.0F - 1.0F / static_cast<float>(candidate.papers + 1));
    return true;
  }

  void emit(AliasTable& table) const {
    for (const auto& [english, entry] : english_) {
      for (const auto& [korean, candidate] : entry.korean) {
        if (!candidate.chosen) continue;
        float confidence = 0;
        if (!accept(korean, english, entry, candidate, confidence)) continue;
        table.aliases.push_back({korean_spellings_.best(korean), english_spellings_.best(english),
                                 candidate.papers, confidence});
      }
    }
    for (const auto& [pair, papers] : expansions_) {
      if (papers < 2) continue;
      const float share = static_cast<float>(papers) /
                          static_cast<float>(acronym_total_.at(pair.first));
      if (share < 0.2F) continue;
      table.expansions.push_back({english_spellings_.best(pair.first),
                                  english_spellings_.best(pair.second), papers, share});
    }
    std::sort(table.aliases.begin(), table.aliases.end(), [](const Alias& a, const Alias& b) {
      return std::tie(b.papers, a.korean, a.english) < std::tie(a.papers, b.korean, b.english);
    });
    std::sort(table.expansions.begin(), table.expansions.end(),
              [](const Expansion& a, const Expansion& b) {
                return std::tie(b.papers, a.acronym, a.english) <
                       std::tie(a.papers, b.acronym, b.english);
              });
  }

  Spellings korean_spellings_;
  Spellings english_spellings_;
  std::map<std::string, English> english_;
  std::map<std::pair<std::string, std::string>, Papers> expansions_;
  std::map<std::string, Papers> acronym_total_;
  std::map<std::string, std::set<std::string>> tails_;
  std::map<std::string, std::map<std::string, Papers>> by_korean_;
};

}  // namespace

AliasTable build_alias_table(const std::vector<AliasCount>& counts) {
  return Builder(counts).build();
}

}  // namespace nonmun
