#include "indexer/reader/keys.hpp"

#include <algorithm>
#include <array>

namespace nonmun::reader {
namespace {

constexpr std::array<JsonKey, 15> kKeys = {{
    {"schema", "integer, required", "1", "version of this contract", "always 1"},
    {"id", "string, required", R"("2505.00001")",
     "arXiv id without version, or \"x:\" and the key of a paper that is not on arXiv (no white "
     "space, at most 100 bytes)",
     "listings with one id are one paper"},
    {"title", "string, required", R"("Tiny Boats")",
     "title; a line without one holds a vote count alone", "of the latest listing"},
    {"listed", "date or array of dates, required", R"("2025-05-09")",
     "days on which the source lists the paper, YYYY-MM-DD; a time after the date is ignored",
     "all days"},
    {"lang", "string", R"("ko")", "language of the summary; not used", "none"},
    {"sections", "array of objects", R"([{"kind":"whats_new","text":"새로운 돛."}])",
     "the summary: \"kind\" is body, whats_new, technical, performance or other, \"label\" is the "
     "heading of a section of kind other, \"text\" its text",
     "of the latest listing that has any"},
    {"authors", "array of strings", R"(["Min Kim","Ada Lovelace"])", "authors", "the longest list"},
    {"votes", "integer from 0 to 1000000000, or null", "34",
     "votes; null and no key mean unknown; 34.0 and \"34\" are read as 34",
     "of the newest \"votes_at\", else the largest"},
    {"votes_at", "time", R"("2025-05-09T23:00:00Z")",
     "when the votes were counted; a time in the future is taken as now", "goes with \"votes\""},
    {"published", "date", R"("2025-05-01")", "day of submission; not used", "none"},
    {"abstract", "string", R"("On boats.")",
     "abstract; a paper has \"sections\" or an \"abstract\"", "of the latest listing that has one"},
    {"keywords", "array of strings", R"(["boat","sail"])", "keywords",
     "of the latest listing that has any"},
    {"urls", "object", R"({"abs":"https://example.org/p/1"})",
     "\"abs\" is the page of a paper that is not on arXiv; papers on arXiv have arXiv's",
     "of the latest listing that has one"},
    {"withdrawn", "date", R"("2025-06-01")", "day on which the paper was withdrawn",
     "of the latest listing that has one"},
    {"source", "string", R"("my-converter 1.0")", "what made the line; not used", "none"},
}};

}  // namespace

std::span<const JsonKey> jsonl_keys() {
  return kKeys;
}

bool is_jsonl_key(std::string_view name) {
  return std::any_of(kKeys.begin(), kKeys.end(),
                     [&](const JsonKey& key) { return key.name == name; });
}

}  // namespace nonmun::reader
