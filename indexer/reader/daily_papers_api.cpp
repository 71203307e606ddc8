#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "indexer/reader/formats.hpp"
#include "indexer/reader/json_text.hpp"
#include "indexer/reader/text.hpp"

// The JSON array of the public daily-papers API. Items are cut out of the array by a scan and
// parsed one by one: memory is bounded by an item, and the items before a damage are kept.

namespace nonmun::reader {
namespace {

/// Cuts an array into its items without parsing them.
class ArrayScanner {
 public:
  explicit ArrayScanner(std::string_view text) : text_(text) {}

  struct Item {
    std::string_view text;
    std::size_t line = 0;
  };

  /// The next item. At the end of the text: false, and what is wrong with the array, if anything,
  /// in damage(). Several arrays in a row, as of several requests, are read as one.
  bool next(Item& item) {
    if (!damage_.empty()) return false;
    for (;;) {
      skip_space();
      if (at_ == text_.size()) {
        if (open_) damage_ = "the array ends too early: the file is truncated";
        return false;
      }
      const char c = text_[at_];
      if (!open_) {
        if (c != '[') {
          damage_ = "data after the end of the array";
          return false;
        }
        open_ = true;
        ++at_;
      } else if (c == ']') {
        open_ = false;
        ++at_;
      } else if (c == ',') {
        ++at_;
      } else {
        return cut(item);
      }
    }
  }

  std::size_t line() const { return line_; }  ///< of the place reached
  const std::string& damage() const { return damage_; }

 private:
  void step() {
    if (text_[at_] == '\n') ++line_;
    ++at_;
  }

  void skip_space() {
    while (at_ < text_.size() && (is_blank(text_[at_]) || text_[at_] == '\n')) step();
  }

  /// True at the start of an item: {"paper". Inside an item it cannot occur, in a string neither,
  /// as a string would have to escape the quotes. So it is where reading goes on after damage.
  bool at_item_start() const {
    constexpr std::string_view kKey = "\"paper\"";
    const std::size_t key = text_.find_first_not_of(" \t\r\n", at_ + 1);
    return key != std::string_view::npos && text_.substr(key, kKey.size()) == kKey;
  }

  bool cut(Item& item) {
    const std::size_t begin = at_;
    item.line = line_;
    std::size_t depth = 0;
    bool in_string = false;
    for (; at_ < text_.size(); step()) {
      const char c = text_[at_];
      if (c == '{' && at_ > begin && at_item_start()) break;
      if (in_string) {
        if (c == '"') in_string = false;
        if (c == '\\' && at_ + 1 < text_.size()) step();
      } else if (c == '"') {
        in_string = true;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if (c == '}' || c == ']') {
        if (depth == 0) break;  // the end of the array
        if (--depth == 0) {
          step();
          break;
        }
      } else if (c == ',' && depth == 0) {
        break;
      }
    }
    item.text = trim(text_.substr(begin, at_ - begin));
    // What separates a damaged item from the next one is not part of it.
    if (item.text.ends_with(',')) item.text = trim(item.text.substr(0, item.text.size() - 1));
    if (at_ < text_.size() || (depth == 0 && !in_string)) {
      if (at_ == begin) step();  // a stray bracket: never stand still
      return true;
    }
    damage_ = fmt::format(
        "the array ends inside the item that starts at line {}: the file is truncated", item.line);
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  bool open_ = false;
  std::string damage_;
};

/// `key` of the paper, else of the item around it.
std::string string_of_either(const Json& paper, const Json& item, const char* key) {
  std::string text = string_at(paper, key);
  return text.empty() ? string_at(item, key) : text;
}

std::string listed_day(const Json& paper, const Json& item) {
  for (const std::string& time :
       {string_of_either(paper, item, "submittedOnDailyAt"), string_at(item, "publishedAt")}) {
    std::string day = time.substr(0, 10);
    if (is_iso_date(day)) return day;
  }
  throw BadEntry{"no day in \"submittedOnDailyAt\" or \"publishedAt\""};
}

std::vector<std::string> read_authors(const Json& paper) {
  NameList authors;
  const Json* list = find_value(paper, "authors");
  if (list == nullptr || !list->is_array()) return std::move(authors).take();
  for (const Json& author : *list) {
    if (!author.is_object()) continue;
    const Json* hidden = find_value(author, "hidden");
    if (hidden != nullptr && hidden->is_boolean() && hidden->get<bool>()) continue;
    authors.add(string_at(author, "name"));
  }
  return std::move(authors).take();
}

std::vector<std::string> read_keywords(const Json& paper) {
  NameList keywords;
  const Json* list = find_value(paper, "ai_keywords");
  if (list == nullptr || !list->is_array()) return std::move(keywords).take();
  for (const Json& keyword : *list) {
    if (keyword.is_string()) keywords.add(fold_lines(keyword.get_ref<const std::string&>()));
  }
  return std::move(keywords).take();
}

void read_item(const ArrayScanner::Item& scanned, Contribution& out) {
  const Json item = parse_object(scanned.text);
  const Json* found = find_value(item, "paper");
  if (found == nullptr || !found->is_object()) throw BadEntry{"no \"paper\" object in the item"};
  const Json& paper = *found;
  Entry entry;
  entry.line = scanned.line;
  std::optional<std::string> id = arxiv_id(string_at(paper, "id"));
  if (!id) throw BadEntry{"no arXiv id in the item"};
  entry.paper.id = *std::move(id);
  entry.paper.title = string_of_either(paper, item, "title");
  if (entry.paper.title.empty()) throw BadEntry{"empty title"};
  entry.paper.listed = {listed_day(paper, item)};
  entry.paper.authors = read_authors(paper);
  entry.paper.abstract = string_of_either(paper, item, "summary");
  entry.paper.keywords = read_keywords(paper);
  if (std::string summary = string_at(paper, "ai_summary"); !summary.empty()) {
    entry.paper.sections.push_back({SectionKind::body, {}, std::move(summary)});
  }
  if (const Json* upvotes = find_value(paper, "upvotes")) {
    entry.paper.votes = votes_of(*upvotes);
    if (!entry.paper.votes) {
      warn(out, scanned.line,
           fmt::format("upvotes {} are not an integer from 0 to {}: taken as unknown",
                       quote(*upvotes), kMaxVotes));
    }
  }
  out.entries.push_back(std::move(entry));
}

}  // namespace

void read_daily_papers_api(std::string_view content, Contribution& out) {
  ArrayScanner scanner(content);
  for (ArrayScanner::Item item; scanner.next(item);) {
    try {
      read_item(item, out);
    } catch (const BadEntry& bad) {
      const std::string_view before = item.text.substr(0, bad.offset);
      reject(out,
             item.line + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
             bad.reason);
    }
  }
  if (!scanner.damage().empty()) reject(out, scanner.line(), scanner.damage());
}

}  // namespace nonmun::reader
