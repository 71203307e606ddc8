#pragma once

#include <cstddef>
#include <string_view>

namespace nonmun::aliases {

/// How a Latin term is written. Case is gone from the normal form, so evidence keeps this.
enum class Shape : char {
  words = 't',    ///< ordinary words: quantization, Large Language Model
  acronym = 'a',  ///< mostly capitals: LLM, MoE, T2I, 3DGS
  name = 'n',     ///< inner capitals or digits: SigLIP, GPT-4, LLaMA2
};

Shape shape_of(std::u32string_view term);

/// The words of an English phrase, the parts of hyphened ones counted, without of, for, the, …
std::size_t content_words(std::u32string_view phrase);

/// Whether `acronym` abbreviates all of `phrase`: its characters occur in order, the first starts
/// the phrase, and every word of the phrase that is not a function word gives its first letter or
/// follows another that does. A digit may represent a word (T2I, C3PO). Both are case-folded.
bool abbreviates(std::u32string_view acronym, std::u32string_view phrase);

/// Where the shortest tail of `phrase` that `acronym` abbreviates begins; npos when none does.
/// `phrase` is case-folded, words separated by single spaces.
std::size_t abbreviated_tail(std::u32string_view acronym, std::u32string_view phrase);

}  // namespace nonmun::aliases
