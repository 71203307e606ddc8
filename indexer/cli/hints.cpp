#include "indexer/cli/hints.hpp"

#include "indexer/cli/translation.hpp"

namespace nonmun::cli {

std::string hint(const Error& error) {
  switch (error.cause()) {
    case Cause::query_syntax:
      return translate("the query language: man nonmun-query, or nonmun-search --help");
    case Cause::rejects:
      return translate("fix the entries listed above, or run without --strict");
    case Cause::drop:
      return translate("if that is intended, allow it with --max-drop PERCENT");
    case Cause::pipe:
      return translate(
          "name the pipe with --source-name NAME: pipes of one name replace each other");
    case Cause::gate:
      return translate("if the sources are right, fix the canary file");
    case Cause::no_index:
      return translate("create it: nonmun-index update --index DIR SOURCE...");
    case Cause::damaged:
      return translate(
          "go back with `nonmun-index rollback`, or rebuild the index with "
          "`nonmun-index update --rebuild SOURCE...`");
    case Cause::database:
      return translate(
          "`nonmun-index check` tells whether the index is damaged; "
          "`nonmun-index update --rebuild SOURCE...` rebuilds it");
    case Cause::locked:
      return translate("try again later, or wait for the other run with --wait SECONDS");
    case Cause::other_version:
      return translate(
          "nonmun-index update SOURCE... upgrades it; nonmun-index update --rebuild SOURCE... "
          "starts again");
    case Cause::too_large:
      return translate("if it is a digest all the same, raise the limit: --max-file-size MIB");
    case Cause::usage:
      return error.hint().empty() ? translate("--help lists the options") : error.hint();
    case Cause::bad_input:
    case Cause::no_papers:
    case Cause::no_previous:
    case Cause::internal:
    case Cause::io:
    case Cause::disk_full:
    case Cause::remote:
    case Cause::mixed_shards:
    case Cause::deadline:
    case Cause::interrupted:
      break;
  }
  return error.hint();
}

}  // namespace nonmun::cli
