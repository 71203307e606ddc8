#include "indexer/index/method_names.hpp"

#include <algorithm>

#include "analyzers/text/utf8.hpp"
#include "indexer/index/pins.hpp"

namespace nonmun::index {
namespace {

/// A longer part of a title before a colon is a sentence, not a name.
constexpr std::size_t kMaxTitleName = 40;  // code points
constexpr std::size_t kMaxName = 64;       // bytes

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return is_capital(c) || is_small(c) || is_digit(c);
}

/// LLMs, GPUs: capitals and the s of a plural.
std::string_view without_plural(std::string_view word) {
  if (word.size() < 3 || word.back() != 's') return word;
  const std::string_view singular = word.substr(0, word.size() - 1);
  const auto capital_or_digit = [](char c) { return is_capital(c) || is_digit(c); };
  return std::all_of(singular.begin(), singular.end(), capital_or_digit) ? singular : word;
}

/// Whether a word looks like a part of a name: 4o, R1, GPT; not "based".
bool looks_like_name(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return is_capital(c) || is_digit(c); });
}

bool is_name(std::string_view word) {
  if (word.size() < 2 || !(is_capital(word.front()) || is_small(word.front()))) return false;
  return looks_like_name(word.substr(1));
}

class Names {
 public:
  void add(std::string_view name) {
    if (name.size() > kMaxName || names.size() == kMaxMethodNames) return;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
  }

  void add_from(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      if (!is_word(text[at])) {
        ++at;
        continue;
      }
      const std::size_t end = end_of_chain(text, at);
      if (!is_part_of_address(text, at, end)) add_chain(text.substr(at, end - at));
      at = end;
    }
  }

  std::vector<std::string> names;

 private:
  /// Words hang together by one of these signs: GPT-4o, Llama-3.1, F1_macro.
  static std::size_t end_of_chain(std::string_view text, std::size_t at) {
    constexpr std::string_view kSigns = "-._";
    while (at < text.size() && is_word(text[at])) {
      ++at;
      const bool goes_on = at + 1 < text.size() &&
                           kSigns.find(text[at]) != std::string_view::npos && is_word(text[at + 1]);
      if (goes_on) ++at;
    }
    return at;
  }

  static bool is_part_of_address(std::string_view text, std::size_t begin, std::size_t end) {
    const auto is_sign = [](char c) { return c == '/' || c == '@' || c == '\\'; };
    return (begin > 0 && is_sign(text[begin - 1])) || (end < text.size() && is_sign(text[end])) ||
           text.substr(end).starts_with("://");
  }

  /// A chain is one name if one of its words is more than capitalised, and every other looks like
  /// part of a name: GPT-4o, not Multi-Modal. Else its words may be names.
  void add_chain(std::string_view chain) {
    std::vector<std::string_view> words;
    for (std::size_t begin = 0; begin < chain.size();) {
      const std::size_t end = std::min(chain.find_first_of("-._", begin), chain.size());
      words.push_back(chain.substr(begin, end - begin));
      begin = end + 1;
    }
    const auto is_more_than_capitalised = [](std::string_view word) {
      return looks_like_name(word.substr(1)) || is_digit(word.front());
    };
    if (std::all_of(words.begin(), words.end(), looks_like_name) && is_name(chain) &&
        std::any_of(words.begin(), words.end(), is_more_than_capitalised)) {
      add(without_plural(chain));
      return;
    }
    for (const std::string_view word : words) {
      if (is_name(word)) add(without_plural(word));
    }
  }
};

}  // namespace

std::vector<std::string> method_names(const paper::Paper& paper) {
  Names names;
  if (const std::string_view name = title_name(paper.title);
      text::count_code_points(name) <= kMaxTitleName && !name.empty()) {
    names.add(name);
  }
  names.add_from(paper.title);
  for (const paper::Section& section : paper.sections) names.add_from(section.text);
  names.add_from(paper.abstract);
  for (const std::string& keyword : paper.keywords) names.add_from(keyword);
  return std::move(names.names);
}

}  // namespace nonmun::index
