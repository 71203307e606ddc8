#pragma once

#include <unicode/brkiter.h>

#include <memory>
#include <string_view>
#include <vector>

namespace nonmun::text {

/// ICU's word break, for scripts that the analyzer has no rules of its own for (Greek, Cyrillic,
/// Thai). One per thread.
class WordBreaker {
 public:
  /// Appends the lengths, in code points, of the words of `text`, which together are all of it.
  void split(std::u32string_view text, std::vector<std::size_t>& lengths);

 private:
  std::unique_ptr<icu::BreakIterator> breaks_;  // made when first needed; that takes milliseconds
};

}  // namespace nonmun::text
