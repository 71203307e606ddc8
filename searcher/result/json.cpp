#include <array>
#include <nlohmann/json.hpp>
#include <nonmun/search.hpp>

namespace nonmun {
namespace {

// Keys keep the order in which a person wants to read them.
using Json = nlohmann::ordered_json;

constexpr int kSchema = 2;
constexpr std::array kScopes = {"any", "all", "most"};  // as in Scope

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json json_of(const Marks& marks) {
  Json list = Json::array();
  for (const auto& [begin, end] : marks) list.push_back({begin, end});
  return list;
}

Json json_of(const std::vector<FailedShard>& failed) {
  Json list = Json::array();
  for (const FailedShard& it : failed) list.push_back({{"index", it.index}, {"error", it.error}});
  return list;
}

Json json_of(const Hit& hit) {
  Json j = {{"rank", hit.rank},
            {"id", hit.id},
            {"title", hit.title},
            {"url", hit.url},
            {"date", hit.date}};
  j["withdrawn"] = text_or_null(hit.withdrawn);
  j["votes"] = hit.votes ? Json(*hit.votes) : Json(nullptr);
  j["authors"] = hit.authors;
  j["score"] = hit.score;
  j["score_parts"] = {{"bm25", hit.score_parts.bm25},
                      {"similarity", hit.score_parts.similarity},
                      {"votes", hit.score_parts.votes},
                      {"recency", hit.score_parts.recency}};
  j["pinned"] = text_or_null(hit.pinned);
  j["snippets"] = Json::array();
  for (const Snippet& snippet : hit.snippets) {
    j["snippets"].push_back(
        {{"field", snippet.field}, {"text", snippet.text}, {"marks", json_of(snippet.marks)}});
  }
  if (!hit.explanation.empty()) {
    j["explanation"] = Json::array();
    for (const ScoreComponent& c : hit.explanation) {
      j["explanation"].push_back({{"what", c.what}, {"bm25", c.bm25}});
    }
  }
  if (!hit.similarity.empty()) {
    j["similarity"] = Json::array();
    for (const SimilarityShare& s : hit.similarity) {
      j["similarity"].push_back({{"word", s.word}, {"share", s.share}});
    }
  }
  return j;
}

std::string dump(const Json& j) {
  return j.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string to_json(const Hit& hit) {
  return dump(json_of(hit));
}

std::string to_json(const Results& r) {
  Json j = {
      {"schema", kSchema},
      {"query", r.query},
      {"found", r.found},
      {"found_all", r.found_all},
      {"found_exact", r.found_exact},
      {"scope", kScopes[static_cast<std::size_t>(r.scope)]},
      {"listed", r.listed},
      {"notes", r.notes},
      {"out_of", r.out_of},
      {"offset", r.offset},
      {"limit", r.limit},
      {"took_ms", r.took_ms},
      {"index", {{"generation", r.generation}, {"built_at", r.built_at}, {"documents", r.out_of}}}};
  j["did_you_mean"] = r.did_you_mean ? Json(*r.did_you_mean) : Json(nullptr);
  j["suggestions"] = Json::array();
  for (const Suggestion& s : r.suggestions) {
    j["suggestions"].push_back({{"query", s.query}, {"why", s.why}, {"papers", s.papers}});
  }
  j["expanded"] = Json::array();
  for (const Expansion& e : r.expanded) {
    j["expanded"].push_back({{"from", e.from}, {"to", e.to}, {"why", e.why}});
  }
  if (!r.understood.empty()) j["understood"] = r.understood;
  j["hits"] = Json::array();
  for (const Hit& hit : r.hits) j["hits"].push_back(json_of(hit));
  if (!r.failed_shards.empty()) j["failed_shards"] = json_of(r.failed_shards);
  if (!r.facets.empty()) {
    j["facets"] = Json::object();
    j["facets_distinct"] = Json::object();
    for (const Facet& facet : r.facets) {
      Json& values = j["facets"][facet.name] = Json::array();
      for (const auto& [value, papers] : facet.values) values.push_back({value, papers});
      j["facets_distinct"][facet.name] = facet.distinct;
    }
  }
  return dump(j);
}

std::string to_json(const PaperDetails& p) {
  Json j = {{"schema", kSchema},
            {"id", p.id},
            {"title", p.title},
            {"title_marks", json_of(p.title_marks)},
            {"url", p.url},
            {"listed", p.listed},
            {"withdrawn", text_or_null(p.withdrawn)}};
  j["votes"] = p.votes ? Json(*p.votes) : Json(nullptr);
  j["votes_at"] = p.votes_at ? Json(*p.votes_at) : Json(nullptr);
  j["authors"] = p.authors;
  j["sections"] = Json::array();
  for (const PaperSection& section : p.sections) {
    j["sections"].push_back({{"kind", section.kind},
                             {"label", text_or_null(section.label)},
                             {"text", section.text},
                             {"marks", json_of(section.marks)}});
  }
  j["abstract"] = text_or_null(p.abstract);
  j["abstract_marks"] = json_of(p.abstract_marks);
  j["keywords"] = p.keywords;
  j["sources"] = Json::array();
  for (const PaperSource& source : p.sources) {
    j["sources"].push_back(
        {{"name", source.name}, {"line", source.line == 0 ? Json(nullptr) : Json(source.line)}});
  }
  return dump(j);
}

std::string to_json(std::string_view text, const std::vector<Completion>& completions) {
  Json list = Json::array();
  for (const Completion& c : completions) {
    list.push_back({{"text", c.text}, {"value", c.value}, {"kind", c.kind}, {"papers", c.papers}});
  }
  return dump({{"schema", kSchema}, {"query", text}, {"suggestions", std::move(list)}});
}

std::string to_json(const IndexInfo& info) {
  Json j = {{"schema", kSchema},
            {"generation", info.generation},
            {"built_at", info.built_at},
            {"papers", info.papers},
            {"first_day", text_or_null(info.first_day)},
            {"last_day", text_or_null(info.last_day)}};
  if (!info.failed_shards.empty()) j["failed_shards"] = json_of(info.failed_shards);
  return dump(j);
}

std::string to_json(const std::vector<AnalyzedToken>& tokens) {
  Json list = Json::array();
  for (const AnalyzedToken& t : tokens) {
    list.push_back({{"term", t.term},
                    {"kind", t.kind},
                    {"begin", t.begin},
                    {"end", t.end},
                    {"position", t.position}});
  }
  return dump({{"schema", kSchema}, {"tokens", std::move(list)}});
}

std::string to_json(std::string_view phrase, const std::vector<AliasEvidenceRow>& aliases) {
  Json list = Json::array();
  for (const AliasEvidenceRow& row : aliases) {
    list.push_back({{"phrase", row.phrase},
                    {"papers", row.papers},
                    {"confidence", row.confidence},
                    {"paper_ids", row.paper_ids}});
  }
  return dump({{"schema", kSchema}, {"phrase", phrase}, {"aliases", std::move(list)}});
}

}  // namespace nonmun
