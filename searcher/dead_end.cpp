#include "searcher/dead_end.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "indexer/index/fields.hpp"
#include "searcher/plan/scope.hpp"
#include "searcher/query/parser.hpp"
#include "searcher/query/query_text.hpp"
#include "searcher/rank/subsets.hpp"

namespace nonmun {
namespace {

constexpr std::size_t kMaxShown = 3;
constexpr std::size_t kMaxTries = 8;  ///< changes that are planned and counted each

std::string quoted(const std::string& text) {
  return '"' + text + '"';
}

/// "a", "b" and "c".
std::string listed(const std::vector<std::string>& texts) {
  std::string list;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) list += i + 1 < texts.size() ? ", " : " and ";
    list += quoted(texts[i]);
  }
  return list;
}

std::string without(const query::Filter& filter) {
  if (filter.field->type == index::FieldType::date) return "on any date";
  if (filter.field->type == index::FieldType::number) return "with any number of votes";
  query::Node node;
  node.filters = {filter};
  return "without " + query::to_text(node);
}

/// Whether there is anything but conditions.
bool has_words(const query::Node& node) {
  return !node.words.empty() || !node.phrases.empty() || !node.ids.empty() ||
         std::any_of(node.operands.begin(), node.operands.end(), has_words) ||
         std::any_of(node.groups.begin(), node.groups.end(), has_words) ||
         std::any_of(node.required.begin(), node.required.end(), has_words);
}

/// The texts of the words and phrases that were typed at these columns, which are taken out.
void take_out(query::Node& node, const std::vector<std::size_t>& columns,
              std::vector<std::string>& texts) {
  const auto is_out = [&](const auto& typed) {
    const bool out = std::find(columns.begin(), columns.end(), typed.column) != columns.end();
    if (out) texts.push_back(typed.text);
    return out;
  };
  std::erase_if(node.words, is_out);
  std::erase_if(node.phrases, is_out);
  for (query::Node& group : node.groups) take_out(group, columns, texts);
  for (query::Node& required : node.required) take_out(required, columns, texts);
}

class Suggestions {
 public:
  explicit Suggestions(const DeadEnd& search) : search_(search) {}

  std::vector<Suggestion> find() {
    if (search_.results.did_you_mean) {
      try_query(*search_.results.did_you_mean, search_.options, "with the spelling corrected");
    }
    const std::size_t corrected = found_.size();
    widen_options();
    query::Node query = search_.query;
    widen(query, query);
    if (search_.results.found > 0) leave_words_out();
    std::stable_sort(found_.begin() + static_cast<std::ptrdiff_t>(corrected), found_.end(),
                     [](const Suggestion& a, const Suggestion& b) { return a.papers > b.papers; });
    if (found_.size() > kMaxShown) found_.resize(kMaxShown);
    return std::move(found_);
  }

 private:
  void add(std::string text, std::string why, std::uint64_t papers) {
    const bool is_new = std::none_of(found_.begin(), found_.end(), [&](const Suggestion& other) {
      return other.query == text && other.why == why;
    });
    if (papers > 0 && is_new) found_.push_back({std::move(text), std::move(why), papers});
  }

  void try_query(const std::string& text, const SearchOptions& options, std::string why) {
    if (tries_++ >= kMaxTries) return;
    add(text, std::move(why), search_.count(text, options, search_.results.found > 0));
  }

  void try_tree(const query::Node& root, std::string why) {
    if (has_words(search_.query) && !has_words(root)) return;  // what is left is not the question
    const std::string text = query::to_text(root);
    if (!text.empty()) try_query(text, search_.options, std::move(why));
  }

  void widen_options() {
    const std::string& text = search_.results.query;
    SearchOptions options = search_.options;
    if (!options.since.empty() || !options.until.empty()) {
      const bool both = !options.since.empty() && !options.until.empty();
      const char* names = both ? "since and until" : options.until.empty() ? "since" : "until";
      options.since.clear();
      options.until.clear();
      try_query(text, options, fmt::format("on any date, without {}", names));
    }
    options = search_.options;
    if (options.min_votes) {
      options.min_votes.reset();
      try_query(text, options, "with any number of votes, without min-votes");
    }
  }

  /// Tries `root` without each of the parts of `parts`, one of them at a time.
  template <class Part, class Why>
  void without_each(query::Node& root, std::vector<Part>& parts, Why why) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto at = static_cast<std::ptrdiff_t>(i);
      Part part = std::move(parts[i]);
      parts.erase(parts.begin() + at);
      try_tree(root, why(part));
      parts.insert(parts.begin() + at, std::move(part));
    }
  }

  /// Tries `root` without each condition of `node`, which is a part of it that papers must match.
  void widen(query::Node& root, query::Node& node) {
    const bool finds_nothing = search_.results.found == 0;
    const auto without_tree = [](const query::Node& tree) {
      return fmt::format("without {}", query::to_text(tree));
    };
    if (node.kind == query::Node::Kind::any) return;
    if (node.kind == query::Node::Kind::all) {
      if (finds_nothing) without_each(root, node.operands, without_tree);
      for (query::Node& operand : node.operands) widen(root, operand);
      return;
    }
    // An operand in parentheses.
    if (node.groups.size() == 1 && node.words.empty()) widen(root, node.groups.front());
    without_each(root, node.filters, without);
    without_each(root, node.excluded, [](const query::Node& excluded) {
      return fmt::format("without excluding {}", query::to_text(excluded));
    });
    if (!finds_nothing) return;
    for (std::size_t i = 0; i < node.phrases.size(); ++i) phrase_as_words(root, node, i);
    without_each(root, node.phrases,
                 [](const query::Phrase& phrase) { return "without " + quoted(phrase.text); });
    without_each(root, node.required, without_tree);
  }

  void phrase_as_words(query::Node& root, query::Node& node, std::size_t i) {
    const query::Node before = node;
    query::Phrase phrase = node.phrases[i];
    node.phrases.erase(node.phrases.begin() + static_cast<std::ptrdiff_t>(i));
    for (query::Word& word : query::words(phrase.text).words) {
      word.column = phrase.column;
      const auto at = std::find_if(node.words.begin(), node.words.end(),
                                   [&](const auto& other) { return other.column > phrase.column; });
      node.words.insert(at, std::move(word));
    }
    if (node.words.size() > before.words.size() + 1) {
      try_tree(root, fmt::format("with the words of {} anywhere", quoted(phrase.text)));
    }
    node = before;
  }

  /// The words that papers hold together, without those that they do not.
  void leave_words_out() {
    const bool is_plain =
        search_.query.kind == query::Node::Kind::sequence && search_.query.groups.empty();
    if (!is_plain) return;
    std::map<std::size_t, std::vector<plan::Node>> typed;  // by where they were typed
    for (plan::Node& word : plan::words_to_hold(search_.plan)) {
      typed[word.column].push_back(std::move(word));
    }
    if (typed.size() < 2 || typed.size() > rank::kMaxParts || typed.contains(0)) return;
    std::vector<std::size_t> columns;
    std::vector<std::vector<plan::Node>> parts;
    for (auto& [column, nodes] : typed) {
      columns.push_back(column);
      parts.push_back(std::move(nodes));
    }
    std::size_t shown = 0;
    for (const auto& [set, papers] : rank::largest_subsets(search_.plan, parts, search_.matcher)) {
      if (++shown > kMaxShown) break;
      std::vector<std::size_t> out;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if ((set >> i & 1U) == 0) out.push_back(columns[i]);
      }
      query::Node query = search_.query;
      std::vector<std::string> texts;
      take_out(query, out, texts);
      add(query::to_text(query), "without " + listed(texts), papers);
    }
  }

  const DeadEnd& search_;
  std::vector<Suggestion> found_;
  std::size_t tries_ = 0;
};

}  // namespace

std::vector<Suggestion> suggestions(const DeadEnd& search) {
  return Suggestions(search).find();
}

}  // namespace nonmun
