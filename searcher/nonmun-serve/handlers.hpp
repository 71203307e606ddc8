#pragma once

#include "searcher/nonmun-serve/routes.hpp"

/// What the routes of the table do.
namespace nonmun::program {

Response answer_search(Call& call);
Response answer_facets(Call& call);
Response answer_recent(Call& call);
Response answer_atom(Call& call);

Response answer_paper(Call& call);
Response answer_similar(Call& call);
Response answer_suggest(Call& call);
Response answer_aliases(Call& call);

Response answer_stats(Call& call);
Response answer_health(Call& call);
Response answer_ready(Call& call);
Response answer_metrics(Call& call);

Response answer_openapi(Call& call);
Response answer_opensearch(Call& call);
Response answer_asset(Call& call);

}  // namespace nonmun::program
