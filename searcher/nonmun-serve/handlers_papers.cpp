#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "searcher/nonmun-serve/handlers.hpp"
#include "searcher/nonmun-serve/problem.hpp"
#include "searcher/nonmun-serve/service.hpp"

// Routes that answer about one paper, what was typed, or a phrase.
namespace nonmun::program {
namespace {

using Json = nlohmann::ordered_json;

/// The paper that a call is about, with the words of its query marked.
PaperDetails paper(Call& call) {
  const std::string id = value_of(call.values, "id");
  std::optional<PaperDetails> found =
      call.service.index().get()->paper(id, value_of(call.values, "q"));
  if (!found) throw HttpError(404, fmt::format("no paper has the id \"{}\"", id));
  return *std::move(found);
}

/// What a browser's search box takes: the text, and how it may go on (OpenSearch Suggestions 1.1).
std::string opensearch(const std::string& text, const std::vector<Completion>& completions) {
  Json texts = Json::array();
  for (const Completion& completion : completions) texts.push_back(completion.text);
  return Json::array({text, std::move(texts)}).dump();
}

}  // namespace

Response answer_paper(Call& call) {
  return {200, kJson, to_json(paper(call)), {}};
}

Response answer_similar(Call& call) {
  const std::string id = paper(call).id;
  return {200,
          kJson,
          to_json(call.service.index().get()->similar(id, call.service.options_of(call))),
          {}};
}

Response answer_suggest(Call& call) {
  const std::string text = value_of(call.values, "q");
  const std::size_t limit = std::stoul(value_of(call.values, "limit", "10"));
  const std::vector<Completion> completions = call.service.index().get()->suggest(text, limit);
  if (value_of(call.values, "format") == "opensearch") {
    return {200, "application/x-suggestions+json", opensearch(text, completions), {}};
  }
  return {200, kJson, to_json(text, completions), {}};
}

Response answer_aliases(Call& call) {
  const std::string phrase = value_of(call.values, "q");
  return {200, kJson, to_json(phrase, call.service.index().get()->aliases(phrase)), {}};
}

}  // namespace nonmun::program
