#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "analyzers/analyzer.hpp"
#include "analyzers/text/fold.hpp"
#include "analyzers/text/utf8.hpp"
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

/// True for a word that looks made up: a digit, or a capital within it ("Self-Instruct" is no such
/// word, "GPT" and "DreamBooth" are).
bool is_coined(std::string_view word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (reader::is_ascii_digit(word[i])) return true;
    if (i > 0 && is_upper(word[i]) && (word[i - 1] != '-' || i == 1)) return true;
  }
  return false;
}

/// The method's name in "Name: subtitle": one word with a capital or digit, or up to three that all
/// look made up ("SwiftBrush v2", "NNsight and NDIF"; not "Beyond ChatBots"). Empty when the title
/// is of another form.
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
  const bool is_name = !words.empty() && words.size() <= kMaxWords &&
                       std::all_of(words.begin(), words.end(), [](std::string_view word) {
                         return word == "&" || word == "and" || is_coined(word);
                       });
  return is_name ? name : std::string_view{};
}

/// A word without its version or size: "LLMLingua" of LLMLingua-2, "TPTU" of TPTU-v2, "SaulLM" of
/// SaulLM-54B. The word itself when little would remain, or when the digits are a part of it:
/// Real3D.
std::string_view without_version(std::string_view word) {
  constexpr std::size_t kMinLength = 3;
  std::string_view base = word.substr(0, word.find_first_of("0123456789("));
  std::string_view version = word.substr(base.size());
  if (!version.empty() && std::string_view("BMK").find(version.back()) != std::string_view::npos) {
    version.remove_suffix(1);
  }
  if (version.find_first_not_of("0123456789.+()") != std::string_view::npos) return word;
  if (base.ends_with("-v") || base.ends_with("-V")) base.remove_suffix(1);
  while (base.ends_with('-')) base.remove_suffix(1);
  return base.size() < kMinLength ? word : base;
}

/// Letters and digits alone, folded, as UTF-8.
std::string squeeze(std::string_view text) {
  text::FoldedText folded;
  text::fold(text, folded);
  std::string out;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (folded.classes[i] != text::CharClass::none) text::append_utf8(folded.chars[i], out);
  }
  return out;
}

}  // namespace

class NameCheck::Impl {
 public:
  void check(const Place& place, Findings& findings) {
    const paper::Paper& paper = place.entry.paper;
    const std::string_view name = method_name(paper.title);
    if (name.empty()) return;
    std::string summary = paper.abstract;
    for (const paper::Section& section : paper.sections) summary += "\n" + section.text;
    if (reader::trim(summary).empty() || occurs(name, summary)) return;
    findings.add(place, kNameAbsent, fmt::format("the summary never says \"{}\"", name));
  }

 private:
  bool occurs(std::string_view name, const std::string& summary) {
    const std::string text = squeeze(summary);
    std::unordered_set<std::string> terms;
    for (Token& token : analyzer_.analyze(summary)) terms.insert(std::move(token.term));
    if (occurs(name, text, terms)) return true;
    bool all = true;
    for (const Token& token : analyzer_.analyze(name)) {
      if (token.kind == TokenKind::word) all = all && terms.contains(token.term);
    }
    if (all) return true;
    // Versions differ and get lost, and of "NNsight and NDIF" one is enough.
    const std::vector<std::string_view> words = split(name);
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
      return is_coined(word) && occurs(without_version(word), text, terms);
    });
  }

  static bool occurs(std::string_view name, const std::string& text,
                     const std::unordered_set<std::string>& terms) {
    // Within a longer word only from so many letters on: "rag" is in "storage".
    constexpr std::size_t kSubstringFrom = 4;
    const std::string squeezed = squeeze(name);
    return terms.contains(squeezed) ||
           (squeezed.size() >= kSubstringFrom && text.find(squeezed) != std::string::npos);
  }

  Analyzer analyzer_;
};

NameCheck::NameCheck() : impl_(std::make_unique<Impl>()) {}
NameCheck::~NameCheck() = default;
void NameCheck::check(const Place& place, Findings& findings) {
  impl_->check(place, findings);
}

}  // namespace nonmun::doctor
