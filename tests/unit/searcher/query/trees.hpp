#pragma once

#include <fmt/format.h>

#include <random>
#include <string>
#include <vector>

#include "searcher/query/ast.hpp"

// Trees to be read in expectations, and random queries.

namespace nonmun::query {

/// A tree as text: {a b "p" field=value -{x}} is a sequence, AND(…) and OR(…) the operators.
inline std::string describe(const Node& node) {
  std::vector<std::string> parts;
  if (node.kind != Node::Kind::sequence) {
    for (const Node& operand : node.operands) parts.push_back(describe(operand));
    return fmt::format("{}({})", node.kind == Node::Kind::all ? "AND" : "OR",
                       fmt::join(parts, ", "));
  }
  for (const Word& word : node.words) {
    parts.push_back(word.text + (word.prefix ? "*" : "") + (word.time ? "@" : ""));
  }
  for (const std::string& id : node.ids) parts.push_back("#" + id);
  for (const Node& group : node.groups) parts.push_back(describe(group));
  for (const Phrase& phrase : node.phrases) {
    parts.push_back('"' + phrase.text + '"');
    if (phrase.within) parts.back() += fmt::format("~{}", *phrase.within);
  }
  for (const Node& required : node.required) parts.push_back("+" + describe(required));
  for (const Filter& f : node.filters) {
    const bool range =
        f.field->type == index::FieldType::date || f.field->type == index::FieldType::number;
    parts.push_back(range ? fmt::format("{}={}..{}", f.field->name, f.range.low, f.range.high)
                          : fmt::format("{}={}", f.field->name, f.value));
  }
  for (const Node& excluded : node.excluded) parts.push_back("-" + describe(excluded));
  return fmt::format("{{{}}}", fmt::join(parts, " "));
}

/// Pieces that the grammar knows, and a few that it does not.
inline std::string random_query(std::mt19937& random) {
  static const std::vector<std::string> kPieces = {"a",
                                                   "모델",
                                                   " ",
                                                   "  ",
                                                   "\"",
                                                   "(",
                                                   ")",
                                                   "-",
                                                   "AND",
                                                   "OR",
                                                   "NOT",
                                                   ":",
                                                   "title:",
                                                   "date:",
                                                   "votes:",
                                                   "id:",
                                                   "author:",
                                                   "2024",
                                                   "2024-02",
                                                   "..",
                                                   "1",
                                                   "\t",
                                                   "\xff",
                                                   "\xea\xb0",
                                                   "\xf0\x9f\x98\x80",
                                                   "\x01",
                                                   "x:",
                                                   "2402.10893",
                                                   "\xe3\x80\x80",
                                                   std::string(1, '\0'),
                                                   "+",
                                                   "NEAR/2",
                                                   "~3",
                                                   "*",
                                                   "작년",
                                                   "을",
                                                   "“",
                                                   "（",
                                                   "&&",
                                                   "|"};
  std::string query;
  for (auto n = random() % 14; n > 0; --n) query += kPieces[random() % kPieces.size()];
  return query;
}

}  // namespace nonmun::query
