#include "searcher/plan/aliases.hpp"

namespace nonmun::plan {
namespace {

constexpr std::size_t kMaxAliases = 3;  ///< other names of one phrase

}  // namespace

void add_aliases(std::vector<Word>& sequence, const Context& context) {
  std::vector<std::string> surfaces;
  for (const Word& word : sequence) surfaces.push_back(word.surface);
  for (const index::AliasMatch& match : context.vocabulary.derived().aliases.find_runs(surfaces)) {
    std::vector<std::string> originals;
    std::vector<Node> each;
    for (std::size_t i = match.first; i < match.first + match.count; ++i) {
      originals.push_back(sequence[i].term);
      each.push_back(words({sequence[i].term}));
    }
    std::vector<std::string> shown;
    for (const index::AliasName& name : match.names) {
      if (shown.size() == kMaxAliases) break;
      std::vector<std::string> terms = context.terms_of(name.phrase);
      if (terms.empty() || terms == originals) continue;
      if (terms.size() == 1 && context.vocabulary.frequency(terms.front()) == 0) continue;
      sequence[match.first].alternatives.push_back(
          added_by(Mechanism::aliases, context.weights.alias,
                   over(Op::without, {words(std::move(terms)), over(Op::all, each)})));
      shown.emplace_back(name.phrase);
    }
    if (!shown.empty()) context.note(spaced(originals), std::move(shown), Mechanism::aliases);
  }
}

}  // namespace nonmun::plan
