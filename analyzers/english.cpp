#include "analyzers/english.hpp"

#include <libstemmer.h>

#include <functional>
#include <new>

namespace nonmun {
namespace {

constexpr std::size_t kCacheSlots = 4096;  // a power of two; the words of a whole corpus mostly fit
constexpr std::size_t kLongestCached = 32;

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
  if (word.size() > kLongestCached) return result;
  slot.word = word;
  slot.stem = result;
  return slot.stem;
}

}  // namespace nonmun
