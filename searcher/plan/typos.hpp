#pragma once

#include <string>
#include <string_view>

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// A word that no paper has, as its neighbours in the vocabulary.
void correct(Word& word, const Context& context);

/// A word of a phrase or field that no paper has there: only a suggestion, for what is required is
/// taken at its word.
/// @param prefix of the field's terms; empty: any text
void suggest_for(std::string_view text, std::string_view prefix, const Context& context);

/// The name of an author that no paper has, as the nearest that one has: only a suggestion.
void suggest_author(const std::string& name, const Context& context);

/// A rare word beside a common one that differs in a letter: only a suggestion.
void suggest(const Word& word, const Context& context);

}  // namespace nonmun::plan
