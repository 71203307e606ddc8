#include "analyzers/variants/transliteration.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "analyzers/korean/letters.hpp"
#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"
#include "analyzers/variants/transliteration_rules.hpp"

namespace nonmun::variants {
namespace {

/// Dearer than anything accepted, and small enough to add twice.
constexpr int kUnreachable = 100'000;

/// What it costs to leave a jamo unread.
int drop_cost(Jamo jamo, Jamo before) {
  if (jamo == kSilent) return 0;
  // A ㅡ that only supports a consonant is free, but 으 is a sound: 처음 is not "chem".
  if (jamo == kEu) return before == kSilent ? 60 : 0;
  if (jamo == kI) return 50;
  if (is_vowel_jamo(jamo)) return 60;
  return 100;
}

constexpr bool is_vowel_letter(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/// The cost of skipping a letter that no jamo represents.
int insertion_cost(char letter, char before, bool at_end) {
  // Silent at the end, but che and she are sounds of their own: 케이크 is not cache.
  if (letter == 'e') return at_end && before != 'h' ? 2 : 35;
  if (letter == before) return 10;
  if (letter == 's' && at_end) return 15;
  if (letter == 'r' && is_vowel_letter(before)) return 15;
  if (letter == 'h') return 30;
  if (letter == 'w') return 40;
  if (is_vowel_letter(letter) && letter != 'y') return 45;
  return 100;
}

constexpr std::size_t kMaxSyllables = 20;

struct HangulWord {
  std::vector<Jamo> jamo;
  int sounding = 0;  // jamo that count in a word's length: all but the silent ㅇ and ㅡ
  std::size_t syllables = 0;
};

std::optional<HangulWord> parse_hangul(std::string_view text) {
  if (text.empty() || text.size() > kMaxSyllables * text::kSyllableBytes) return std::nullopt;
  const auto characters = text::decode_utf8(text);
  if (!characters) return std::nullopt;
  HangulWord word;
  word.syllables = characters->size();
  const auto add = [&](Jamo jamo) {
    word.jamo.push_back(jamo);
    if (jamo != kSilent && jamo != kEu) ++word.sounding;
  };
  for (const char32_t c : *characters) {
    if (!text::is_syllable(c)) return std::nullopt;
    text::Syllable s = text::decompose(c);
    if (s.onset >= 12 && s.onset <= 14) {  // ㅈ ㅉ ㅊ
      switch (s.vowel) {
        case 2:
        case 3:
        case 6:
        case 7:
          s.vowel -= 2;
          break;  // ㅑㅒㅕㅖ -> ㅏㅐㅓㅔ
        case 12:
          s.vowel = 8;
          break;  // ㅛ -> ㅗ
        case 17:
          s.vowel = 13;
          break;  // ㅠ -> ㅜ
        default:
          break;
      }
    }
    add(onset_jamo(s.onset));
    add(vowel_jamo(s.vowel));
    if (s.coda != 0) add(coda_jamo(s.coda));
  }
  return word;
}

/// The rules that fit one word, as an automaton over letters. State i, up to the number of jamo n,
/// means that the first i jamo have been read; higher states are inside a spelling.
class Reader {
 public:
  Reader(const HangulWord& word, int budget)
      : jamo_(word.jamo),
        length_(static_cast<std::uint32_t>(word.jamo.size())),
        budget_(budget),
        states_(length_ + 1),
        drop_(length_),
        cheapest_rest_(length_ + 1, kUnreachable),
        letters_for_(length_, 0) {
    states_.reserve(512);
    ends_.reserve(512);
    cheapest_rest_[length_] = 0;
    // Backwards, so that a rule knows the minimum cost of the rest of the word.
    for (std::uint32_t i = length_; i-- > 0;) {
      drop_[i] = drop_cost(jamo_[i], i == 0 ? Jamo{0} : jamo_[i - 1]);
      cheapest_rest_[i] = drop_[i] + cheapest_rest_[i + 1];
      for (const Rule& rule : rules()[jamo_[i]]) add_rule(i, rule);
    }
  }

  /// Appends (value, hundredths) of every word within the budget; may repeat a value.
  /// @param one will do
  void read(const TrieView& words, std::vector<std::pair<std::uint32_t, int>>& found, bool one) {
    one_ = one;
    row_.assign(length_ + 1, kUnreachable);
    row_[0] = 0;
    items_.clear();
    close_row();
    push_row(0);
    std::fill(row_.begin(), row_.end(), kUnreachable);
    walk(words, TrieView::kRoot, 0, 0, '\0', false, found);
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  /// A spelling ends and leads to this position.
  struct End {
    std::uint32_t position;
    int cost;
    std::uint32_t more;  // index of another end of the same state, or kNone
  };
  struct State {
    std::array<std::uint16_t, 26> next{};  // 0: none, for no letter leads to state 0
    std::uint32_t ends = kNone;
    std::uint32_t farthest = 0;  // the last position that a spelling through here leads to
    int bound = kUnreachable;    // minimum cost from here to the end of the word
    bool inner = false;          // some spelling goes on
  };
  struct Item {
    std::uint32_t state;
    int cost;
  };

  void add_rule(std::uint32_t start, const Rule& rule) {
    const auto end = start + static_cast<std::uint32_t>(rule.pattern.size());
    if (end > length_ ||
        !std::equal(rule.pattern.begin(), rule.pattern.end(), jamo_.begin() + start)) {
      return;
    }
    if ((rule.place == Rule::Place::end && end != length_) ||
        (rule.place == Rule::Place::not_end && end == length_)) {
      return;
    }
    for (const Rule::Spelling& spelling : rule.spellings) {
      if (spelling.cost + cheapest_rest_[end] > budget_) break;
      add_spelling(start, end, spelling.letters,
                   spelling.cost + single_rieul_cost(start, rule, spelling.letters[0]) +
                       short_a_cost(end, rule, spelling.letters));
    }
  }

  void add_spelling(std::uint32_t start, std::uint32_t end, std::string_view spelling, int cost) {
    const int bound = cost + cheapest_rest_[end];
    if (bound > budget_) return;
    cheapest_rest_[start] = std::min(cheapest_rest_[start], bound);
    std::uint32_t letters = 0;
    std::uint32_t state = start;
    for (const char c : spelling) {
      letters |= std::uint32_t{1} << (static_cast<unsigned char>(c) % 32);
      const auto letter = static_cast<std::size_t>(c - 'a');
      states_[state].inner = true;
      if (states_[state].next[letter] == 0) {
        states_[state].next[letter] = static_cast<std::uint16_t>(states_.size());
        states_.emplace_back();
      }
      state = states_[state].next[letter];
      states_[state].farthest = std::max(states_[state].farthest, end);
      states_[state].bound = std::min(states_[state].bound, bound);
    }
    ends_.push_back({end, cost, states_[state].ends});
    states_[state].ends = static_cast<std::uint32_t>(ends_.size() - 1);
    for (std::uint32_t i = start; i < end; ++i) letters_for_[i] |= letters;
  }

  /// An l between vowels or before one is written ㄹㄹ, an r is ㄹ (표기법 제3장 제1절 제6항):
  /// 프레임 is a frame, 플레임 a flame. At the start of a word and after a coda both are ㄹ, and
  /// so is the l of a second member such as -line, for which the table has longer patterns.
  int single_rieul_cost(std::uint32_t start, const Rule& rule, char letter) const {
    constexpr Jamo kRieul = onset_jamo(korean::kRieulOnset);
    const bool inside = start > 0 && is_vowel_jamo(jamo_[start - 1]);
    return inside && rule.pattern.size() == 1 && rule.pattern[0] == kRieul && letter == 'l' ? 25
                                                                                            : 0;
  }

  /// Before the last consonant an a is long only with an e after it, for which the table has
  /// longer patterns: 플레인 is a plane, not a plan.
  int short_a_cost(std::uint32_t end, const Rule& rule, std::string_view spelling) const {
    constexpr Jamo kE = vowel_jamo(korean::kE);
    const bool before_last_coda = end + 1 == length_ && jamo_[end] > kCodaBase;
    return before_last_coda && spelling == "a" && rule.pattern[0] == kE ? 25 : 0;
  }

  /// Lets jamo go unread.
  void close_row() {
    for (std::uint32_t i = 0; i < length_; ++i) {
      row_[i + 1] = std::min(row_[i + 1], row_[i] + drop_[i]);
    }
  }

  /// Keeps the positions from `first` on that can still end within the budget.
  void push_row(std::uint32_t first) {
    for (std::uint32_t i = first; i <= length_; ++i) {
      if (row_[i] + cheapest_rest_[i] <= budget_) items_.push_back({i, row_[i]});
    }
  }

  /// The first position that the letters below a node allow: everything before it has yet to read
  /// a jamo that none of them can spell and that is too dear to leave unread.
  std::uint32_t first_possible(const TrieView& words, TrieView::Node node) {
    if (first_ != kNone) return first_;
    const std::uint32_t below = words.labels_below(node);
    for (first_ = length_; first_ > 0; --first_) {
      if ((letters_for_[first_ - 1] & below) == 0 && drop_[first_ - 1] > budget_) break;
    }
    return first_;
  }

  /// @param begin the items of `node` are those from here to the end
  void walk(const TrieView& words, TrieView::Node node, std::size_t depth, std::size_t begin,
            char before, bool vowel_before, std::vector<std::pair<std::uint32_t, int>>& found) {
    const std::size_t end = items_.size();
    const auto [first_child, last_child] = words.children(node);
    for (TrieView::Node child = first_child; child < last_child; ++child) {
      const auto c = static_cast<char>(words.label(child));
      if (c < 'a' || c > 'z') continue;
      if (one_ && !found.empty()) return;
      first_ = kNone;
      bool reached = false;
      const auto reach = [&](std::uint32_t position, int cost) {
        if (cost + cheapest_rest_[position] > budget_) return;
        row_[position] = std::min(row_[position], cost);
        reached = true;
      };
      for (std::size_t i = begin; i < end; ++i) {
        const Item item = items_[i];
        if (item.state <= length_) {
          reach(item.state, item.cost + insertion_cost(c, before, item.state == length_));
        }
        const std::uint32_t next = states_[item.state].next[static_cast<std::size_t>(c - 'a')];
        if (next == 0) continue;
        const State& state = states_[next];
        for (std::uint32_t e = state.ends; e != kNone; e = ends_[e].more) {
          reach(ends_[e].position, item.cost + ends_[e].cost);
        }
        if (state.inner && item.cost + state.bound <= budget_ &&
            state.farthest >= first_possible(words, child)) {
          items_.push_back({next, item.cost});
        }
      }
      // Most letters lead nowhere, and cost no more than this.
      if (!reached && items_.size() == end) continue;
      const bool vowel = vowel_before || is_vowel_letter(c);
      if (reached) {
        close_row();
        // Without a vowel it is an acronym, and not spoken as a word: 드는 is not "dnn".
        if (row_[length_] <= budget_ && depth + 1 >= kMinLatinLetters && vowel) {
          if (const std::uint32_t value = words.value(child); value != TrieView::kNoWord) {
            found.emplace_back(value, row_[length_]);
          }
        }
        push_row(first_possible(words, child));
        std::fill(row_.begin(), row_.end(), kUnreachable);
      }
      if (items_.size() > end) walk(words, child, depth + 1, end, c, vowel, found);
      items_.resize(end);
    }
  }

  const std::vector<Jamo>& jamo_;
  std::uint32_t length_;
  int budget_;
  bool one_ = false;  ///< the first word found ends the walk
  std::vector<State> states_;
  std::vector<End> ends_;
  std::vector<int> drop_;
  std::vector<int> cheapest_rest_;
  std::vector<std::uint32_t> letters_for_;
  std::vector<int> row_;         // all unreachable between two nodes
  std::uint32_t first_ = kNone;  // first_possible() of the node at hand, once asked for
  std::vector<Item> items_;
};

/// (value, hundredths) of words, which may be repeated.
std::vector<std::pair<std::uint32_t, int>> readings(const HangulWord& word, const TrieView& words,
                                                    float max_cost, bool one) {
  if (!(max_cost >= 0) || word.sounding == 0) return {};
  // The comparison is made in whole hundredths; the small constant keeps 0.03 * 4 from being 11.
  const int budget = static_cast<int>(
      std::floor(std::min(max_cost, 0.3F) * 100 * static_cast<float>(word.sounding) + 0.01F));
  std::vector<std::pair<std::uint32_t, int>> found;
  Reader(word, budget).read(words, found, one);
  return found;
}

std::vector<Match> matches(const HangulWord& word, const TrieView& words, float max_cost) {
  std::vector<std::pair<std::uint32_t, int>> found = readings(word, words, max_cost, false);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end(),
                          [](const auto& a, const auto& b) { return a.first == b.first; }),
              found.end());
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second, a.first) < std::pair(b.second, b.first);
  });
  std::vector<Match> out;
  out.reserve(found.size());
  for (const auto& [value, cost] : found) {
    out.push_back({value, static_cast<float>(cost) / 100 / static_cast<float>(word.sounding)});
  }
  return out;
}

}  // namespace

std::vector<Match> latin_matches(std::string_view hangul, const TrieView& words, float max_cost) {
  const auto word = parse_hangul(hangul);
  if (!word) return {};
  return matches(*word, words, max_cost);
}

bool has_latin_match(std::string_view hangul, const TrieView& words, float max_cost) {
  const auto word = parse_hangul(hangul);
  return word && !readings(*word, words, max_cost, true).empty();
}

float max_accepted_cost(std::size_t syllables) {
  if (syllables < 2) return -1;
  if (syllables == 2) return 0.03F;
  if (syllables == 3) return 0.05F;
  return 0.07F;
}

std::vector<Match> accepted_latin_matches(std::string_view hangul, const TrieView& words) {
  constexpr float kBehindBest = 0.02F;
  constexpr std::size_t kMaxReadings = 4;
  const auto word = parse_hangul(hangul);
  if (!word || is_native(hangul)) return {};
  std::vector<Match> out = matches(*word, words, max_accepted_cost(word->syllables));
  const auto far = std::find_if(out.begin(), out.end(), [&](const Match& m) {
    return m.cost > out.front().cost + kBehindBest + 1e-6F;
  });
  out.erase(far, out.end());
  if (out.size() > kMaxReadings) out.resize(kMaxReadings);
  return out;
}

std::vector<Bridge> accepted_bridges(std::span<const std::string_view> hangul,
                                     const TrieView& words) {
  std::vector<Bridge> out;
  for (std::size_t i = 0; i < hangul.size(); ++i) {
    for (const Match& match : accepted_latin_matches(hangul[i], words)) {
      out.push_back({static_cast<std::uint32_t>(i), match.word, match.cost});
    }
  }
  return out;
}

bool cooccurrence_gate(std::uint32_t df_hangul, std::uint32_t df_latin, std::uint32_t df_both,
                       std::uint32_t documents) {
  if (df_hangul < 3) return true;
  // df_both / n >= 2 * (df_hangul / n) * (df_latin / n), without division.
  return df_both >= 1 && std::uint64_t{df_both} * documents >=
                             2 * std::uint64_t{df_hangul} * std::uint64_t{df_latin};
}

}  // namespace nonmun::variants
