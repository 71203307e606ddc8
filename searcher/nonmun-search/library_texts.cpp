#include "searcher/nonmun-search/library_texts.hpp"

#include <array>
#include <utility>
#include <vector>

#include "indexer/cli/message_patterns.hpp"
#include "indexer/cli/translation.hpp"

namespace nonmun::program {
namespace {

using cli::to_translate;

constexpr std::uint32_t kFirst = 1;
constexpr std::uint32_t kSecond = 2;
constexpr std::uint32_t kThird = 4;

/// A test compares them with what the library can say.
constexpr auto kTexts = std::to_array<cli::MessagePattern>({
    // How a query was read.
    {to_translate("query, column {}: {}"), kSecond},
    {to_translate("a quotation mark without a partner is text")},
    {to_translate("a closing parenthesis without an opening one is text")},
    {to_translate("an opening parenthesis without a closing one is text")},
    {to_translate("parentheses nested too deeply are text")},
    {to_translate("{} without an operand is text")},
    {to_translate("empty parentheses are nothing")},
    {to_translate("the query reads like a sentence, so that {} is text")},
    {to_translate("the query reads like a sentence, so that {} are text")},
    {to_translate("the index has no paper {}")},
    {to_translate("\"{}:\" is text, for there is no such field; did you mean {}:?")},
    {to_translate("{}, so that it is text"), kFirst},
    {to_translate("{}: needs a value, e.g. {}")},
    {to_translate("invalid value \"{}\" for {}: (expected {}, e.g. {})"), kThird},
    {to_translate("an arXiv id")},
    {to_translate("a day, a month, a year or a range")},
    {to_translate("a number or a range")},
    {to_translate("\"{}\" is read as date:\"{}\"")},
    {to_translate("{} stands for the {} most frequent words of {}")},
    {to_translate("of {} words, only the {} rarest count")},
    {to_translate("no paper has {}; showing {}")},
    // What a query that led nowhere may be changed to.
    {to_translate("with the spelling corrected")},
    {to_translate("on any date")},
    {to_translate("on any date, without {}"), kFirst},
    {to_translate("since and until")},
    {to_translate("with any number of votes")},
    {to_translate("with any number of votes, without min-votes")},
    {to_translate("without {}")},
    {to_translate("without \"{}\" and \"{}\"")},
    {to_translate("without excluding {}")},
    {to_translate("with the words of {} anywhere")},
    // Parameters.
    {to_translate("{}: invalid value \"{}\" (expected {})"), kThird},
    {to_translate("{} from {} to {}"), kFirst},
    {to_translate("a whole number")},
    {to_translate("a number")},
    {to_translate("one of {}")},
    {to_translate("true or false")},
    {to_translate("the query has {} bytes, more than {}")},
    {to_translate("the text has {} bytes, more than {}")},
    {to_translate("the query is empty")},
    {to_translate("\"{}\" is not a day, month or year")},
    {to_translate("write YYYY-MM-DD, YYYY-MM, YYYY, or a time as in \"last week\" or 지난달")},
    {to_translate("\"{}\" is not a day")},
    {to_translate("write YYYY-MM-DD")},
    {to_translate("there is no {} \"{}\""), kFirst},
    {to_translate("mechanism")},
    {to_translate("weight")},
    {to_translate("the weight \"{}\" must lie between 0 and {}")},
    {to_translate("no paper has the id \"{}\"")},
    {to_translate("facets: unknown facet \"{}\" (expected month, votes, author, section or name)")},
    // The state of the index and of the system.
    {to_translate("there is no index in {}")},
    {to_translate("{} is not a folder")},
    {to_translate("name the folder of an index")},
    {to_translate("the index {} has format {}, this program reads {}")},
    {to_translate("the index {} was made with the analyzer \"{}\", this program has \"{}\"")},
    {to_translate("the index is damaged: {}"), kFirst},
    {to_translate("{} is missing")},
    {to_translate("{} has changed")},
    {to_translate("{} is a folder")},
    {to_translate("{} does not name a generation")},
    {to_translate("{} is of another generation")},
    {to_translate("{} does not list {}")},
    {to_translate("{} is not a manifest: {}")},
    {to_translate("rebuild it")},
    {to_translate("cannot open {}: {}")},
    {to_translate("cannot open {}")},
    {to_translate("cannot read {}: {}")},
    {to_translate("cannot read {}")},
    {to_translate("check the permissions, or choose another place")},
    {to_translate("the system may be short of file descriptors or memory, or the disk failing")},
    {to_translate("{} has more than 4 MiB: no file of synonyms")},
    {to_translate("searching {}: {}")},
    {to_translate("opening {}: {}")},
    {to_translate("opening {}: {} (remote:tcp({}))")},
    {to_translate("no index given")},
    {to_translate("{} is remote and no shard of the same index as the others")},
    {to_translate("search it alone, or beside the shards of the same index")},
    {to_translate("{} and {} are both shard {}")},
    {to_translate("the shards are of different generations of their index: {}")},
    {to_translate(
        "wait until all shards are published; or update the index, with its shards, and copy all "
        "of them")},
    {to_translate("the indexes have more papers than can be searched together")},
    {to_translate("the server at {} has the database of another generation")},
    {to_translate("start it over the generation that was mirrored, or refresh the mirror")},
    {to_translate("see that xapian-tcpsrv is running there, for this database")},
});

constexpr auto kPlanLines = std::to_array<cli::MessagePattern>({
    {to_translate("only with")},
    {to_translate("only with {}")},
    {to_translate("only {}"), kFirst},
    {to_translate("with a word that begins with {}")},
    {to_translate("never with")},
    {to_translate("perhaps")},
    {to_translate("all of")},
    {to_translate("any of")},
    {to_translate("+ {} × similar in content to {}  [{}]")},
});

constexpr auto kNames = std::to_array<cli::MessagePattern>({
    // Facets, and why a paper is pinned.
    {to_translate("month")},
    {to_translate("votes")},
    {to_translate("author")},
    {to_translate("section")},
    {to_translate("name")},
    {to_translate("title")},
    {to_translate("id")},
    // Mechanisms that results name.
    {to_translate("joined")},
    {to_translate("forms")},
    {to_translate("numbers")},
    {to_translate("derivations")},
    {to_translate("parts")},
    {to_translate("spacing")},
    {to_translate("names")},
    {to_translate("authors")},
    {to_translate("transliteration")},
    {to_translate("typo")},
    {to_translate("keyboard")},
    {to_translate("completion")},
    {to_translate("aliases")},
    {to_translate("synonyms")},
    {to_translate("dates")},
});

}  // namespace

std::string library_text(std::string_view text) {
  return cli::translate_composed(text, kTexts);
}

std::string plan_line(std::string_view line) {
  return cli::translate_composed(line, kPlanLines);
}

std::string library_name(std::string_view name) {
  return cli::translate_composed(name, kNames);
}

Error in_users_language(const Error& error) {
  // A place in the query is shown before by who has the query; see cmd_search.cpp.
  if (error.column() > 0 && error.details().empty()) {
    return {error.cause(), library_text(error.what()), library_text(error.hint()), error.column()};
  }
  return {error.cause(), library_text(error.what()), error.details(), library_text(error.hint())};
}

int with_translated_errors(const std::function<int()>& body) {
  try {
    return body();
  } catch (const Error& error) {
    throw in_users_language(error);
  }
}

}  // namespace nonmun::program
