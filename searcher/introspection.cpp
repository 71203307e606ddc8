#include <fmt/format.h>

#include <nonmun/search.hpp>
#include <string>
#include <vector>

#include "analyzers/analyzer.hpp"
#include "indexer/index/fields.hpp"
#include "searcher/plan/mechanisms.hpp"
#include "searcher/plan/weights.hpp"

// What front ends may ask about the search itself, without an index.
namespace nonmun {

std::vector<AnalyzedToken> analyze_text(std::string_view text) {
  constexpr const char* kKinds[] = {"word", "concatenated", "surface", "subword"};
  std::vector<AnalyzedToken> tokens;
  for (const Token& token : Analyzer().analyze(text)) {
    tokens.push_back({token.term, kKinds[static_cast<std::size_t>(token.kind)], token.begin,
                      token.end, token.position});
  }
  return tokens;
}

std::string correction_note(const Expansion& expansion) {
  if (expansion.why != plan::name_of(plan::Mechanism::typo) &&
      expansion.why != plan::name_of(plan::Mechanism::keyboard)) {
    return {};
  }
  return fmt::format("no paper has {}; showing {}", expansion.from, fmt::join(expansion.to, ", "));
}

std::vector<FieldHelp> query_fields() {
  std::vector<FieldHelp> rows;
  for (const index::Field& f : index::kFields) {
    if (f.queryable)
      rows.push_back({std::string(f.name), std::string(f.help), std::string(f.example)});
  }
  return rows;
}

std::vector<Mechanism> mechanisms() {
  std::vector<Mechanism> rows;
  for (const plan::MechanismInfo& m : plan::kMechanisms) {
    rows.push_back({std::string(m.name), std::string(m.help)});
  }
  return rows;
}

std::vector<WeightHelp> weights() {
  std::vector<WeightHelp> rows;
  for (const plan::WeightInfo& w : plan::kWeights) {
    rows.push_back({std::string(w.name), std::string(w.help), plan::Weights{}.*w.member});
  }
  return rows;
}

}  // namespace nonmun
