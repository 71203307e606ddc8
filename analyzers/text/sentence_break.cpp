#include "analyzers/text/sentence_break.hpp"

#include <unicode/utext.h>

#include <cstdint>

namespace nonmun::text {

std::vector<std::size_t> SentenceBreaker::ends(std::string_view text) {
  std::vector<std::size_t> ends;
  UErrorCode status = U_ZERO_ERROR;
  if (!breaks_)
    breaks_.reset(icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
  UText* const utf8 =
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (U_SUCCESS(status)) breaks_->setText(utf8, status);
  if (U_SUCCESS(status)) {
    for (std::int32_t end = breaks_->next(); end != icu::BreakIterator::DONE;
         end = breaks_->next()) {
      ends.push_back(static_cast<std::size_t>(end));
    }
  }
  utext_close(utf8);
  if (ends.empty() || ends.back() != text.size()) ends.push_back(text.size());
  return ends;
}

}  // namespace nonmun::text
