#include "searcher/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "analyzers/text/key.hpp"
#include "analyzers/text/utf8.hpp"
#include "analyzers/variants/typing.hpp"
#include "indexer/index/fields.hpp"
#include "searcher/query/field_names.hpp"

namespace nonmun {
namespace {

using index::SuggestionKind;
using Found = std::vector<index::SuggestionTable::Suggestion>;

/// Words of the text that a completion may replace: names have several ("Tri D").
constexpr std::size_t kMaxWords = 4;

constexpr std::array<std::string_view, index::kSuggestionKinds> kKinds = {"word", "name", "author"};

constexpr std::string_view name_of(SuggestionKind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}

/// Where the last words of a text begin, the last one first.
std::vector<std::size_t> beginnings(std::string_view text) {
  std::vector<std::size_t> begins;
  std::size_t end = text.size();
  while (begins.size() < kMaxWords) {
    const std::size_t space = text.substr(0, end).find_last_of(" \t");
    const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
    if (begin < end) begins.push_back(begin);
    if (begin == 0) break;
    end = text.find_last_not_of(" \t", begin - 1);
    if (end == std::string_view::npos) break;
    ++end;
  }
  return begins;
}

std::string quoted(std::string_view value) {
  const bool plain = value.find_first_of(" \t\"():") == std::string_view::npos;
  if (plain) return std::string(value);
  std::string out = "\"";
  std::copy_if(value.begin(), value.end(), std::back_inserter(out),
               [](char c) { return c != '"'; });
  return out + '"';
}

/// Finds what begins like a text: as keys in order, or as initial consonants.
Found find(const index::SuggestionTable& table, SuggestionKind kind, std::string_view typed,
           std::size_t max) {
  const std::string initials = variants::initials_key_of_letters(typed);
  if (text::count_code_points(typed) > 1 && !initials.empty()) {
    return table.find(kind, initials, max);
  }
  return table.find(kind, variants::typing_key(typed), max);
}

class Completer {
 public:
  Completer(const index::SuggestionTable& table, std::string_view text, std::size_t limit)
      : table_(table), text_(text), limit_(limit) {}

  std::vector<Completion> complete() {
    const std::vector<std::size_t> begins = beginnings(text_);
    // What stands in quotes is finished by the second one.
    const bool closed =
        text_.ends_with('"') && std::count(text_.begin(), text_.end(), '"') % 2 == 0;
    if (begins.empty() || closed) return {};
    if (const auto colon = author_colon()) {
      for (const auto& it :
           find(table_, SuggestionKind::author, text_.substr(*colon + 1), limit_)) {
        add(*colon + 1, quoted(it.text), it.text, SuggestionKind::author, it.papers);
      }
      return std::move(completions_);
    }
    // After a space a name may go on, but a word is finished.
    const bool in_word = text_.back() != ' ' && text_.back() != '\t';
    if (in_word) add_fields(begins.front());
    // More words first: who types "tri d" wants the author, not words with d.
    for (std::size_t i = begins.size(); i-- > 0;) add_from(begins[i], i == 0 && in_word);
    return std::move(completions_);
  }

 private:
  /// Where an author is being typed: after author: and perhaps an opening quote.
  std::optional<std::size_t> author_colon() const {
    const std::size_t colon = text_.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const std::size_t space = text_.substr(0, colon).find_last_of(" \t(");
    const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
    const index::Field* field = query::field_named(text_.substr(begin, colon - begin));
    if (field == nullptr || field->field != index::FieldId::author) return std::nullopt;
    const std::string_view value = text_.substr(colon + 1);
    const bool open_quote = value.starts_with('"') && value.find('"', 1) == std::string_view::npos;
    if (!open_quote && value.find_first_of(" \t\"") != std::string_view::npos) return std::nullopt;
    return colon;
  }

  void add(std::size_t begin, std::string replacement, std::string_view value, SuggestionKind kind,
           std::uint64_t papers) {
    if (completions_.size() >= limit_) return;
    std::string key = text::key_of(value);
    if (std::find(seen_.begin(), seen_.end(), key) != seen_.end()) return;
    seen_.push_back(std::move(key));
    completions_.push_back({fmt::format("{}{}", text_.substr(0, begin), replacement),
                            std::string(value), std::string(name_of(kind)), papers});
  }

  void add_fields(std::size_t begin) {
    const std::string_view typed = text_.substr(begin);
    if (text::count_code_points(typed) < 2) return;
    for (const index::Field& field : index::kFields) {
      const bool fits = field.queryable && field.name.starts_with(typed);
      if (!fits || completions_.size() >= limit_) continue;
      completions_.push_back({fmt::format("{}{}:", text_.substr(0, begin), field.name),
                              fmt::format("{}:", field.name), "field", 0});
    }
  }

  struct Row {
    index::SuggestionTable::Suggestion suggestion;
    SuggestionKind kind;
    bool is_best;
  };

  /// The best of each kind first, so that none hides the others; then by papers. A name that is
  /// also a word stands as it is written.
  void add_from(std::size_t begin, bool is_word_typed) {
    const std::string_view typed = text_.substr(begin);
    std::vector<Row> rows;
    std::vector<std::string> names;
    for (const SuggestionKind kind :
         {SuggestionKind::name, SuggestionKind::author, SuggestionKind::word}) {
      const bool is_word = kind == SuggestionKind::word;
      if (!is_word_typed && is_word) continue;
      bool is_best = true;
      for (const auto& suggestion : find(table_, kind, typed, limit_)) {
        std::string key = text::key_of(suggestion.text);
        if (is_word && std::find(names.begin(), names.end(), key) != names.end()) continue;
        if (kind == SuggestionKind::name) names.push_back(std::move(key));
        rows.push_back({suggestion, kind, std::exchange(is_best, false)});
      }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
      if (a.is_best != b.is_best) return a.is_best;
      return a.suggestion.papers > b.suggestion.papers;
    });
    for (const Row& row : rows) {
      const std::string value(row.suggestion.text);
      std::string replacement = row.kind == SuggestionKind::author
                                    ? fmt::format("author:{}", quoted(value))
                                : row.kind == SuggestionKind::name ? quoted(value)
                                                                   : value;
      add(begin, std::move(replacement), value, row.kind, row.suggestion.papers);
    }
  }

  const index::SuggestionTable& table_;
  std::string_view text_;
  std::size_t limit_;
  std::vector<std::string> seen_;
  std::vector<Completion> completions_;
};

}  // namespace

std::vector<Completion> suggest(const index::SuggestionTable& table, std::string_view text,
                                std::size_t limit) {
  if (text.size() > kMaxQueryBytes) {
    throw Error(Cause::usage,
                fmt::format("the text has {} bytes, more than {}", text.size(), kMaxQueryBytes));
  }
  if (limit > kMaxCompletions) {
    throw Error(Cause::usage, fmt::format("limit: invalid value \"{}\" (expected a whole number "
                                          "from 0 to {})",
                                          limit, kMaxCompletions));
  }
  return Completer(table, text, limit).complete();
}

}  // namespace nonmun
