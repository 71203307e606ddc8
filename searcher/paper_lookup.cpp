#include "searcher/paper_lookup.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "indexer/index/fields.hpp"
#include "indexer/paper/record.hpp"
#include "searcher/plan/marks.hpp"
#include "searcher/query/ids.hpp"
#include "searcher/result/snippet.hpp"

namespace nonmun {
namespace {

std::optional<std::uint32_t> document_of(const match::Documents& documents, std::string_view id) {
  const std::string term = fmt::format("{}{}", index::field(index::FieldId::id).prefix, id);
  if (term.size() > kMaxQueryBytes) return std::nullopt;
  return documents.first_with_term(term);
}

PaperDetails to_details(paper::Record record, std::int32_t votes) {
  paper::Paper paper = record.paper();
  PaperDetails details;
  details.url = paper::page_url(paper);
  details.id = std::move(paper.id);
  details.title = std::move(paper.title);
  details.listed = std::move(paper.listed);
  details.withdrawn = std::move(paper.withdrawn);
  if (votes != index::VoteTable::kUnknown) details.votes = votes;
  details.votes_at = paper.votes_at;
  details.authors = std::move(paper.authors);
  for (paper::Section& section : paper.sections) {
    details.sections.push_back({std::string(paper::to_string(section.kind)),
                                std::move(section.label),
                                std::move(section.text),
                                {}});
  }
  details.abstract = std::move(paper.abstract);
  details.keywords = std::move(paper.keywords);
  for (paper::Listing& listing : record.listings) {
    details.sources.push_back({std::move(listing.source), listing.line});
  }
  return details;
}

}  // namespace

std::optional<std::uint32_t> find_paper(const match::Documents& documents, std::string_view id) {
  if (const auto document = document_of(documents, id)) return document;
  const std::optional<query::IdMention> mention = query::find_id(id);
  return mention ? document_of(documents, mention->id) : std::nullopt;
}

std::string paper_id(const match::Documents& documents, std::uint32_t number) {
  return std::string(paper::id_of_sort_key(documents.document(number).get_value(index::kSortSlot)));
}

std::optional<PaperDetails> paper_details(const Source& source, std::string_view id,
                                          std::string_view query) {
  const std::optional<std::uint32_t> document = find_paper(source.documents, id);
  if (!document) return std::nullopt;
  const index::VoteTable::Row row = source.votes.row(*document);
  PaperDetails details = to_details(source.documents.record(*document), row.votes);
  if (row.refreshed) {
    details.votes_at = row.read_at == 0 ? std::nullopt : std::optional(row.read_at);
  }
  if (query.empty()) return details;
  result::SnippetMaker marker(source.analyzer,
                              plan::marks_of(plan_of(source, query, SearchOptions())));
  details.title_marks = marker.marks_of(details.title);
  details.abstract_marks = marker.marks_of(details.abstract);
  for (PaperSection& section : details.sections) section.marks = marker.marks_of(section.text);
  return details;
}

IndexInfo index_info(const Source& source) {
  IndexInfo info;
  info.generation = source.state.generation;
  info.built_at = source.state.built_at;
  info.papers = source.state.documents;
  info.failed_shards = source.state.failed;
  // The terms of days are those of eight digits; they ascend.
  const std::string prefix(index::field(index::FieldId::date).prefix);
  constexpr std::size_t kDigits = 8;
  const Xapian::Database& database = source.documents.database();
  for (auto at = database.allterms_begin(prefix); at != database.allterms_end(prefix); ++at) {
    std::string day = (*at).substr(prefix.size());
    if (day.size() != kDigits) continue;
    day.insert(6, "-").insert(4, "-");
    if (info.first_day.empty()) info.first_day = day;
    info.last_day = std::move(day);
  }
  return info;
}

}  // namespace nonmun
