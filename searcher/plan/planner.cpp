#include "searcher/plan/planner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/key.hpp"
#include "analyzers/text/utf8.hpp"
#include "indexer/index/pins.hpp"
#include "searcher/plan/adjacency.hpp"
#include "searcher/plan/aliases.hpp"
#include "searcher/plan/authors.hpp"
#include "searcher/plan/completion.hpp"
#include "searcher/plan/compounds.hpp"
#include "searcher/plan/derivations.hpp"
#include "searcher/plan/forms.hpp"
#include "searcher/plan/joined.hpp"
#include "searcher/plan/keyboard.hpp"
#include "searcher/plan/loanwords.hpp"
#include "searcher/plan/long_text.hpp"
#include "searcher/plan/names.hpp"
#include "searcher/plan/numbers.hpp"
#include "searcher/plan/plan_text.hpp"
#include "searcher/plan/questions.hpp"
#include "searcher/plan/spacing.hpp"
#include "searcher/plan/typos.hpp"

namespace nonmun::plan {
namespace {

void append(std::vector<Node>& nodes, std::vector<Node> more) {
  std::move(more.begin(), more.end(), std::back_inserter(nodes));
}

/// Words of one name in any order. An initial stands for any name that begins so; where it stands
/// cannot be asked then.
Node author(std::string_view name, const index::Field& field) {
  std::vector<std::string> names;
  // One spelling will do: papers have a term for each.
  for (auto& spellings : index::author_words(name)) names.push_back(std::move(spellings.front()));
  if (names.empty()) return {};
  if (names.size() == 1) return words(std::move(names));
  const auto is_initial = [](const std::string& word) { return word.size() == 1; };
  Node node;
  if (std::none_of(names.begin(), names.end(), is_initial)) {
    node.op = Op::near;
    node.gap = kNameGap;
    node.terms = std::move(names);
    return node;
  }
  node.op = Op::all;
  for (std::string& word : names) {
    Node child;
    child.op = is_initial(word) ? Op::prefix : Op::term;
    child.field = &field;
    child.terms = {std::move(word)};
    node.children.push_back(std::move(child));
  }
  return node;
}

}  // namespace

Node Planner::plan(const query::Node& query) const {
  if (query.kind == query::Node::Kind::sequence) return sequence(query);
  std::vector<Node> operands;
  for (const query::Node& operand : query.operands) operands.push_back(plan(operand));
  return over(query.kind == query::Node::Kind::all ? Op::all : Op::sum, std::move(operands));
}

Node Planner::sequence(const query::Node& query) const {
  std::vector<Node> groups;
  for (const query::Node& group : query.groups) groups.push_back(plan(group));
  for (const std::string& id : query.ids) groups.push_back(paper(id));
  std::vector<Node> required;
  for (const query::Phrase& typed : query.phrases) {
    if (auto terms = context_.terms_of(typed.text); !terms.empty()) {
      required.push_back(phrase(std::move(terms), typed));
      if (settings_.on(Mechanism::typo)) suggest_for(typed.text, "", context_);
    }
  }
  for (const query::Node& node : query.required) required.push_back(plan(node));
  std::vector<Word> sequence = analyze(query.words);
  keep_rarest(sequence, context_.notes);
  expand(sequence);

  std::vector<Node> pairs;
  if (settings_.on(Mechanism::adjacency)) {
    pairs = adjacent_pairs(sequence, settings_.weights());
    if (auto phrase = whole_phrase(sequence, settings_.weights())) {
      pairs.push_back(std::move(*phrase));
    }
  }
  std::vector<Node> ranked;
  for (Word& word : sequence) ranked.push_back(std::move(word).node());
  append(ranked, std::move(pairs));
  append(ranked, std::move(groups));

  Node root;
  if (!required.empty()) {
    root = over(Op::all, std::move(required), Role::sequence);
    if (!ranked.empty()) {
      root = over(Op::maybe, {std::move(root), over(Op::sum, std::move(ranked), Role::sequence)});
    }
  } else if (!ranked.empty() || !query.words.empty()) {
    // Words without a letter or digit find nothing, rather than everything.
    if (sequence.empty() && !query.words.empty()) ranked.emplace_back();
    root = over(Op::sum, std::move(ranked), Role::sequence);
  } else {
    root.op = Op::everything;
  }
  if (!query.times.empty() && settings_.on(Mechanism::dates)) root = favouring(root, query.times);

  if (!query.filters.empty()) {
    std::vector<Node> conditions;
    conditions.push_back(std::move(root));
    for (const query::Filter& filter : query.filters) conditions.push_back(condition(filter));
    root = over(Op::filter, std::move(conditions));
  }
  if (!query.excluded.empty()) {
    std::vector<Node> nodes{std::move(root)};
    for (const query::Node& node : query.excluded) nodes.push_back(excluded(node));
    root = over(Op::without, std::move(nodes));
  }
  return root;
}

Node Planner::paper(const std::string& id) const {
  Node node = words({id});
  node.field = &index::field(index::FieldId::id);
  node.weight = 0;
  return node;
}

Node Planner::favouring(Node root, const std::vector<query::Time>& times) const {
  std::vector<Node> nodes{std::move(root)};
  for (const query::Time& time : times) {
    Node node;
    node.op = Op::favour;
    node.field = &index::field(index::FieldId::date);
    node.terms = {time.text};
    node.range = time.range;
    nodes.push_back(added_by(Mechanism::dates, settings_.weights().date, std::move(node)));
    context_.note(time.text, {to_text(time.range)}, Mechanism::dates);
  }
  return over(Op::maybe, std::move(nodes));
}

Node Planner::excluded(const query::Node& query) const {
  if (query.only_words() && query.words.size() == 1 && !query.words.front().prefix) {
    // However it is spaced: 확산 모델 is 확산모델.
    const query::Word& word = query.words.front();
    if (auto terms = context_.terms_of(word.text); !terms.empty()) {
      return phrase(std::move(terms), {word.text, word.column, {}});
    }
  }
  // Otherwise it is taken literally: guesses must not hide papers.
  const Settings literal = Settings::literal();
  Notes ignored;
  return Planner(context_.analyzer, context_.vocabulary, literal, ignored).plan(query);
}

Node Planner::phrase(std::vector<std::string> terms, const query::Phrase& typed) const {
  std::vector<Node> forms;
  if (typed.within) {
    Node near = words(std::move(terms));
    if (near.op == Op::phrase) near.op = Op::near;
    near.gap = *typed.within;
    forms.push_back(std::move(near));
  } else {
    if (settings_.on(Mechanism::spacing)) forms = respaced(terms, typed.text, context_);
    forms.insert(forms.begin(), words(std::move(terms)));
  }
  Node node = over(Op::sum, std::move(forms), Role::phrase);
  node.column = typed.column;
  return node;
}

Node Planner::condition(const query::Filter& filter) const {
  Node node;
  switch (filter.field->type) {
    case index::FieldType::id:
      node = words({filter.value});
      break;
    case index::FieldType::keyword:
      if (const std::string key = text::key_of(filter.value); !key.empty()) {
        node = words({index::pin_term("", key)});
      }
      break;
    case index::FieldType::date:
    case index::FieldType::number:
      node.op = Op::range;
      node.range = filter.range;
      break;
    case index::FieldType::text:
      if (filter.field->field == index::FieldId::author) {
        node = author(filter.value, *filter.field);
        if (settings_.on(Mechanism::typo)) suggest_author(filter.value, context_);
      } else if (auto terms = context_.terms_of(filter.value); !terms.empty()) {
        node = words(std::move(terms));
        if (settings_.on(Mechanism::typo))
          suggest_for(filter.value, filter.field->prefix, context_);
      }
      break;
  }
  node.field = filter.field;
  return node;
}

std::vector<Word> Planner::analyze(const std::vector<query::Word>& typed) const {
  std::vector<Word> sequence;
  const bool guess = typed.size() <= kMaxWords;  // in a pasted text nothing is half typed
  for (const query::Word& word : typed) {
    const std::size_t first = sequence.size();
    if (word.prefix) {
      append_prefix(word.text, sequence);
    } else {
      append_words(word.text, sequence);
      if (word.time && settings_.on(Mechanism::dates)) {
        for (std::size_t i = first; i < sequence.size(); ++i) sequence[i].question = true;
      }
      if (guess && settings_.on(Mechanism::keyboard)) read_other_layout(word.text, first, sequence);
      if (guess && settings_.on(Mechanism::completion)) read_half_typed(word.text, first, sequence);
    }
    for (std::size_t i = first; i < sequence.size(); ++i) sequence[i].column = word.column;
  }
  return sequence;
}

void Planner::append_words(const std::string& text, std::vector<Word>& sequence) const {
  const std::size_t first = sequence.size();
  std::size_t named = 0;  // up to this byte the text is a name that papers have
  for (const Token& token : context_.analyzer.analyze(text)) {
    switch (token.kind) {
      case TokenKind::word: {
        Word word;
        word.term = token.term;
        word.surface = token.term;
        word.typed = text.substr(token.begin, token.end - token.begin);
        word.papers = context_.vocabulary.frequency(token.term);
        word.absent = word.papers == 0;
        word.explained = token.end <= named;
        sequence.push_back(std::move(word));
        break;
      }
      case TokenKind::concatenated:
        if (settings_.on(Mechanism::joined) && sequence.size() > first &&
            context_.vocabulary.frequency(token.term) > 0) {
          sequence.back().alternatives.push_back(
              added_by(Mechanism::joined, settings_.weights().joined, words({token.term})));
          sequence.back().explained = true;
          named = token.end;
        }
        break;
      case TokenKind::surface:
        if (sequence.size() > first) sequence.back().surface = token.term;
        break;
      case TokenKind::subword:
        break;
    }
  }
}

void Planner::append_prefix(const std::string& beginning, std::vector<Word>& sequence) const {
  constexpr std::size_t kMaxTerms = 100;
  Word word;
  word.prefix = true;
  word.typed = beginning + "*";
  word.surface = text::key_of(beginning);
  if (word.surface.empty()) return;
  std::vector<std::string> terms;
  const auto add = [&](std::string term) {
    if (std::find(terms.begin(), terms.end(), term) == terms.end())
      terms.push_back(std::move(term));
  };
  Beginning found = context_.vocabulary.terms_with_prefix(word.surface, kMaxTerms);
  for (std::string& term : found.terms) add(std::move(term));
  // Latin words begin so unstemmed; what is searched for is their stem.
  const Beginning surfaces = context_.vocabulary.terms_with_prefix(
      std::string(index::kSurfacePrefix) + word.surface, kMaxTerms);
  for (const std::string& surface : surfaces.terms) {
    for (std::string& term : context_.terms_of(surface.substr(index::kSurfacePrefix.size()))) {
      add(std::move(term));
    }
  }
  if (const std::size_t all = std::max(found.all, surfaces.all); all > kMaxTerms) {
    context_.notes.messages.push_back(
        fmt::format("{} stands for the {} most frequent words of {}", word.typed, kMaxTerms, all));
  }
  word.absent = terms.empty();
  word.term = terms.empty() ? word.surface : terms.front();
  if (!terms.empty()) word.synonyms.assign(terms.begin() + 1, terms.end());
  sequence.push_back(std::move(word));
}

void Planner::read_other_layout(const std::string& text, std::size_t first,
                                std::vector<Word>& sequence) const {
  if (std::none_of(sequence.begin() + static_cast<std::ptrdiff_t>(first), sequence.end(),
                   [&](const Word& word) { return is_unknown(word); })) {
    return;
  }
  const std::string meant = other_layout(text, context_);
  if (meant.empty()) return;
  sequence.resize(first);
  append_words(meant, sequence);
  context_.note(text, {meant}, Mechanism::keyboard);
}

void Planner::read_half_typed(const std::string& text, std::size_t first,
                              std::vector<Word>& sequence) const {
  if (std::none_of(sequence.begin() + static_cast<std::ptrdiff_t>(first), sequence.end(),
                   [&](const Word& word) { return is_unknown(word); })) {
    return;
  }
  std::vector<std::string> terms = completions(text, context_);
  if (terms.empty()) return;
  sequence.resize(first);
  context_.note(text, terms, Mechanism::completion);
  Word word;
  word.typed = text;
  word.surface = text;
  word.explained = true;
  word.term = terms.front();
  word.synonyms.assign(terms.begin() + 1, terms.end());
  sequence.push_back(std::move(word));
}

/// A word that no paper has, and that cannot be split into words: a single syllable is no word that
/// it could be split into.
bool Planner::is_unknown(const Word& word) const {
  if (!word.absent) return false;
  if (!settings_.on(Mechanism::spacing)) return true;
  const std::vector<std::string> pieces = split_compound(word.term, context_.vocabulary);
  return pieces.empty() || std::any_of(pieces.begin(), pieces.end(), [](const std::string& piece) {
           return text::count_code_points(piece) < 2;
         });
}

void Planner::expand(std::vector<Word>& sequence) const {
  if (sequence.size() == 1) sequence.front().alone = true;
  if (settings_.on(Mechanism::spacing)) join_neighbours(sequence, context_);
  if (settings_.on(Mechanism::synonyms) && context_.synonyms != nullptr) {
    add_synonym_groups(sequence, *context_.synonyms, context_);
  }
  if (settings_.on(Mechanism::numbers)) add_numbers(sequence, context_);
  for (Word& word : sequence) {
    const bool asks =
        settings_.on(Mechanism::questions) && sequence.size() > 1 && is_question_word(word.term);
    if (asks || word.question) {
      word.weight = settings_.weights().question;
      word.question = true;
    } else if (!word.prefix) {
      expand(word);
    }
  }
  if (settings_.on(Mechanism::authors)) find_authors(sequence, context_);
  if (settings_.on(Mechanism::aliases)) add_aliases(sequence, context_);
}

/// The order matters: a word that one mechanism explains is left alone by those that guess.
void Planner::expand(Word& word) const {
  if (settings_.on(Mechanism::forms)) add_forms(word, context_);
  if (settings_.on(Mechanism::joined)) split_name(word, context_);
  if (settings_.on(Mechanism::names)) prefer_exact_name(word, context_);
  if (settings_.on(Mechanism::authors)) find_author(word, context_);
  // An absent word that is half of another one is no loanword of its own.
  if (settings_.on(Mechanism::transliteration) && !word.named && !(word.absent && word.joined)) {
    transliterate(word, context_);
  }
  if (settings_.on(Mechanism::spacing) && !word.explained) split(word, context_);
  if (settings_.on(Mechanism::derivations)) add_derivations(word, context_);
  if (settings_.on(Mechanism::parts)) add_compounds_of(word, context_);
  if (settings_.on(Mechanism::typo)) {
    if (word.absent && !word.explained) correct(word, context_);
    if (!word.absent) suggest(word, context_);
  }
  if (settings_.on(Mechanism::derivations)) add_known_prefix(word, context_);
  if (settings_.on(Mechanism::spacing)) find_unspaced(word, context_);
}

Node limited(Node root, const index::Field& field, const query::Range& range) {
  Node condition;
  condition.op = Op::range;
  condition.field = &field;
  condition.range = range;
  return over(Op::filter, {std::move(root), std::move(condition)});
}

}  // namespace nonmun::plan
