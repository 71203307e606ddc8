#include "analyzers/variants/spelling.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "analyzers/text/jamo.hpp"

namespace nonmun::variants {
namespace {

/// Walks a trie for the words within a distance of a query word.
class Neighbours {
 public:
  struct Found {
    std::uint32_t word;
    unsigned distance;
    std::string key;
  };

  /// @param fixed_digits a digit matches itself only and is never inserted or removed
  Neighbours(std::string_view query, unsigned limit, bool fixed_digits)
      : query_(query), limit_(limit), fixed_digits_(fixed_digits) {}

  std::vector<Found> search(const TrieView& words) {
    const std::size_t width = query_.size() + 1;
    // No word longer than this is near enough, so the walk goes no deeper.
    rows_.assign((width + limit_ + 1) * width, far());
    at(0, 0) = 0;
    for (std::size_t i = 1; i < width; ++i) at(0, i) = at(0, i - 1) + edit(query_[i - 1]);
    found_.clear();
    walk(words, TrieView::kRoot);
    return std::move(found_);
  }

 private:
  /// Whether a row has a distance that leaves room for a change.
  bool is_alive(std::size_t depth) const {
    const auto row = rows_.begin() + static_cast<std::ptrdiff_t>(depth * (query_.size() + 1));
    return std::any_of(row, row + static_cast<std::ptrdiff_t>(query_.size()) + 1,
                       [&](unsigned distance) { return distance < limit_; });
  }

  unsigned far() const { return limit_ + 1; }
  unsigned& at(std::size_t depth, std::size_t i) { return rows_[depth * (query_.size() + 1) + i]; }
  unsigned edit(char c) const { return fixed_digits_ && c >= '0' && c <= '9' ? far() : 1; }

  void walk(const TrieView& words, TrieView::Node node) {
    const std::size_t depth = path_.size() + 1;
    if (depth > query_.size() + limit_) return;
    // What is further from the diagonal than the limit is too far whatever the letters.
    const std::size_t from = depth > limit_ ? depth - limit_ : 1;
    const std::size_t to = std::min(query_.size(), depth + limit_);
    const auto [begin, end] = words.children(node);
    for (TrieView::Node child = begin; child < end; ++child) {
      const auto c = static_cast<char>(words.label(child));
      at(depth, 0) = std::min(far(), at(depth - 1, 0) + edit(c));
      unsigned row_min = at(depth, 0);
      for (std::size_t i = from; i <= to; ++i) {
        const char q = query_[i - 1];
        unsigned best =
            q == c ? at(depth - 1, i - 1) : at(depth - 1, i - 1) + std::max(edit(q), edit(c));
        best = std::min(best, at(depth - 1, i) + edit(c));
        best = std::min(best, at(depth, i - 1) + edit(q));
        if (i > 1 && depth > 1 && q == path_.back() && c == query_[i - 2] && q != c) {
          best = std::min(best, at(depth - 2, i - 2) + std::max(edit(q), edit(c)));
        }
        at(depth, i) = std::min(best, far());
        row_min = std::min(row_min, at(depth, i));
      }
      path_.push_back(c);
      const std::uint32_t value = words.value(child);
      if (value != TrieView::kNoWord && to == query_.size() && at(depth, to) <= limit_) {
        found_.push_back({value, at(depth, query_.size()), path_});
      }
      // A transposition can still start from the row above.
      if (row_min <= limit_ || is_alive(depth - 1)) walk(words, child);
      path_.pop_back();
    }
  }

  std::string_view query_;
  unsigned limit_;
  bool fixed_digits_;
  std::string path_;
  std::vector<unsigned> rows_;
  std::vector<Found> found_;
};

/// Keeps the minimum distance, each word once, most documents first.
std::vector<Correction> best_of(std::vector<Correction> all) {
  std::sort(all.begin(), all.end(), [](const Correction& a, const Correction& b) {
    return std::tuple(a.distance, ~a.df, a.word) < std::tuple(b.distance, ~b.df, b.word);
  });
  std::vector<Correction> out;
  for (const Correction& c : all) {
    if (c.distance != all.front().distance || out.size() == kMaxCorrections) break;
    if (std::none_of(out.begin(), out.end(), [&](const auto& o) { return o.word == c.word; })) {
      out.push_back(c);
    }
  }
  return out;
}

bool is_vowel_byte(char c) {
  return static_cast<unsigned char>(c) >= 0x314F - 0x3130;
}

/// Whether two letters are commonly written for each other in the same place. Both are jamo_key()
/// bytes; codas merge in sounds that onsets distinguish (낫 and 낟, but 사 and 다).
bool confusable(char a, char b, bool coda, bool homophones_only) {
  // Any two letters of a group are confused.
  static constexpr std::array<std::u32string_view, 9> kVowels{
      U"ㅐㅔ", U"ㅚㅙㅞ", U"ㅓㅕ", U"ㅏㅑ", U"ㅗㅛ", U"ㅜㅠ", U"ㅔㅖ", U"ㅐㅒ", U"ㅒㅖ"};
  static constexpr std::array<std::u32string_view, 5> kOnsetGroups{U"ㄱㄲㅋ", U"ㄷㄸㅌ", U"ㅂㅃㅍ",
                                                                   U"ㅅㅆ", U"ㅈㅉㅊ"};
  static constexpr std::array<std::u32string_view, 3> kCodaGroups{U"ㅅㄷㅆ", U"ㅂㅍ", U"ㄱㄲㅋ"};
  // Pairs that nobody hears a difference in.
  static constexpr std::array<std::u32string_view, 4> kHomophones{U"ㅐㅔ", U"ㅚㅙㅞ", U"ㅔㅖ",
                                                                  U"ㅒㅖ"};
  const char32_t x = 0x3130 + static_cast<unsigned char>(a);
  const char32_t y = 0x3130 + static_cast<unsigned char>(b);
  const auto in_one_of = [&](const auto& groups) {
    return std::any_of(groups.begin(), groups.end(), [&](std::u32string_view group) {
      return group.find(x) != group.npos && group.find(y) != group.npos;
    });
  };
  if (homophones_only) return is_vowel_byte(a) && in_one_of(kHomophones);
  if (is_vowel_byte(a)) return in_one_of(kVowels);
  return coda ? in_one_of(kCodaGroups) : in_one_of(kOnsetGroups);
}

/// Length of the first syllable of a jamo_key().
std::size_t first_syllable(std::string_view key) {
  // A consonant before a consonant, or at the end, is the coda.
  const bool coda =
      key.size() > 2 && !is_vowel_byte(key[2]) && (key.size() == 3 || !is_vowel_byte(key[3]));
  return coda ? 3 : 2;
}

bool same_first_syllable(std::string_view a, std::string_view b) {
  return a.substr(0, first_syllable(a)) == b.substr(0, first_syllable(b));
}

/// Whether the keys differ in one confusable letter.
bool one_confusable(std::string_view a, std::string_view b, bool homophones_only = false) {
  if (a.size() != b.size()) return false;
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin());
  if (x == a.end() || !std::equal(x + 1, a.end(), y + 1)) return false;
  const bool coda = x + 1 == a.end() || !is_vowel_byte(*(x + 1));
  return confusable(*x, *y, coda, homophones_only);
}

/// Words that a slip of a whole syllable leads to: neighbours exchanged (에전이트), one doubled
/// (데이이터), one left out (에이트). The first syllable stays.
class SyllableSlips {
 public:
  SyllableSlips(std::string_view hangul, const TrieView& words) : words_(words) {
    for (std::size_t at = 0; at < hangul.size(); at += text::kSyllableBytes) {
      syllables_.push_back(*text::jamo_key(hangul.substr(at, text::kSyllableBytes)));
    }
  }

  std::vector<std::uint32_t> find() {
    for (std::size_t i = 1; i + 1 < syllables_.size(); ++i) {
      std::vector<std::string> changed = syllables_;
      std::swap(changed[i], changed[i + 1]);
      if (changed != syllables_) look_up(changed);
    }
    for (std::size_t i = 1; i < syllables_.size(); ++i) {
      if (syllables_[i] != syllables_[i - 1]) continue;
      std::vector<std::string> changed = syllables_;
      changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(i));
      look_up(changed);
    }
    TrieView::Node node = TrieView::kRoot;
    for (std::size_t i = 0; i < syllables_.size(); ++i) {
      for (const char c : syllables_[i]) {
        node = words_.child(node, static_cast<unsigned char>(c));
        if (node == TrieView::kRoot) return std::move(found_);
      }
      insert(node, i + 1, 0, false);
    }
    return std::move(found_);
  }

 private:
  void look_up(const std::vector<std::string>& syllables) {
    std::string key;
    for (const std::string& s : syllables) key += s;
    add(words_.find(key));
  }

  void add(std::uint32_t word) {
    if (word != TrieView::kNoWord) found_.push_back(word);
  }

  /// Goes through a syllable that was left out, then on with the others from `next`.
  void insert(TrieView::Node node, std::size_t next, unsigned letters, bool has_vowel) {
    if (has_vowel) finish(node, next);
    if (letters == 3) return;
    const auto [begin, end] = words_.children(node);
    for (TrieView::Node child = begin; child < end; ++child) {
      const bool vowel = is_vowel_byte(static_cast<char>(words_.label(child)));
      // Onset, vowel, coda.
      if (vowel != (letters == 1)) continue;
      insert(child, next, letters + 1, has_vowel || vowel);
    }
  }

  void finish(TrieView::Node node, std::size_t next) {
    for (std::size_t i = next; i < syllables_.size(); ++i) {
      for (const char c : syllables_[i]) {
        node = words_.child(node, static_cast<unsigned char>(c));
        if (node == TrieView::kRoot) return;
      }
    }
    add(words_.value(node));
  }

  const TrieView& words_;
  std::vector<std::string> syllables_;
  std::vector<std::uint32_t> found_;
};

/// A slip of a syllable is a bold guess: its word must be a usual one.
std::vector<Correction> slips(std::string_view hangul, const TrieView& words,
                              const DocumentFrequency& df) {
  constexpr std::uint32_t kUsual = 10;
  constexpr unsigned kDistance = 1;  // one slip
  std::vector<Correction> found;
  for (const std::uint32_t word : SyllableSlips(hangul, words).find()) {
    if (const std::uint32_t documents = df(word); documents >= kUsual) {
      found.push_back({word, kDistance, documents});
    }
  }
  return found;
}

constexpr std::size_t kMaxLatin = 40;
constexpr std::size_t kMaxSyllables = 20;
/// Letters of a word that has many neighbours.
constexpr std::size_t kShortLatin = 5;

bool is_transposition(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin());
  return x != a.end() && x + 1 != a.end() && *x == *(y + 1) && *(x + 1) == *y &&
         std::equal(x + 2, a.end(), y + 2);
}

}  // namespace

std::vector<Correction> latin_corrections(std::string_view word, const TrieView& words,
                                          const DocumentFrequency& df, unsigned max_distance) {
  if (word.size() < 4 || word.size() > kMaxLatin) return {};
  bool letter = false;
  for (const char c : word) {
    const bool is_letter = c >= 'a' && c <= 'z';
    if (!is_letter && !(c >= '0' && c <= '9')) return {};
    letter = letter || is_letter;
  }
  if (!letter) return {};
  // Only the nearest are kept: most often one change leads to them, and is found much faster.
  for (unsigned limit = 1; limit <= std::min(word.size() < 8 ? 1U : 2U, max_distance); ++limit) {
    std::vector<Correction> all;
    for (const auto& n : Neighbours(word, limit, true).search(words)) {
      if (n.distance == 0 || n.key.size() < 3) continue;
      const bool is_short = word.size() <= kShortLatin && !is_transposition(word, n.key);
      if ((n.distance > 1 || is_short) && n.key[0] != word[0]) continue;
      if (const std::uint32_t documents = df(n.word); documents > 0) {
        all.push_back({n.word, n.distance, documents});
      }
    }
    if (!all.empty()) return best_of(std::move(all));
  }
  return {};
}

std::vector<Correction> hangul_corrections(std::string_view hangul, const TrieView& words,
                                           const DocumentFrequency& df) {
  const auto key = text::jamo_key(hangul);
  // jamo_key() saw nothing but syllables.
  const std::size_t syllables = hangul.size() / text::kSyllableBytes;
  if (!key || syllables < 2 || syllables > kMaxSyllables) return {};
  std::vector<Correction> confused;
  std::vector<Correction> others;
  // As for Latin words, the nearest first.
  for (unsigned limit = 1; limit <= (syllables < 5 ? 1U : 2U); ++limit) {
    for (const auto& n : Neighbours(*key, limit, false).search(words)) {
      if (n.distance < limit) continue;
      const std::uint32_t documents = df(n.word);
      // Short words are near each other, and all of them are words.
      if (n.distance == 1 && one_confusable(*key, n.key, syllables == 2)) {
        if (documents >= (syllables == 2 ? 2U : 1U)) {
          confused.push_back({n.word, n.distance, documents});
        }
      } else if (syllables >= 3 && documents >= 2 && same_first_syllable(*key, n.key)) {
        others.push_back({n.word, n.distance, documents});
      }
    }
    if (!confused.empty() || !others.empty()) break;
  }
  if (confused.empty() && others.empty() && syllables >= 3) others = slips(hangul, words, df);
  return best_of(confused.empty() ? std::move(others) : std::move(confused));
}

unsigned edit_distance(std::string_view a, std::string_view b, unsigned limit) {
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > limit) return limit + 1;
  std::vector<unsigned> before, above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = static_cast<unsigned>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<unsigned>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (exchanged) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
    before = std::exchange(above, row);
  }
  return std::min(above[b.size()], limit + 1);
}

std::vector<Correction> corrections(std::string_view word, const TrieView& latin,
                                    const DocumentFrequency& latin_df, const TrieView& hangul,
                                    const DocumentFrequency& hangul_df, unsigned max_distance) {
  if (!word.empty() && static_cast<unsigned char>(word[0]) < 0x80) {
    return latin_corrections(word, latin, latin_df, max_distance);
  }
  return hangul_corrections(word, hangul, hangul_df);
}

std::vector<SplitCorrection> split_corrections(std::string_view hangul, const TrieView& words,
                                               const PairFrequency& pair_df) {
  const std::size_t syllables = hangul.size() / text::kSyllableBytes;
  if (!text::jamo_key(hangul) || syllables < 4 || syllables > kMaxSyllables) return {};
  constexpr std::uint32_t kMinSupport = 2;
  std::vector<SplitCorrection> all;
  const auto offer = [&](std::uint32_t left, std::uint32_t right, unsigned distance) {
    const std::uint32_t support = pair_df(left, right);
    if (support >= kMinSupport) all.push_back({left, right, distance, support});
  };
  for (std::size_t cut = 2; cut + 2 <= syllables; ++cut) {
    const std::string left = *text::jamo_key(hangul.substr(0, cut * text::kSyllableBytes));
    const std::string right = *text::jamo_key(hangul.substr(cut * text::kSyllableBytes));
    const std::uint32_t left_word = words.find(left);
    const std::uint32_t right_word = words.find(right);
    if (left_word != TrieView::kNoWord && right_word != TrieView::kNoWord) {
      offer(left_word, right_word, 0);
    }
    if (right_word != TrieView::kNoWord) {
      for (const auto& n : Neighbours(left, 1, false).search(words)) {
        // A change of the very first syllable would be a different word, unless it sounds alike.
        if (n.distance == 1 && (same_first_syllable(left, n.key) || one_confusable(left, n.key))) {
          offer(n.word, right_word, 1);
        }
      }
    }
    if (left_word != TrieView::kNoWord) {
      for (const auto& n : Neighbours(right, 1, false).search(words)) {
        if (n.distance == 1) offer(left_word, n.word, 1);
      }
    }
  }
  const auto weight = [](const SplitCorrection& s) {
    return s.distance == 0 ? std::uint64_t{s.support} * 4 : std::uint64_t{s.support};
  };
  std::sort(all.begin(), all.end(), [&](const SplitCorrection& a, const SplitCorrection& b) {
    return std::tuple(~weight(a), a.distance, a.left, a.right) <
           std::tuple(~weight(b), b.distance, b.left, b.right);
  });
  all.erase(std::unique(all.begin(), all.end(),
                        [](const auto& a, const auto& b) {
                          return a.left == b.left && a.right == b.right;
                        }),
            all.end());
  if (all.size() > kMaxCorrections) all.resize(kMaxCorrections);
  return all;
}

}  // namespace nonmun::variants
