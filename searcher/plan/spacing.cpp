#include "searcher/plan/spacing.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"
#include "searcher/plan/compounds.hpp"
#include "searcher/plan/loanwords.hpp"

namespace nonmun::plan {
namespace {

constexpr std::size_t kMaxSubword = 4;  ///< syllables, as the analyzer cuts them

/// A compound in so few papers is one that others write apart.
constexpr std::uint32_t kHardlyAny = 2;
/// Neighbours that are tried as one term.
constexpr std::size_t kMaxJoined = 4;

bool is_short(const std::string& term) {
  return text::count_code_points(term) < 2;
}

/// The term of the index that a text is as a whole; empty when there is none.
std::string whole_term(const std::string& text, const Context& context) {
  for (const Token& token : context.analyzer.analyze(text)) {
    const bool is_whole = token.begin == 0 && token.end == text.size() &&
                          (token.kind == TokenKind::word || token.kind == TokenKind::concatenated);
    if (is_whole && context.vocabulary.frequency(token.term) > 0) return token.term;
  }
  return {};
}

/// The term of the index that words are when written together; empty when there is none.
std::string joined_term(std::span<const Word> run, const Context& context) {
  std::string terms, surfaces;
  for (const Word& word : run) {
    if (word.prefix) return {};
    terms += word.term;
    surfaces += word.surface;
  }
  if (!text::is_hangul(terms)) {
    std::string whole = whole_term(surfaces, context);
    // One of the words may be what the analyzer takes for a particle of the other.
    const bool is_one =
        std::any_of(run.begin(), run.end(), [&](const Word& word) { return word.term == whole; });
    return is_one ? "" : whole;
  }
  // A particle or ending between them keeps words apart: 높은 이는 is not 높이.
  const bool all_bare = std::all_of(run.begin(), run.end() - 1,
                                    [](const Word& word) { return word.typed == word.term; });
  return all_bare && context.vocabulary.frequency(terms) > 0 ? terms : "";
}

/// The ways of writing the syllables of a phrase as words of the index that some paper has side by
/// side. A word of one syllable may only be one that was typed.
class Partitions {
 public:
  Partitions(const std::vector<std::string>& typed, std::string_view text, const Context& context)
      : typed_(typed), text_(text), context_(context) {}

  /// Fewest words first.
  std::vector<std::vector<std::string>> find() {
    if (text_.size() / text::kSyllableBytes > kMaxSyllables) return {};
    extend(0);
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& a, const auto& b) { return a.size() < b.size(); });
    return std::move(found_);
  }

 private:
  static constexpr std::size_t kMaxSyllables = 12;
  static constexpr std::size_t kMaxTried = 16;

  void extend(std::size_t at) {
    if (at == text_.size()) return add();
    for (std::size_t end = at + text::kSyllableBytes; end <= text_.size() && tried_ < kMaxTried;
         end += text::kSyllableBytes) {
      std::string word(text_.substr(at, end - at));
      const bool is_typed = std::find(typed_.begin(), typed_.end(), word) != typed_.end();
      if ((is_short(word) && !is_typed) || context_.vocabulary.frequency(word) == 0) continue;
      words_.push_back(std::move(word));
      extend(end);
      words_.pop_back();
    }
  }

  void add() {
    if (words_ == typed_) return;
    ++tried_;
    if (words_.size() == 1 || context_.vocabulary.papers_with_phrase(words_) > 0) {
      found_.push_back(words_);
    }
  }

  const std::vector<std::string>& typed_;
  std::string_view text_;
  const Context& context_;
  std::vector<std::string> words_;
  std::vector<std::vector<std::string>> found_;
  std::size_t tried_ = 0;
};

/// The term, and what it is in the other script.
std::vector<std::string> with_transliterations(const std::string& term, const Context& context) {
  std::vector<std::string> terms = transliterations(term, context);
  terms.insert(terms.begin(), term);
  return terms;
}

}  // namespace

void split(Word& word, const Context& context) {
  if (!text::is_hangul(word.term)) return;
  std::vector<std::string> parts = split_compound(word.term, context.vocabulary);
  if (parts.empty()) return;
  const Weights& weights = context.weights;
  const auto stand_together = [&] { return context.vocabulary.papers_with_phrase(parts) > 0; };
  if (context.vocabulary.frequency(word.term) > kHardlyAny) {
    // The word is known as it stands; written apart it must be the very words side by side.
    if (!stand_together()) return;
    word.alternatives.push_back(
        added_by(Mechanism::spacing, weights.split_phrase,
                 over(Op::without, {words(parts), over(Op::all, {words({word.term})})})));
    context.note(word.term, {spaced(parts)}, Mechanism::spacing);
    return;
  }
  // Beside other words the pieces only help to rank; alone they must be a compound of some paper.
  const bool any_short = std::any_of(parts.begin(), parts.end(), is_short);
  if (word.alone && (any_short || !stand_together())) return;
  // Syllables explain nearly anything: 바나나 is not 바, 나 and 나.
  std::erase_if(parts, is_short);
  if (parts.empty()) return;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    word.alternatives.push_back(added_by(Mechanism::spacing, weights.split_words,
                                         any_of(with_transliterations(parts[i], context))));
    if (i > 0) {
      word.alternatives.push_back(added_by(Mechanism::adjacency,
                                           weights.split_words * weights.adjacent,
                                           words({parts[i - 1], parts[i]})));
    }
  }
  word.explained = !any_short;
  context.note(word.term, std::move(parts), Mechanism::spacing);
}

void find_unspaced(Word& word, const Context& context) {
  if (!text::is_hangul(word.term) || text::count_code_points(word.term) > kMaxSubword) return;
  std::string term = subword(word.term);
  if (context.vocabulary.frequency(term) > 0) word.synonyms.push_back(std::move(term));
}

void join_neighbours(std::vector<Word>& sequence, const Context& context) {
  for (std::size_t first = 0; first + 1 < sequence.size(); ++first) {
    for (std::size_t count = 2; count <= kMaxJoined && first + count <= sequence.size(); ++count) {
      const std::span<Word> run(sequence.data() + first, count);
      const std::string together = joined_term(run, context);
      if (together.empty()) continue;
      std::vector<std::string> from;
      const std::vector<std::string> terms = with_transliterations(together, context);
      for (Word& word : run) {
        word.synonyms.insert(word.synonyms.end(), terms.begin(), terms.end());
        word.explained = true;
        word.joined = true;
        from.push_back(word.surface);
      }
      run.front().alternatives.push_back(
          added_by(Mechanism::spacing, context.weights.joined, any_of(terms)));
      context.note(spaced(from), {together}, Mechanism::spacing);
    }
  }
}

std::vector<Node> respaced(const std::vector<std::string>& phrase, std::string_view text,
                           const Context& context) {
  std::vector<Node> forms;
  const auto add = [&](std::vector<std::string> form) {
    forms.push_back(added_by(Mechanism::spacing, 1, words(std::move(form))));
  };
  std::string together;
  for (const std::string& term : phrase) together += term;
  if (text::is_hangul(together)) {
    for (std::vector<std::string>& form : Partitions(phrase, together, context).find()) {
      add(std::move(form));
    }
  } else if (phrase.size() > 1) {
    std::string squeezed;
    std::copy_if(text.begin(), text.end(), std::back_inserter(squeezed),
                 [](char c) { return c != ' '; });
    if (std::string term = whole_term(squeezed, context); !term.empty()) add({std::move(term)});
  }
  return forms;
}

void undo_split(Word& word, const Context& context) {
  std::erase_if(word.alternatives, [](const Node& a) {
    return a.mechanism == Mechanism::spacing || a.mechanism == Mechanism::adjacency;
  });
  std::erase_if(context.notes.expanded, [&](const Expansion& e) {
    return e.mechanism == Mechanism::spacing && e.from == word.term;
  });
}

}  // namespace nonmun::plan
