#include <array>
#include <nlohmann/json.hpp>
#include <nonmun/search.hpp>

namespace nonmun {
namespace {

// Keys keep the order in which a person wants to read them.
using Json = nlohmann::ordered_json;

constexpr int kSchema = 2;
constexpr std::array kScopes = {"any", "all", "most"};  // as in Scope

Json json_of(const Hit& hit) {
  Json j = {{"rank", hit.rank},
            {"id", hit.id},
            {"title", hit.title},
            {"url", hit.url},
            {"date", hit.date}};
  j["withdrawn"] = hit.withdrawn.empty() ? Json(nullptr) : Json(hit.withdrawn);
  j["votes"] = hit.votes ? Json(*hit.votes) : Json(nullptr);
  j["authors"] = hit.authors;
  j["score"] = hit.score;
  j["score_parts"] = {{"bm25", hit.score_parts.bm25},
                      {"similarity", hit.score_parts.similarity},
                      {"votes", hit.score_parts.votes},
                      {"recency", hit.score_parts.recency}};
  j["pinned"] = hit.pinned.empty() ? Json(nullptr) : Json(hit.pinned);
  j["snippets"] = Json::array();
  for (const Snippet& snippet : hit.snippets) {
    Json marks = Json::array();
    for (const auto& [begin, end] : snippet.marks) marks.push_back({begin, end});
    j["snippets"].push_back(
        {{"field", snippet.field}, {"text", snippet.text}, {"marks", std::move(marks)}});
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
  j["expanded"] = Json::array();
  for (const Expansion& e : r.expanded) {
    j["expanded"].push_back({{"from", e.from}, {"to", e.to}, {"why", e.why}});
  }
  if (!r.understood.empty()) j["understood"] = r.understood;
  j["hits"] = Json::array();
  for (const Hit& hit : r.hits) j["hits"].push_back(json_of(hit));
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
