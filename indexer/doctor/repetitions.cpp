#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "analyzers/text/fold.hpp"
#include "analyzers/text/utf8.hpp"
#include "indexer/doctor/doctor.hpp"
#include "indexer/reader/text.hpp"
#include "indexer/system/hash.hpp"

// What several entries have in common and should not.

namespace nonmun::doctor {
namespace {

/// A bullet in so many papers was not written for any of them.
constexpr std::size_t kRepeatedFrom = 3;
/// Titles are nearly the same when they share so much of their distinct words.
constexpr double kAlike = 0.8;

using Word = std::uint32_t;

struct Title {
  std::size_t entry;        ///< index into the entries
  std::vector<Word> words;  ///< distinct
};

/// Lower-case words of letters and digits.
std::vector<std::string> title_words(std::string_view title) {
  text::FoldedText folded;
  text::fold(title, folded);
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (folded.classes[i] != text::CharClass::none) {
      text::append_utf8(folded.chars[i], words.back());
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), reader::is_ascii_digit);
}

}  // namespace

class Repetitions::Impl {
 public:
  void add(const Place& place) {
    const paper::Paper& paper = place.entry.paper;
    const std::size_t entry = entries_.size();
    entries_.push_back({place.file, place.entry.line, paper.id, paper.listed.front()});
    const auto [first, fresh] = first_entry_.try_emplace(paper.id, entry);
    if (!fresh) again_.push_back({first->second, entry});
    for (const paper::Section& section : paper.sections) {
      const std::string_view text = reader::trim(section.text);
      std::vector<Bullet>& same = bullets_[system::xxh3_64(text)];
      same.push_back({entry, line_of(place, section.text)});
    }
    if (fresh) add_title(entry, paper.title);
  }

  std::size_t papers() const { return first_entry_.size(); }

  void report(Findings& findings) {
    for (const auto& [earlier, later] : again_) {
      const Seen& seen = entries_[earlier];
      add(findings, entries_[later], entries_[later].line, kListedAgain,
          fmt::format("listed before on {} at {}:{}", seen.day, seen.file, seen.line));
    }
    for (const auto& [hash, same] : bullets_) report_bullets(same, findings);
    report_titles(findings);
  }

 private:
  struct Seen {
    std::string file;
    std::size_t line;
    std::string id;
    std::string day;
  };
  struct Bullet {
    std::size_t entry;
    std::size_t line;
  };

  static void add(Findings& findings, const Seen& seen, std::size_t line, const char* kind,
                  std::string detail) {
    findings.add({seen.file, line, kind, seen.id, std::move(detail)});
  }

  void report_bullets(const std::vector<Bullet>& same, Findings& findings) const {
    if (same.size() < kRepeatedFrom) return;
    std::vector<std::string_view> ids;
    ids.reserve(same.size());
    for (const Bullet& bullet : same) ids.push_back(entries_[bullet.entry].id);
    std::sort(ids.begin(), ids.end());
    const auto papers = static_cast<std::size_t>(std::unique(ids.begin(), ids.end()) - ids.begin());
    if (papers < kRepeatedFrom) return;
    for (const Bullet& bullet : same) {
      add(findings, entries_[bullet.entry], bullet.line, kRepeatedBullet,
          fmt::format("the same bullet stands in {} papers", papers));
    }
  }

  void add_title(std::size_t entry, const std::string& title) {
    Title t{entry, {}};
    for (std::string& word : title_words(title)) {
      const auto [at, fresh] =
          numbers_.try_emplace(std::move(word), static_cast<Word>(numbers_.size()));
      if (fresh) {
        words_.push_back(at->first);
        uses_.push_back(0);
      }
      t.words.push_back(at->second);
    }
    std::sort(t.words.begin(), t.words.end());
    t.words.erase(std::unique(t.words.begin(), t.words.end()), t.words.end());
    for (const Word w : t.words) ++uses_[w];
    if (!t.words.empty()) titles_.push_back(std::move(t));
  }

  /// Pairs of titles that are nearly the same. Two such titles share at least one of their few
  /// rarest words (prefix filtering), so only titles that do are compared.
  void report_titles(Findings& findings) {
    std::unordered_map<Word, std::vector<std::size_t>> by_rare_word;
    for (std::size_t i = 0; i < titles_.size(); ++i) {
      std::vector<Word> rare = titles_[i].words;
      std::sort(rare.begin(), rare.end(),
                [this](Word a, Word b) { return std::pair(uses_[a], a) < std::pair(uses_[b], b); });
      const auto shared = static_cast<std::size_t>(kAlike * static_cast<double>(rare.size()));
      rare.resize(rare.size() - shared + (shared > 0 ? 1 : 0));
      std::vector<std::size_t> candidates;
      for (const Word w : rare) {
        std::vector<std::size_t>& with = by_rare_word[w];
        candidates.insert(candidates.end(), with.begin(), with.end());
        with.push_back(i);
      }
      std::sort(candidates.begin(), candidates.end());
      candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
      for (const std::size_t c : candidates) {
        if (!alike(titles_[c].words, titles_[i].words)) continue;
        const Seen& other = entries_[titles_[c].entry];
        const Seen& seen = entries_[titles_[i].entry];
        add(findings, seen, seen.line, kSameTitle,
            fmt::format("nearly the title of {} at {}:{}", other.id, other.file, other.line));
        break;
      }
    }
  }

  /// Another number or version in a title makes it another paper.
  bool alike(const std::vector<Word>& a, const std::vector<Word>& b) const {
    std::vector<Word> differ;
    std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(),
                                  std::back_inserter(differ));
    const std::size_t all = (a.size() + b.size() + differ.size()) / 2;
    const auto shared = static_cast<double>(all - differ.size());
    if (shared < kAlike * static_cast<double>(all)) return false;
    return std::none_of(differ.begin(), differ.end(),
                        [this](Word w) { return has_digit(words_[w]); });
  }

  std::vector<Seen> entries_;
  std::unordered_map<std::string, std::size_t> first_entry_;
  std::vector<std::pair<std::size_t, std::size_t>> again_;
  std::map<std::uint64_t, std::vector<Bullet>> bullets_;
  std::unordered_map<std::string, Word> numbers_;
  std::vector<std::string> words_;
  std::vector<std::uint32_t> uses_;
  std::vector<Title> titles_;
};

Repetitions::Repetitions() : impl_(std::make_unique<Impl>()) {}
Repetitions::~Repetitions() = default;
void Repetitions::add(const Place& place) {
  impl_->add(place);
}
std::size_t Repetitions::papers() const {
  return impl_->papers();
}
void Repetitions::report(Findings& findings) {
  impl_->report(findings);
}

}  // namespace nonmun::doctor
