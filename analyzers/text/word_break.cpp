#include "analyzers/text/word_break.hpp"

#include <unicode/unistr.h>

namespace nonmun::text {

void WordBreaker::split(std::u32string_view text, std::vector<std::size_t>& lengths) {
  // A single letter (α, β) is the usual case.
  if (text.size() == 1) return lengths.push_back(1);
  UErrorCode status = U_ZERO_ERROR;
  if (!breaks_)
    breaks_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) return lengths.push_back(text.size());
  icu::UnicodeString utf16;
  for (const char32_t c : text) utf16.append(static_cast<UChar32>(c));
  breaks_->setText(utf16);
  std::int32_t begin = breaks_->first();
  for (std::int32_t end = breaks_->next(); end != icu::BreakIterator::DONE; end = breaks_->next()) {
    lengths.push_back(static_cast<std::size_t>(utf16.countChar32(begin, end - begin)));
    begin = end;
  }
}

}  // namespace nonmun::text
