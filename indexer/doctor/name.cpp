#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "analyzers/analyzer.hpp"
#include "analyzers/unicode.hpp"
#include "indexer/doctor/doctor.hpp"
#include "indexer/reader/text.hpp"

// A summary that never names the method of its title may be the summary of another paper.

namespace nonmun::doctor {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> words;
  while (!(text = reader::trim(text)).empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

/// True for a word that looks made up: a digit, or a capital that is not its first letter.
bool is_coined(std::string_view word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (reader::is_ascii_digit(word[i]) || (i > 0 && is_upper(word[i]))) return true;
  }
  return false;
}

/// The method's name in "Name: subtitle": one word with a capital or digit, or up to three words
/// one of which looks made up. Empty when the title is of another form.
std::string_view method_name(std::string_view title) {
  constexpr std::size_t kMaxWords = 3;
  const std::size_t colon = title.find(": ");
  if (colon == std::string_view::npos) return {};
  const std::string_view name = reader::trim(title.substr(0, colon));
  // Mathematics is written differently in titles and in summaries; quotes and questions are prose.
  if (name.find_first_of("$\\{}\"?!,") != std::string_view::npos) return {};
  const std::vector<std::string_view> words = split(name);
  if (words.size() == 1) {
    return std::any_of(name.begin(), name.end(),
                       [](char c) { return is_upper(c) || reader::is_ascii_digit(c); })
               ? name
               : std::string_view{};
  }
  const bool coined = std::any_of(words.begin(), words.end(), is_coined);
  return !words.empty() && words.size() <= kMaxWords && coined ? name : std::string_view{};
}

/// Letters and digits alone, folded, as UTF-8.
std::string squeeze(std::string_view text, bool digits) {
  FoldedText folded;
  fold(text, folded);
  std::string out;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const CharClass c = folded.classes[i];
    if (c == CharClass::none || (c == CharClass::digit && !digits)) continue;
    append_utf8(folded.chars[i], out);
  }
  return out;
}

}  // namespace

class NameCheck::Impl {
 public:
  void check(const Place& place, Findings& findings) {
    const Paper& paper = place.entry.paper;
    const std::string_view name = method_name(paper.title);
    if (name.empty()) return;
    std::string summary = paper.abstract;
    for (const Section& section : paper.sections) summary += "\n" + section.text;
    if (reader::trim(summary).empty() || occurs(name, summary)) return;
    findings.add(place, kNameAbsent, fmt::format("the summary never says \"{}\"", name));
  }

 private:
  bool occurs(std::string_view name, const std::string& summary) {
    // Within a longer word only from so many letters on: "rag" is in "storage".
    constexpr std::size_t kSubstringFrom = 4;
    const std::string whole = squeeze(name, true);
    const std::string letters = squeeze(name, false);
    const std::string text = squeeze(summary, true);
    if (whole.size() >= kSubstringFrom && text.find(whole) != std::string::npos) return true;
    if (letters.size() >= kSubstringFrom && letters != whole &&
        squeeze(summary, false).find(letters) != std::string::npos) {
      return true;
    }
    std::unordered_set<std::string> terms;
    for (Token& token : analyzer_.analyze(summary)) terms.insert(std::move(token.term));
    if (terms.contains(whole)) return true;
    if (letters.size() > 1 && terms.contains(letters)) return true;
    bool all = true;
    for (const Token& token : analyzer_.analyze(name)) {
      if (token.kind == TokenKind::joined && terms.contains(token.term)) return true;
      if (token.kind == TokenKind::word) all = all && terms.contains(token.term);
    }
    return all;
  }

  Analyzer analyzer_;
};

NameCheck::NameCheck() : impl_(std::make_unique<Impl>()) {}
NameCheck::~NameCheck() = default;
void NameCheck::check(const Place& place, Findings& findings) {
  impl_->check(place, findings);
}

}  // namespace nonmun::doctor
