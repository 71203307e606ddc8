#include <fmt/format.h>

#include "indexer/cli/xml.hpp"
#include "searcher/nonmun-serve/handlers.hpp"
#include "searcher/nonmun-serve/service.hpp"

namespace nonmun::program {

Response answer_opensearch(Call& call) {
  const std::string base = cli::xml_text(call.service.base_url(call.request));
  constexpr std::string_view kDocument = R"(<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>nonmun</ShortName>
<Description>Search paper digests in Korean and English</Description>
<InputEncoding>UTF-8</InputEncoding>
<OutputEncoding>UTF-8</OutputEncoding>
<Url type="text/html" method="get" template="{0}/?q={{searchTerms}}"/>
<Url type="application/atom+xml" method="get" template="{0}/v1/search.atom?q={{searchTerms}}"/>
<Url type="application/x-suggestions+json" method="get" template="{0}/v1/suggest?format=opensearch&amp;q={{searchTerms}}"/>
</OpenSearchDescription>
)";
  return {200, std::string(call.request.route->media_type), fmt::format(kDocument, base), {}};
}

}  // namespace nonmun::program
