#include "indexer/index/pins.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "analyzers/text/key.hpp"
#include "indexer/system/hash.hpp"

namespace nonmun::index {
namespace {

/// Longer keys are hashed: a term has at most 245 bytes.
constexpr std::size_t kMaxKey = 100;

std::vector<std::string_view> parts_of(std::string_view name, std::string_view separators = " \t") {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0;
       (at = name.find_first_not_of(separators, at)) != std::string_view::npos;) {
    const std::size_t end = std::min(name.find_first_of(separators, at), name.size());
    parts.push_back(name.substr(at, end - at));
    at = end;
  }
  return parts;
}

std::string with_umlauts_written_out(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kUmlauts = {
      {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "Ae"}, {"Ö", "Oe"}, {"Ü", "Ue"}}};
  std::string out(text);
  for (const auto& [umlaut, written] : kUmlauts) {
    for (std::size_t at = 0; (at = out.find(umlaut, at)) != std::string::npos;) {
      out.replace(at, umlaut.size(), written);
    }
  }
  return out;
}

/// The key of a text, and that with its umlauts written out where it has some.
std::vector<std::string> spellings_of(std::string_view text) {
  std::vector<std::string> spellings{text::key_of(text)};
  if (std::string written = text::key_of(with_umlauts_written_out(text)); written != spellings[0]) {
    spellings.push_back(std::move(written));
  }
  if (spellings.front().empty()) spellings.clear();
  return spellings;
}

}  // namespace

std::string pin_term(std::string_view prefix, std::string_view key) {
  if (key.size() <= kMaxKey) return fmt::format("{}{}", prefix, key);
  return fmt::format("{}#{:016x}", prefix, system::xxh3_64(key));
}

std::string_view title_name(std::string_view title) {
  constexpr std::array<std::string_view, 2> kColons = {":", "："};
  std::size_t end = std::string_view::npos;
  for (const std::string_view colon : kColons) end = std::min(end, title.find(colon));
  if (end == std::string_view::npos) return {};
  const std::string_view after = title.substr(end + 1);
  return text::key_of(after).empty() ? std::string_view() : title.substr(0, end);
}

std::vector<std::string> author_keys(std::string_view name) {
  std::vector<std::string> keys;
  const auto add = [&](std::string_view text) {
    for (std::string& key : spellings_of(text)) {
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
    }
  };
  add(name);
  if (const auto parts = parts_of(name); parts.size() > 2) {
    add(fmt::format("{}{}", parts.front(), parts.back()));
  }
  return keys;
}

std::vector<std::string_view> author_parts(std::string_view name) {
  return parts_of(name, " \t-.,");
}

std::vector<std::vector<std::string>> author_words(std::string_view name) {
  std::vector<std::vector<std::string>> words;
  for (const std::string_view part : author_parts(name)) {
    std::vector<std::string> spellings = spellings_of(part);
    if (spellings.empty()) continue;
    std::string accented = text::accented_key_of(part);
    if (accented != spellings.front()) spellings.push_back(std::move(accented));
    words.push_back(std::move(spellings));
  }
  return words;
}

std::vector<std::string> section_keys(const paper::Section& section) {
  std::vector<std::string> keys{text::key_of(paper::to_string(section.kind))};
  if (std::string label = text::key_of(section.label); !label.empty()) {
    keys.push_back(std::move(label));
  }
  return keys;
}

std::vector<std::string> pin_terms(std::string_view title,
                                   const std::vector<std::string>& authors) {
  std::vector<std::string> terms;
  const auto add = [&](std::string_view prefix, const std::string& key) {
    if (!key.empty()) terms.push_back(pin_term(prefix, key));
  };
  add(kWholeTitlePrefix, text::key_of(title));
  add(kTitleNamePrefix, text::key_of(title_name(title)));
  for (const std::string& author : authors) {
    for (const std::string& key : author_keys(author)) add(kAuthorNamePrefix, key);
  }
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

}  // namespace nonmun::index
