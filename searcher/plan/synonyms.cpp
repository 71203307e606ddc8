#include "searcher/plan/synonyms.hpp"

#include <algorithm>
#include <utility>

#include "analyzers/text/key.hpp"
#include "searcher/plan/word.hpp"

namespace nonmun::plan {

// The text of proper_names.txt, which the build puts into the program.
extern const char kProperNames[];

namespace {

/// Words of the longest name.
constexpr std::size_t kMaxWords = 4;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    parts.push_back(trimmed(text.substr(at, end - at)));
    at = end + 1;
  }
  return parts;
}

}  // namespace

void SynonymGroups::add(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  for (const std::string_view line : split(text, '\n')) {
    if (line.starts_with('#')) continue;
    std::vector<std::string> names;
    for (const std::string_view name : split(line, ',')) {
      if (!text::key_of(name).empty()) names.emplace_back(name);
    }
    if (names.size() < 2) continue;
    for (const std::string& name : names) {
      std::vector<std::size_t>& numbers = groups_of_[text::key_of(name)];
      if (numbers.empty() || numbers.back() != groups_.size()) numbers.push_back(groups_.size());
    }
    groups_.push_back(std::move(names));
  }
}

std::vector<std::string> SynonymGroups::others(const std::string& key) const {
  std::vector<std::string> names;
  const auto found = groups_of_.find(key);
  if (found == groups_of_.end()) return names;
  for (const std::size_t number : found->second) {
    for (const std::string& name : groups_[number]) {
      const bool is_new =
          text::key_of(name) != key && std::find(names.begin(), names.end(), name) == names.end();
      if (is_new) names.push_back(name);
    }
  }
  return names;
}

const SynonymGroups& SynonymGroups::proper_names() {
  static const SynonymGroups kNames = [] {
    SynonymGroups groups;
    groups.add(kProperNames);
    return groups;
  }();
  return kNames;
}

void add_synonym_groups(std::vector<Word>& sequence, const SynonymGroups& groups,
                        const Context& context) {
  for (std::size_t first = 0; first < sequence.size();) {
    std::size_t count = std::min(kMaxWords, sequence.size() - first);
    std::vector<std::string> names;
    for (; count > 0 && names.empty(); --count) {
      std::string key;
      for (std::size_t i = first; i < first + count; ++i) key += text::key_of(sequence[i].surface);
      names = groups.others(key);
    }
    if (names.empty()) {
      ++first;
      continue;
    }
    ++count;  // of the words that are the name
    std::vector<std::string> from;
    for (std::size_t i = first; i < first + count; ++i) {
      from.push_back(sequence[i].surface);
      sequence[i].explained = true;
      sequence[i].named = true;
    }
    std::vector<std::string> shown;
    for (std::string& name : names) {
      std::vector<std::string> terms = context.terms_of(name);
      if (terms.empty()) continue;
      // A term counts with the word as one; a phrase adds to it.
      if (terms.size() == 1 && count == 1) {
        sequence[first].synonyms.push_back(std::move(terms.front()));
      } else {
        sequence[first].alternatives.push_back(
            added_by(Mechanism::synonyms, 1, words(std::move(terms))));
      }
      shown.push_back(std::move(name));
    }
    if (!shown.empty()) context.note(spaced(from), std::move(shown), Mechanism::synonyms);
    first += count;
  }
}

}  // namespace nonmun::plan
