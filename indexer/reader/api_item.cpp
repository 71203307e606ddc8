#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "analyzers/text/utf8.hpp"
#include "indexer/paper/arxiv_id.hpp"
#include "indexer/reader/json_items.hpp"
#include "indexer/reader/text.hpp"

// An item of the public daily-papers API, also as people store it with a translation beside it.

namespace nonmun::reader {
namespace {

/// Keys of the API that say nothing we keep.
constexpr std::array<std::string_view, 24> kPassedOver = {"_id",
                                                          "thumbnail",
                                                          "numComments",
                                                          "submittedBy",
                                                          "isAuthorParticipating",
                                                          "mediaUrls",
                                                          "discussionId",
                                                          "organization",
                                                          "projectPage",
                                                          "githubRepo",
                                                          "githubStars",
                                                          "linkedModels",
                                                          "linkedDatasets",
                                                          "linkedSpaces",
                                                          "submittedOnDailyBy",
                                                          "githubRepoAddedBy",
                                                          "ai_summary_model",
                                                          "isPinned",
                                                          "comments",
                                                          "numTotalModels",
                                                          "numTotalDatasets",
                                                          "numTotalSpaces",
                                                          "upvoted",
                                                          "readingListId"};
constexpr std::array<std::string_view, 19> kRead = {
    "paper",       "id",          "title",
    "summary",     "abstract",    "authors",
    "upvotes",     "publishedAt", "submittedOnDailyAt",
    "ai_summary",  "ai_keywords", "keywords",
    "sections",    "date",        "listed",
    "withdrawnAt", "withdrawn",   "arxiv_id",
    "url"};

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// `key` of the paper, else of the item around it.
std::string string_of_either(const Json& paper, const Json& item, const char* key) {
  std::string text = string_at(paper, key);
  return text.empty() ? string_at(item, key) : text;
}

/// The day of the list, and only when nothing says it that of the publication on arXiv.
paper::Day listed_day(const Json& paper, const Json& item, const ItemContext& context) {
  for (const char* key : {"submittedOnDailyAt", "date", "listed"}) {
    for (const Json* object : {&paper, &item}) {
      const Json* value = find_value(*object, key);
      if (value == nullptr || !value->is_string()) continue;
      if (const auto day = day_of(value->get_ref<const std::string&>())) return *day;
    }
  }
  if (context.day) return *context.day;
  for (const Json* object : {&item, &paper}) {
    if (const std::optional<paper::Day> day = day_of(string_at(*object, "publishedAt")))
      return *day;
  }
  throw BadEntry{"no day in \"submittedOnDailyAt\" or \"publishedAt\""};
}

std::vector<std::string> read_authors(const Json& paper, const Json& item) {
  NameList authors;
  const Json* list = find_value(paper, "authors");
  if (list == nullptr) list = find_value(item, "authors");
  if (list == nullptr) return {};
  if (list->is_string()) {
    const auto& names = list->get_ref<const std::string&>();
    for (std::size_t at = 0; at < names.size();) {
      const std::size_t end = std::min(names.find_first_of(",;", at), names.size());
      authors.add(fold_lines(std::string_view(names).substr(at, end - at)));
      at = end + 1;
    }
  }
  if (!list->is_array()) return std::move(authors).take();
  for (const Json& author : *list) {
    if (author.is_string()) authors.add(fold_lines(author.get_ref<const std::string&>()));
    if (!author.is_object()) continue;
    const Json* hidden = find_value(author, "hidden");
    if (hidden != nullptr && hidden->is_boolean() && hidden->get<bool>()) continue;
    authors.add(string_at(author, "name"));
  }
  return std::move(authors).take();
}

std::vector<std::string> read_keywords(const Json& paper, const Json& item) {
  NameList keywords;
  const auto add = [&](const Json& object, const char* key) {
    const Json* list = find_value(object, key);
    if (list == nullptr || !list->is_array()) return;
    for (const Json& keyword : *list) {
      if (keyword.is_string()) keywords.add(fold_lines(keyword.get_ref<const std::string&>()));
    }
  };
  add(paper, "ai_keywords");
  add(item, "keywords");
  return std::move(keywords).take();
}

/// True for text that people read: Korean, or a few words that are not an address.
bool is_prose(std::string_view text) {
  if (starts_with_nocase(text, "http")) return false;
  std::size_t blanks = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (c.value >= 0xAC00 && c.value <= 0xD7A3) return true;
    blanks += c.value == ' ' ? 1 : 0;
    at += c.length;
  }
  return blanks >= 2;
}

/// Adds the text under a key that is not the API's own: a string or several.
bool add_text(const std::string& key, const Json& value, std::vector<paper::Section>& sections) {
  const auto add = [&](const Json& text) {
    if (!text.is_string() || !is_prose(text.get_ref<const std::string&>())) return false;
    sections.push_back(
        {paper::SectionKind::other, key, fold_lines(text.get_ref<const std::string&>())});
    return true;
  };
  if (!value.is_array()) return add(value);
  bool any = false;
  for (const Json& text : value) any = add(text) || any;
  return any;
}

/// The texts beside the API's own: a translation, whatever its keys are called.
std::vector<paper::Section> read_sections_beside(const Json& paper, const Json& item,
                                                 const ItemContext& context, Reading& reading,
                                                 UnknownKeys& unknown) {
  std::vector<paper::Section> sections;
  const bool nested = &paper != &item;
  if (std::string summary = string_at(paper, "ai_summary"); !summary.empty()) {
    sections.push_back({paper::SectionKind::body, {}, std::move(summary)});
  }
  for (paper::Section& section : read_json_sections(item)) sections.push_back(std::move(section));
  // The API repeats title and summary beside the paper; a translation differs from them.
  for (const char* key : {"title", "summary", "abstract"}) {
    const std::string text = nested ? string_at(item, key) : std::string();
    const bool korean = is_prose(text) && std::any_of(text.begin(), text.end(), [](char c) {
                          return static_cast<unsigned char>(c) >= 0xEA;
                        });
    if (korean && text != string_at(paper, key) && !string_at(paper, key).empty()) {
      sections.push_back({paper::SectionKind::body, {}, text});
    }
  }
  for (const Json* object : {&item, &paper}) {
    for (const auto& [key, value] : object->items()) {
      if (holds(kRead, key) || holds(kPassedOver, key) || value.is_null()) continue;
      if (!add_text(key, value, sections)) unknown.warn(reading, context.line, key);
    }
    if (!nested) break;
  }
  return sections;
}

std::string read_withdrawn(const Json& paper, const Json& item) {
  for (const char* key : {"withdrawnAt", "withdrawn"}) {
    for (const Json* object : {&paper, &item}) {
      const Json* value = find_value(*object, key);
      if (value == nullptr || !value->is_string()) continue;
      if (const auto day = day_of(value->get_ref<const std::string&>())) return day->iso();
    }
  }
  return {};
}

std::string read_id(const Json& paper, const Json& item) {
  for (const char* key : {"id", "arxiv_id", "url"}) {
    for (const Json* object : {&paper, &item}) {
      const Json* value = find_value(*object, key);
      if (value == nullptr || !value->is_string()) continue;
      const std::optional<paper::ArxivId> found = paper::find_arxiv_id(string_at(*object, key));
      if (!found) continue;
      if (found->problem.empty()) return found->id;
      throw BadEntry{fmt::format("no such arXiv id: {}: {}", found->id, found->problem)};
    }
  }
  throw BadEntry{"no arXiv id in the item"};
}

}  // namespace

bool is_api_item(const Json& object) {
  if (find_value(object, "paper") != nullptr) return true;
  const bool text = find_value(object, "summary") != nullptr;
  return find_value(object, "schema") == nullptr && find_value(object, "id") != nullptr && text &&
         find_value(object, "title") != nullptr;
}

void read_api_item(const Json& item, const ItemContext& context, Reading& reading,
                   UnknownKeys& unknown) {
  const Json* found = find_value(item, "paper");
  if (found == nullptr && is_api_item(item)) found = &item;
  if (found == nullptr || !found->is_object()) throw BadEntry{"no \"paper\" object in the item"};
  const Json& paper = *found;
  Entry entry;
  entry.line = context.line;
  entry.paper.id = read_id(paper, item);
  entry.paper.title = string_of_either(paper, item, "title");
  if (entry.paper.title.empty()) throw BadEntry{"empty title"};
  const paper::Day day = listed_day(paper, item, context);
  if (!paper::is_possible_on(entry.paper.id, day)) {
    throw BadEntry{
        fmt::format("no such arXiv id: {}: its month comes after the day listed", entry.paper.id)};
  }
  entry.paper.listed = {day.iso()};
  entry.paper.authors = read_authors(paper, item);
  entry.paper.abstract = string_of_either(paper, item, "summary");
  entry.paper.keywords = read_keywords(paper, item);
  entry.paper.sections = read_sections_beside(paper, item, context, reading, unknown);
  entry.paper.withdrawn = read_withdrawn(paper, item);
  const Json* upvotes = find_value(paper, "upvotes");
  if (upvotes == nullptr) upvotes = find_value(item, "upvotes");
  if (upvotes != nullptr) {
    entry.paper.votes = votes_of(*upvotes);
    if (!entry.paper.votes) {
      reading.warn(context.line,
                   fmt::format("upvotes {} are not an integer from 0 to {}: taken as unknown",
                               quote(*upvotes), kMaxVotes),
                   context.item);
    }
  }
  reading.add(std::move(entry));
}

}  // namespace nonmun::reader
