// The file; all numbers are little-endian:
//
//   "NMLOAN01"  complete from  pairs             32 bits each
//   per pair: Korean word, Latin word            32 bits each
//             cost                               IEEE 754, 32 bits
//   per pair, ordered by the Latin word: its place, from 0    32 bits

#include "indexer/index/loanword_table.hpp"

#include <algorithm>
#include <bit>
#include <nonmun/error.hpp>
#include <numeric>
#include <utility>

#include "analyzers/text/first_place.hpp"
#include "analyzers/text/little_endian.hpp"

namespace nonmun::index {
namespace {

constexpr std::string_view kMagic = "NMLOAN01";
constexpr std::size_t kNumber = sizeof(std::uint32_t);
constexpr std::size_t kPair = 3 * kNumber;
constexpr std::size_t kHead = kMagic.size() + 2 * kNumber;

Error damaged(const char* what) {
  return {Cause::damaged, std::string("the index is damaged: the table of loanwords ") + what,
          "rebuild it"};
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  return text::get_little_endian<std::uint32_t>(bytes.data() + at);
}

}  // namespace

std::string LoanwordTable::encode(std::uint32_t complete_from, const std::vector<Pair>& pairs) {
  std::string bytes(kMagic);
  text::put_little_endian(complete_from, bytes);
  text::put_little_endian(static_cast<std::uint32_t>(pairs.size()), bytes);
  for (const Pair& pair : pairs) {
    text::put_little_endian(pair.hangul, bytes);
    text::put_little_endian(pair.latin.word, bytes);
    text::put_little_endian(std::bit_cast<std::uint32_t>(pair.latin.cost), bytes);
  }
  std::vector<std::uint32_t> by_latin(pairs.size());
  std::iota(by_latin.begin(), by_latin.end(), 0U);
  std::stable_sort(by_latin.begin(), by_latin.end(), [&](std::uint32_t a, std::uint32_t b) {
    return pairs[a].latin.word < pairs[b].latin.word;
  });
  for (const std::uint32_t place : by_latin) text::put_little_endian(place, bytes);
  return bytes;
}

LoanwordTable::LoanwordTable(const std::string& path, std::size_t hangul_words,
                             std::size_t latin_words)
    : file_(std::make_shared<const system::MappedFile>(path)) {
  const std::string_view all = file_->bytes();
  if (all.size() < kHead || !all.starts_with(kMagic)) throw damaged("has no header");
  complete_from_ = number_at(all, kMagic.size());
  count_ = number_at(all, kMagic.size() + kNumber);
  if (all.size() != kHead + count_ * (kPair + kNumber)) {
    throw damaged("has another size than it says");
  }
  pairs_ = all.substr(kHead, count_ * kPair);
  by_latin_ = all.substr(kHead + count_ * kPair);
  for (std::size_t i = 0; i < count_; ++i) {
    const Pair it = pair(i);
    if (it.hangul >= hangul_words || it.latin.word >= latin_words || by_latin(i) >= count_) {
      throw damaged("names unknown words");
    }
  }
}

LoanwordTable::Pair LoanwordTable::pair(std::size_t i) const {
  const std::size_t at = i * kPair;
  return {
      number_at(pairs_, at),
      {number_at(pairs_, at + kNumber), std::bit_cast<float>(number_at(pairs_, at + 2 * kNumber))}};
}

std::size_t LoanwordTable::by_latin(std::size_t i) const {
  return number_at(by_latin_, i * kNumber);
}

std::vector<std::uint32_t> LoanwordTable::hangul_for(std::uint32_t latin) const {
  std::vector<std::uint32_t> words;
  std::size_t i = text::first_place(
      count_, [&](std::size_t at) { return pair(by_latin(at)).latin.word < latin; });
  for (; i < count_ && pair(by_latin(i)).latin.word == latin; ++i) {
    words.push_back(pair(by_latin(i)).hangul);
  }
  return words;
}

std::optional<std::vector<variants::Match>> LoanwordTable::latin_for(std::uint32_t hangul,
                                                                     std::uint32_t papers) const {
  if (papers < complete_from_) return std::nullopt;
  std::vector<variants::Match> matches;
  std::size_t i =
      text::first_place(count_, [&](std::size_t at) { return pair(at).hangul < hangul; });
  for (; i < count_ && pair(i).hangul == hangul; ++i) matches.push_back(pair(i).latin);
  return matches;
}

}  // namespace nonmun::index
