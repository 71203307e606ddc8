#include "indexer/derive/alias_table.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "analyzers/aliases/acronym.hpp"
#include "analyzers/aliases/evidence.hpp"
#include "analyzers/aliases/normal_form.hpp"
#include "analyzers/aliases/phrase.hpp"
#include "analyzers/latin/english.hpp"
#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"
#include "indexer/system/hash.hpp"

namespace nonmun::derive {

namespace {

// The result must not depend on hashing or on the input's order: what is gone through in turn is
// ordered, and only what is looked up or summed is hashed.
template <class Value>
using Lookup = std::unordered_map<std::string, Value>;

using Papers = std::uint32_t;

/// One paper may be a slip.
constexpr Papers kMinPapers = 2;

struct Candidate {
  Papers papers = 0;
  Papers longer = 0;    ///< papers of the longer phrases that end in this one and come back
  Papers preceded = 0;  ///< papers of all longer phrases that end in this one
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
  struct Form {
    std::string phrase;
    Papers papers;
  };

  void add(const std::string& key, const std::string& phrase, Papers papers) {
    std::vector<Form>& forms = counts_[key];
    const auto same = std::find_if(forms.begin(), forms.end(),
                                   [&](const Form& form) { return form.phrase == phrase; });
    if (same == forms.end()) {
      forms.push_back({phrase, papers});
    } else {
      same->papers += papers;
    }
  }
  const std::string& best(const std::string& key) const {
    return std::ranges::max_element(forms(key),
                                    [](const Form& a, const Form& b) {
                                      return a.papers != b.papers ? a.papers < b.papers
                                                                  : a.phrase > b.phrase;
                                    })
        ->phrase;
  }
  const std::vector<Form>& forms(const std::string& key) const { return counts_.at(key); }

 private:
  Lookup<std::vector<Form>> counts_;
};

std::u32string code_points(std::string_view text) {
  return aliases::nfkc(text);
}

std::size_t syllables(std::string_view phrase) {
  const std::u32string text = code_points(phrase);
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), text::is_syllable));
}

std::size_t word_count(std::string_view phrase) {
  return 1 + static_cast<std::size_t>(std::count_if(phrase.begin(), phrase.end(),
                                                    [](char c) { return c == ' ' || c == '-'; }));
}

std::size_t latin_letters(std::string_view phrase) {
  return static_cast<std::size_t>(std::count_if(phrase.begin(), phrase.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }));
}

/// How long a Korean phrase must be to say this English term, in half syllables. A word takes a
/// syllable and a half at least, but zero-shot and the like are short in Korean too.
std::size_t half_syllables_needed(std::string_view term) {
  const std::size_t words = aliases::content_words(code_points(term));
  if (words < 2) return 4;
  if (term.find(' ') == std::string_view::npos && words == word_count(term)) return 2 * words;
  return words == 2 ? 6 : 3 * words;
}

/// Short words that are acronyms too (is, inception score) would be found in every sentence.
bool is_no_name(std::string_view key) {
  return key == "id" || latin::is_function_word(key);
}

class Builder {
 public:
  explicit Builder(const AliasCounts& counts) {
    for_evidence(counts, [&](const auto& evidence, Papers papers) { tally(evidence, papers); });
    for_evidence(counts, [&](const auto& evidence, Papers papers) {
      if (!is_alone(evidence)) add(evidence, papers);
    });
  }

  index::AliasTable build() {
    find_longer_phrases();
    weigh();
    index::AliasTable table;
    emit(table);
    return table;
  }

 private:
  /// Papers by the hash of a name. Nearly every name is the only one of its kind, so the names
  /// themselves would be the most memory here; two of one hash are only weighed instead of left
  /// out.
  class Totals {
   public:
    void add(const std::string& name, Papers papers) { totals_[system::xxh3_64(name)] += papers; }
    std::uint64_t of(const std::string& name) const {
      const auto found = totals_.find(system::xxh3_64(name));
      return found == totals_.end() ? 0 : found->second;
    }

   private:
    std::unordered_map<std::uint64_t, std::uint64_t> totals_;
  };

  template <class Visit>
  static void for_evidence(const AliasCounts& counts, Visit visit) {
    counts([&](std::string_view key, Papers papers) {
      if (const auto evidence = aliases::from_key(key)) visit(*evidence, papers);
    });
  }

  void tally(const aliases::AliasEvidence& evidence, Papers papers) {
    totals_.add(aliases::loose_key(evidence.english), papers);
    totals_.add(aliases::loose_key(evidence.acronym), papers);
    korean_totals_.add(aliases::loose_key(evidence.korean), papers);
  }

  /// Whether one paper alone has both names. That proves nothing and weighs against nothing, and it
  /// is most of all evidence.
  bool is_alone(const aliases::AliasEvidence& evidence) const {
    const auto once = [](const Totals& totals, const std::string& name) {
      return name.empty() || totals.of(aliases::loose_key(name)) == 1;
    };
    return once(totals_, evidence.english) && once(totals_, evidence.acronym) &&
           once(korean_totals_, evidence.korean) &&
           english_key(evidence.english) == aliases::loose_key(evidence.english) &&
           english_key(evidence.acronym) == aliases::loose_key(evidence.acronym);
  }

  /// The key of an English term. LLMS looks like no plural by itself; beside many LLM it is one.
  std::string english_key(const std::string& english) const {
    std::string key = aliases::loose_key(english);
    if (key.size() < 3 || key.back() != 's') return key;
    const std::uint64_t plural = totals_.of(key);
    const std::uint64_t single = totals_.of(key.substr(0, key.size() - 1));
    if (plural > 0 && single > 0 && single >= 5 * plural) key.pop_back();
    return key;
  }

  void add(const aliases::AliasEvidence& evidence, Papers papers) {
    if (papers == 0) return;
    const std::string english = english_key(evidence.english);
    if (english.empty() || is_no_name(english)) return;
    english_spellings_.add(english, evidence.english, papers);
    if (evidence.kind == aliases::AliasEvidence::Kind::expansion) {
      const std::string acronym = english_key(evidence.acronym);
      if (acronym.empty() || acronym == english || is_no_name(acronym)) return;
      english_spellings_.add(acronym, evidence.acronym, papers);
      expansions_[{acronym, english}] += papers;
      return;
    }
    const std::string korean = aliases::loose_key(evidence.korean);
    if (korean.empty()) return;
    korean_spellings_.add(korean, evidence.korean, papers);
    English& entry = english_[english];
    entry.korean[korean].papers += papers;
    (evidence.kind == aliases::AliasEvidence::Kind::acronym ? entry.as_acronym : entry.as_words) +=
        papers;
  }

  /// The longest shorter phrase that `phrase` ends in and that could be a term itself.
  static std::string shorter(const std::string& phrase) {
    if (phrase.find(' ') == std::string::npos) return {};
    const std::u32string text = code_points(phrase);
    std::vector<std::u32string_view> words = aliases::words_of(text);
    while (words.size() > 1) {
      words.erase(words.begin());
      if (!aliases::is_term_shaped(words)) continue;
      std::u32string joined;
      for (const auto word : words) joined.append(word);
      return aliases::loose_key(text::encode_utf8(joined));
    }
    return {};
  }

  void find_tails(const std::string& key) {
    const auto [found, fresh] = tails_.try_emplace(key);
    if (!fresh) return;
    for (const Spellings::Form& form : korean_spellings_.forms(key)) {
      const std::string tail = shorter(form.phrase);
      if (!tail.empty()) found->second.insert(tail);
    }
  }

  void find_longer_phrases() {
    for (auto& [key, entry] : english_) {
      // A phrase alone ends in no other name of the same term; most are alone.
      if (entry.korean.size() < 2) continue;
      for (const auto& [phrase, candidate] : entry.korean) find_tails(phrase);
      for (const auto& [phrase, candidate] : entry.korean) {
        const auto tails = tails_.find(phrase);
        if (tails == tails_.end()) continue;
        for (const std::string& tail : tails->second) {
          const auto at = entry.korean.find(tail);
          if (at == entry.korean.end()) continue;
          at->second.preceded += candidate.papers;
          // What stands before a term once is chance.
          if (candidate.papers >= 2) at->second.longer += candidate.papers;
        }
      }
    }
  }

  /// Where does the Korean phrase begin? Not where longer phrases carry half of its papers: those
  /// are then the term, and this is the generic end of it.
  static bool holds(const Candidate& candidate) {
    return candidate.papers >= kMinPapers && 2 * candidate.longer < candidate.papers;
  }

  /// Papers that say the phrase itself, not a longer one that ends in it.
  static Papers residue(const Candidate& candidate) {
    return candidate.papers > candidate.longer ? candidate.papers - candidate.longer : 0;
  }

  void weigh() {
    for (const auto& [key, entry] : english_) {
      for (const auto& [phrase, candidate] : entry.korean) {
        if (holds(candidate)) by_korean_.try_emplace(phrase);
      }
    }
    for (const auto& [key, entry] : english_) {
      for (const auto& [phrase, candidate] : entry.korean) {
        // Nobody asks for the others.
        const auto names = by_korean_.find(phrase);
        if (names == by_korean_.end()) continue;
        const Papers papers = residue(candidate);
        if (papers > 0) names->second[key] = papers;
      }
    }
    for (const auto& [pair, papers] : expansions_) {
      acronym_total_[pair.first] += papers;
      expansions_of_[pair.first].push_back(pair.second);
      acronyms_of_[pair.second].push_back(pair.first);
    }
  }

  using Links = Lookup<std::vector<std::string>>;

  static std::span<const std::string> linked_to(const Links& links, const std::string& term) {
    const auto found = links.find(term);
    if (found == links.end()) return {};
    return found->second;
  }

  bool linked(const std::string& a, const std::string& b) const {
    return expansions_.contains({a, b}) || expansions_.contains({b, a});
  }

  /// Whether a term is another with something before it: safety alignment of alignment.
  bool narrows(const std::string& narrow, const std::string& wide) const {
    const std::string& text = english_spellings_.best(narrow);
    const std::string& end = english_spellings_.best(wide);
    return text.size() > end.size() + 1 && text.ends_with(end) &&
           (text[text.size() - end.size() - 1] == ' ' || text[text.size() - end.size() - 1] == '-');
  }

  bool is_acronym(const std::string& key, const English& entry) const {
    return entry.as_acronym > entry.as_words ||
           (acronym_total_.contains(key) && entry.as_acronym == entry.as_words);
  }

  /// Whether the Korean phrase is long enough to say all that the English one says, and not much
  /// longer: 샘플링 is but the end of score distillation sampling.
  bool sizes_agree(const std::string& korean, const std::string& english,
                   const English& entry) const {
    const std::string& phrase = korean_spellings_.best(korean);
    const std::size_t length = 2 * syllables(phrase) + latin_letters(phrase);
    const std::size_t words = word_count(phrase);
    if (!is_acronym(english, entry)) {
      const std::string& term = english_spellings_.best(english);
      return length >= half_syllables_needed(term) && words <= 2 * word_count(term) + 1;
    }
    if (words > english.size() + 1) return false;
    const std::span<const std::string> known = linked_to(expansions_of_, english);
    if (known.empty()) return english.size() < 3 || length >= 8;
    return std::any_of(known.begin(), known.end(), [&](const std::string& term) {
      return length >= half_syllables_needed(english_spellings_.best(term));
    });
  }

  /// Whether the phrase says less than the English term and never stands without something before
  /// it: 효율적 미세 조정 of 파라미터 (매개변수) 효율적 미세 조정, PEFT.
  bool is_cut(const std::string& korean, const std::string& english, const English& entry,
              const Candidate& candidate) const {
    if (candidate.preceded < candidate.papers) return false;
    const std::string& term = english_spellings_.best(english);
    const std::size_t said =
        is_acronym(english, entry) ? english.size() : aliases::content_words(code_points(term));
    // Two syllables a word; three a pair of hyphened ones (최첨단, state-of-the-art).
    const bool hyphened = !is_acronym(english, entry) && term.find(' ') == std::string::npos;
    const std::size_t length = 2 * syllables(korean_spellings_.best(korean));
    if (hyphened) return length < 3 * said;
    return length < 4 * said ||
           (length == 4 * said && word_count(korean_spellings_.best(korean)) != said);
  }

  /// Mutual dominance: the English term must be a good part of what the Korean phrase is called,
  /// and the phrase of what the term is called.
  bool dominates(const std::string& korean, const std::string& english, const English& entry,
                 const Candidate& candidate, float& confidence) const {
    const auto names = by_korean_.find(korean);
    if (names == by_korean_.end()) return false;
    Papers total = 0;
    Papers same = 0;
    for (const auto& [other, papers] : names->second) {
      total += papers;
      if (other == english || linked(other, english) || narrows(other, english)) same += papers;
    }
    Papers best = 1;
    for (const auto& [phrase, other] : entry.korean) {
      if (holds(other)) best = std::max(best, other.papers);
    }
    const auto ratio = [](Papers part, Papers whole) {
      return static_cast<float>(part) / static_cast<float>(whole);
    };
    const float share = ratio(same, total);
    const float share_english = ratio(candidate.papers, best);
    const float needed = candidate.papers < 3 ? 0.5F : 0.25F;
    // A rare synonym of a frequent term (거대 언어 모델) must mean nothing else.
    const bool good = share >= needed && (share_english >= 0.1F || share >= 0.7F);
    confidence = share * (0.5F + std::min(1.0F, share_english) / 2) *
                 (1.0F - 1.0F / static_cast<float>(candidate.papers + 1));
    return good;
  }

  struct Chosen {
    Papers papers = 0;
    float confidence = 0;
  };
  using Pairs = std::map<std::pair<std::string, std::string>, Chosen>;  ///< (korean, english)

  /// Whether a shorter phrase that `korean` ends in was chosen for the same term.
  bool has_chosen_tail(const Pairs& pairs, const std::string& korean,
                       const std::string& english) const {
    const auto tails = tails_.find(korean);
    if (tails == tails_.end()) return false;
    return std::any_of(tails->second.begin(), tails->second.end(), [&](const std::string& tail) {
      return pairs.contains({tail, english}) || has_chosen_tail(pairs, tail, english);
    });
  }

  Pairs choose() const {
    Pairs pairs;
    for (const auto& [english, entry] : english_) {
      std::vector<std::string> phrases;
      for (const auto& [korean, candidate] : entry.korean) {
        if (holds(candidate)) phrases.push_back(korean);
      }
      // Shorter ones first: a longer phrase only adds a modifier to one that was chosen.
      std::stable_sort(phrases.begin(), phrases.end(),
                       [](const auto& a, const auto& b) { return a.size() < b.size(); });
      for (const std::string& korean : phrases) {
        const Candidate& candidate = entry.korean.at(korean);
        float confidence = 0;
        if (!sizes_agree(korean, english, entry) || is_cut(korean, english, entry, candidate) ||
            has_chosen_tail(pairs, korean, english) ||
            !dominates(korean, english, entry, candidate, confidence)) {
          continue;
        }
        pairs[{korean, english}] = {candidate.papers, confidence};
      }
    }
    drop_partial(pairs);
    complete(pairs);
    return pairs;
  }

  /// Where a phrase goes with an acronym, one paper is enough for the acronym's expansion, and the
  /// other way round.
  void complete(Pairs& pairs) const {
    Pairs more;
    const auto add = [&](const Pairs::value_type& pair, const std::string& other) {
      const auto entry = english_.find(other);
      if (entry == english_.end()) return;
      const auto candidate = entry->second.korean.find(pair.first.first);
      if (candidate == entry->second.korean.end()) return;
      const std::pair<std::string, std::string> key{pair.first.first, other};
      if (2 * candidate->second.longer >= candidate->second.papers || pairs.contains(key)) return;
      if (!sizes_agree(key.first, other, entry->second)) return;
      more[key] = {candidate->second.papers, pair.second.confidence / 2};
    };
    for (const auto& pair : pairs) {
      for (const std::string& term : linked_to(expansions_of_, pair.first.second)) add(pair, term);
      for (const std::string& term : linked_to(acronyms_of_, pair.first.second)) add(pair, term);
    }
    pairs.merge(more);
  }

  /// Of two names of which one is a part of the other, keeps the one that more papers use:
  /// 데이터 전처리 is data preprocessing, not preprocessing; 최고 성능 모델 adds 모델 to 최고 성능.
  void drop_partial(Pairs& pairs) const {
    std::set<std::pair<std::string, std::string>> dropped;
    for (auto a = pairs.begin(); a != pairs.end(); ++a) {
      for (auto b = std::next(a); b != pairs.end() && b->first.first == a->first.first; ++b) {
        drop_smaller(*a, *b, english_spellings_.best(a->first.second),
                     english_spellings_.best(b->first.second), true, dropped);
      }
    }
    std::map<std::string, std::vector<Pairs::iterator>> by_english;
    for (auto a = pairs.begin(); a != pairs.end(); ++a) by_english[a->first.second].push_back(a);
    for (const auto& [english, list] : by_english) {
      for (std::size_t i = 0; i < list.size(); ++i) {
        for (std::size_t j = i + 1; j < list.size(); ++j) {
          drop_smaller(*list[i], *list[j], korean_spellings_.best(list[i]->first.first),
                       korean_spellings_.best(list[j]->first.first), false, dropped);
        }
      }
    }
    for (const auto& key : dropped) pairs.erase(key);
  }

  static void drop_smaller(const Pairs::value_type& a, const Pairs::value_type& b,
                           const std::string& text_a, const std::string& text_b, bool keep_longer,
                           std::set<std::pair<std::string, std::string>>& dropped) {
    const bool a_longer = text_a.size() > text_b.size();
    const std::string& longer = a_longer ? text_a : text_b;
    const std::string& shorter = a_longer ? text_b : text_a;
    if (!longer.starts_with(shorter + " ") && !longer.ends_with(" " + shorter)) return;
    const auto& long_pair = a_longer ? a : b;
    const auto& short_pair = a_longer ? b : a;
    const bool drop_longer = short_pair.second.papers == long_pair.second.papers
                                 ? !keep_longer
                                 : short_pair.second.papers > long_pair.second.papers;
    dropped.insert(drop_longer ? long_pair.first : short_pair.first);
  }

  void emit(index::AliasTable& table) const {
    for (const auto& [pair, chosen] : choose()) {
      table.aliases.push_back({korean_spellings_.best(pair.first),
                               english_spellings_.best(pair.second), chosen.papers,
                               chosen.confidence});
    }
    for (const auto& [pair, papers] : expansions_) {
      if (papers < kMinPapers) continue;
      const float share =
          static_cast<float>(papers) / static_cast<float>(acronym_total_.at(pair.first));
      if (share < 0.2F) continue;
      table.expansions.push_back({english_spellings_.best(pair.first),
                                  english_spellings_.best(pair.second), papers, share});
    }
    std::sort(table.aliases.begin(), table.aliases.end(),
              [](const index::Alias& a, const index::Alias& b) {
                return std::tie(b.papers, a.korean, a.english) <
                       std::tie(a.papers, b.korean, b.english);
              });
    std::sort(table.expansions.begin(), table.expansions.end(),
              [](const index::AcronymExpansion& a, const index::AcronymExpansion& b) {
                return std::tie(b.papers, a.acronym, a.english) <
                       std::tie(a.papers, b.acronym, b.english);
              });
  }

  Totals totals_;  ///< by English key
  Totals korean_totals_;
  Spellings korean_spellings_;
  Spellings english_spellings_;
  Lookup<English> english_;  ///< each of them chooses by itself
  std::map<std::pair<std::string, std::string>, Papers> expansions_;
  Lookup<Papers> acronym_total_;
  Links expansions_of_;  ///< by acronym
  Links acronyms_of_;    ///< by expansion
  Lookup<std::set<std::string>> tails_;
  Lookup<std::map<std::string, Papers>> by_korean_;
};

}  // namespace

index::AliasTable build_alias_table(const AliasCounts& counts) {
  return Builder(counts).build();
}

}  // namespace nonmun::derive
