#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sb_stemmer;

namespace nonmun::latin {

/// Snowball's English stemmer with a bounded cache in front. One per thread.
class EnglishStemmer {
 public:
  EnglishStemmer();

  /// The stem of a lower-case UTF-8 word. Valid until the next call.
  std::string_view stem(std::string_view word);

 private:
  struct Deleter {
    void operator()(sb_stemmer* stemmer) const;
  };
  struct Slot {
    std::string word;
    std::string stem;
  };

  std::unique_ptr<sb_stemmer, Deleter> stemmer_;
  std::vector<Slot> cache_;  // direct-mapped
};

/// Whether a lower-case word holds a sentence together rather than naming anything: the, before.
bool is_function_word(std::string_view word);

}  // namespace nonmun::latin
