#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <tuple>
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
constexpr std::size_t kAlikePercent = 80;

using Word = std::uint32_t;

/// A title whose words no earlier one has, whatever their order.
struct Title {
  std::size_t entry;        ///< index into the entries
  std::vector<Word> words;  ///< distinct, ordered
};

/// Another entry whose title has the same words.
struct SameWords {
  std::size_t entry;
  std::size_t title;  ///< index into the titles
};

/// Looking further would cost time in proportion to the square of such titles.
constexpr std::size_t kMaxSharing = 1024;

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
    if (files_.empty() || files_.back() != place.file) files_.push_back(place.file);
    entries_.push_back({files_.size() - 1, place.entry.line, paper.id, paper.listed.front()});
    const auto [first, fresh] = first_entry_.try_emplace(paper.id, entry);
    if (!fresh) again_.push_back({first->second, entry});
    for (std::size_t i = 0; i < paper.sections.size(); ++i) {
      bullets_.push_back({system::xxh3_64(reader::trim(paper.sections[i].text)),
                          static_cast<std::uint32_t>(entry),
                          static_cast<std::uint32_t>(place.lines[i])});
    }
    if (fresh) add_title(entry, paper.title);
  }

  std::size_t papers() const { return first_entry_.size(); }

  void report(Findings& findings) {
    for (const auto& [earlier, later] : again_) {
      add(findings, entries_[later], entries_[later].line, kListedAgain,
          fmt::format("listed before on {} at {}", entries_[earlier].day,
                      written_at(entries_[earlier])));
    }
    report_bullets(findings);
    report_titles(findings);
  }

 private:
  struct Seen {
    std::size_t file;  ///< index into the files
    std::size_t line;
    std::string id;
    std::string day;
  };
  struct Bullet {
    std::uint64_t hash;
    std::uint32_t entry;
    std::uint32_t line;
  };

  /// Orders titles by their words.
  struct ByWords {
    const std::vector<Title>& titles;
    bool operator()(std::size_t a, std::size_t b) const {
      return titles[a].words < titles[b].words;
    }
  };

  std::string written_at(const Seen& seen) const {
    return fmt::format("{}:{}", files_[seen.file], seen.line);
  }

  void add(Findings& findings, const Seen& seen, std::size_t line, const char* kind,
           std::string detail) const {
    findings.add({files_[seen.file], line, kind, seen.id, std::move(detail)});
  }

  void report_bullets(Findings& findings) {
    std::sort(bullets_.begin(), bullets_.end(), [](const Bullet& a, const Bullet& b) {
      return std::tie(a.hash, a.entry, a.line) < std::tie(b.hash, b.entry, b.line);
    });
    for (std::size_t first = 0, end = 0; first < bullets_.size(); first = end) {
      while (end < bullets_.size() && bullets_[end].hash == bullets_[first].hash) ++end;
      report_bullets({bullets_.data() + first, end - first}, findings);
    }
  }

  void report_bullets(std::span<const Bullet> same, Findings& findings) const {
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
    std::vector<Word> words;
    for (std::string& word : title_words(title)) {
      const auto [at, fresh] =
          numbers_.try_emplace(std::move(word), static_cast<Word>(numbers_.size()));
      if (fresh) {
        digits_.push_back(has_digit(at->first));
        uses_.push_back(0);
      }
      words.push_back(at->second);
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    if (words.empty()) return;
    titles_.push_back({entry, std::move(words)});
    const auto [known, fresh] = distinct_.insert(titles_.size() - 1);
    if (fresh) {
      for (const Word w : titles_.back().words) ++uses_[w];
    } else {
      same_words_.push_back({entry, *known});
      titles_.pop_back();
    }
  }

  /// What two nearly equal titles have in common: all words with digits, for another number or
  /// version in a title makes it another paper; and at least one of their few rarest words (prefix
  /// filtering, Chaudhuri et al. 2006). So only titles with an equal key are compared.
  std::vector<std::uint64_t> keys(const std::vector<Word>& words) const {
    std::vector<Word> rare = words;
    std::sort(rare.begin(), rare.end(),
              [this](Word a, Word b) { return std::pair(uses_[a], a) < std::pair(uses_[b], b); });
    const std::size_t shared = (kAlikePercent * rare.size() + 99) / 100;  // at least
    rare.resize(rare.size() - shared + 1);
    std::vector<Word> content;
    std::copy_if(words.begin(), words.end(), std::back_inserter(content),
                 [this](Word w) { return digits_[w]; });
    std::vector<std::uint64_t> hashes;
    for (const Word w : rare) {
      content.push_back(w);
      hashes.push_back(system::xxh3_64(
          {reinterpret_cast<const char*>(content.data()), content.size() * sizeof(Word)}));
      content.pop_back();
    }
    return hashes;
  }

  /// Pairs of titles that are nearly the same: of each title with the first that it is like.
  void report_titles(Findings& findings) {
    constexpr std::size_t kNone = SIZE_MAX;
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_key;
    std::vector<std::size_t> first_like(titles_.size(), kNone);
    for (std::size_t i = 0; i < titles_.size(); ++i) {
      for (const std::uint64_t key : keys(titles_[i].words)) {
        std::vector<std::size_t>& with = by_key[key];
        for (const std::size_t other : with) {
          if (other >= first_like[i]) break;
          if (are_alike(titles_[other].words, titles_[i].words)) first_like[i] = other;
        }
        if (with.size() < kMaxSharing) with.push_back(i);
      }
      if (first_like[i] != kNone) report_title(titles_[i].entry, first_like[i], findings);
    }
    for (const auto& [entry, title] : same_words_) {
      report_title(entry, first_like[title] == kNone ? title : first_like[title], findings);
    }
  }

  void report_title(std::size_t entry, std::size_t title, Findings& findings) const {
    const Seen& other = entries_[titles_[title].entry];
    add(findings, entries_[entry], entries_[entry].line, kSameTitle,
        fmt::format("nearly the title of {} at {}", other.id, written_at(other)));
  }

  bool are_alike(const std::vector<Word>& a, const std::vector<Word>& b) const {
    if (100 * std::min(a.size(), b.size()) < kAlikePercent * std::max(a.size(), b.size())) {
      return false;
    }
    std::vector<Word> differ;
    std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(),
                                  std::back_inserter(differ));
    const std::size_t all = (a.size() + b.size() + differ.size()) / 2;
    if (100 * (all - differ.size()) < kAlikePercent * all) return false;
    return std::none_of(differ.begin(), differ.end(), [this](Word w) { return digits_[w]; });
  }

  std::vector<std::string> files_;
  std::vector<Seen> entries_;
  std::unordered_map<std::string, std::size_t> first_entry_;
  std::vector<std::pair<std::size_t, std::size_t>> again_;
  std::vector<Bullet> bullets_;
  std::unordered_map<std::string, Word> numbers_;
  std::vector<bool> digits_;         ///< whether a word has one
  std::vector<std::uint32_t> uses_;  ///< titles with a word
  std::vector<Title> titles_;
  std::set<std::size_t, ByWords> distinct_{ByWords{titles_}};  ///< all titles
  std::vector<SameWords> same_words_;
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
