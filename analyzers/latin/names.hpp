#pragma once

#include <cstddef>
#include <vector>

#include "analyzers/text/fold.hpp"

namespace nonmun::latin {

/// A stretch of a FoldedText, as indexes of its code points.
struct Span {
  std::size_t begin;
  std::size_t end;
};

/// Latin words and numbers hanging together by punctuation: GPT-4o, C++, text-to-image, 10^-5.
struct NameChain {
  struct Link {
    char32_t sign;  ///< the punctuation before a word; 0 before the first
    bool negative;  ///< a minus follows it, as in 10^-5
  };
  std::vector<Span> words;
  std::vector<Link> links;  ///< one per word
  std::size_t pluses = 0;   ///< plus signs after the last word: LoRA+
  std::size_t end = 0;

  /// Runs of words (by index, last included) that are also one name.
  struct Joint {
    std::size_t first;
    std::size_t last;
  };
  std::vector<Joint> joints;
};

/// Reads the chain that begins with the letter or digit at `at` into `chain`, whose storage is
/// reused. `glue` false (inside a URL) leaves `joints` empty.
void read_name(const text::FoldedText& text, std::size_t at, bool glue, NameChain& chain);

/// A word without the s of a plural acronym: LLM of LLMs, GPU of GPUs; other words as they are. Two
/// or more capitals and a small s. Also in small letters where no vowel makes it an English word:
/// llms.
Span singular(const text::FoldedText& text, Span word);

/// The letter runs inside one word that are words of their own: Data and Dreamer of DataDreamer,
/// LLaMA of LLaMA2, Text and Image of Text2Image. Appended to `parts`.
void find_parts(const text::FoldedText& text, Span word, std::vector<Span>& parts);

}  // namespace nonmun::latin
