#include "analyzers/latin/english.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <new>

namespace nonmun::latin {
namespace {

constexpr std::size_t kCacheSlots = 4096;  // a power of two; the words of a whole corpus mostly fit
constexpr std::size_t kMaxCachedLength = 32;

}  // namespace

void EnglishStemmer::Deleter::operator()(sb_stemmer* stemmer) const {
  sb_stemmer_delete(stemmer);
}

EnglishStemmer::EnglishStemmer()
    : stemmer_(sb_stemmer_new("english", "UTF_8")), cache_(kCacheSlots) {
  if (!stemmer_) throw std::bad_alloc();
}

std::string_view EnglishStemmer::stem(std::string_view word) {
  Slot& slot = cache_[std::hash<std::string_view>{}(word) & (kCacheSlots - 1)];
  if (slot.word == word && !word.empty()) return slot.stem;
  const auto* symbols = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* stem = sb_stemmer_stem(stemmer_.get(), symbols, static_cast<int>(word.size()));
  if (!stem) throw std::bad_alloc();
  const auto length = static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()));
  std::string_view result(reinterpret_cast<const char*>(stem), length);
  if (result.empty()) result = word;
  if (word.size() > kMaxCachedLength) return result;
  slot.word = word;
  slot.stem = result;
  return slot.stem;
}

bool is_function_word(std::string_view word) {
  // In byte order.
  static constexpr std::string_view kWords[] = {
      "a",       "about", "after", "all",  "also",  "am",     "an",      "and",    "any",
      "are",     "as",    "at",    "be",   "been",  "before", "being",   "both",   "but",
      "by",      "can",   "could", "did",  "do",    "does",   "each",    "either", "every",
      "for",     "from",  "had",   "has",  "have",  "he",     "her",     "here",   "his",
      "how",     "i",     "if",    "in",   "into",  "is",     "it",      "its",    "may",
      "me",      "might", "more",  "most", "must",  "my",     "neither", "no",     "nor",
      "not",     "of",    "on",    "or",   "other", "our",    "shall",   "she",    "should",
      "so",      "some",  "such",  "than", "that",  "the",    "their",   "them",   "then",
      "there",   "these", "they",  "this", "those", "though", "thus",    "to",     "too",
      "up",      "us",    "very",  "was",  "we",    "were",   "what",    "when",   "where",
      "whether", "which", "while", "who",  "whom",  "whose",  "why",     "will",   "with",
      "would",   "yet",   "you",   "your"};
  return std::binary_search(std::begin(kWords), std::end(kWords), word);
}

}  // namespace nonmun::latin
