#pragma once

#include <unicode/brkiter.h>

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace nonmun::text {

/// ICU's sentence break (Unicode Standard Annex #29). One per thread.
class SentenceBreaker {
 public:
  /// Where the sentences of `text` end, in bytes; the last is its size. Malformed bytes are no
  /// boundary. White space after a sentence belongs to it.
  std::vector<std::size_t> ends(std::string_view text);

 private:
  std::unique_ptr<icu::BreakIterator> breaks_;  // made when first needed; that takes milliseconds
};

}  // namespace nonmun::text
