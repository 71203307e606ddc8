// The serialised form of an AliasTable and its reader. All numbers are 32-bit little-endian:
//
//   "NMALIAS1"  checksum (two numbers, FNV-1a 64 of all that follows)
//   phrases  links  text size
//   per phrase, in byte order of the keys:
//     key offset  key size  text offset  text size  first link  link count
//   per link: phrase  papers  confidence in millionths
//   text
//
// Offsets count from the beginning of the text. The links of a phrase are in order of papers.

#include "indexer/index/alias_table.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

#include "analyzers/aliases/evidence.hpp"
#include "analyzers/aliases/normal_form.hpp"
#include "analyzers/text/first_place.hpp"
#include "analyzers/text/little_endian.hpp"
#include "analyzers/text/utf8.hpp"

namespace nonmun::index {

namespace {

constexpr std::string_view kMagic = "NMALIAS1";
constexpr std::size_t kChecked = 16;  // where the bytes under the checksum begin
constexpr std::size_t kPhrases = 28;  // where the phrases begin
constexpr std::size_t kPhraseSize = 24;
constexpr std::size_t kLinkSize = 12;
constexpr float kMillion = 1e6F;

// Joined without a space, very short Latin words make acronyms by accident.
constexpr std::size_t kMinJoinedKey = 4;

// An acronym follows from its expansion only when it hardly ever means something else.
constexpr float kSureExpansion = 0.6F;

std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : bytes) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001B3U;
  }
  return hash;
}

void put(std::string& out, std::size_t number) {
  text::put_little_endian(static_cast<std::uint32_t>(number), out);
}

struct Link {
  std::uint32_t papers = 0;
  float confidence = 0;
};

struct Phrase {
  std::string text;
  std::map<std::string, Link> links;  ///< by the other phrase's key
};

[[noreturn]] void damaged(const char* what) {
  throw std::runtime_error(std::string("damaged alias table: ") + what);
}

}  // namespace

std::string AliasTable::serialise() const {
  std::map<std::string, Phrase> phrases;
  const auto link = [&](const std::string& a, const std::string& b, Link value) {
    const std::string key_a = aliases::loose_key(a);
    const std::string key_b = aliases::loose_key(b);
    if (key_a.empty() || key_b.empty() || key_a == key_b) return;
    for (const auto& [key, text, other] : {std::tie(key_a, a, key_b), std::tie(key_b, b, key_a)}) {
      Phrase& phrase = phrases[key];
      if (phrase.text.empty()) phrase.text = text;
      phrase.links.try_emplace(other, value);  // the first, direct evidence, stays
    }
  };
  for (const Alias& pair : aliases) link(pair.korean, pair.english, {pair.papers, pair.confidence});
  for (const AcronymExpansion& pair : expansions) {
    link(pair.acronym, pair.english, {pair.papers, pair.confidence});
  }
  std::multimap<std::string, const AcronymExpansion*> by_english;
  for (const AcronymExpansion& pair : expansions)
    by_english.emplace(aliases::loose_key(pair.english), &pair);
  for (const Alias& pair : aliases) {
    const auto range = by_english.equal_range(aliases::loose_key(pair.english));
    for (auto at = range.first; at != range.second; ++at) {
      const AcronymExpansion& expansion = *at->second;
      if (expansion.confidence < kSureExpansion) continue;
      link(pair.korean, expansion.acronym,
           {std::min(pair.papers, expansion.papers), pair.confidence * expansion.confidence});
    }
  }

  std::map<std::string_view, std::size_t> number;
  for (const auto& [key, phrase] : phrases) number.emplace(key, number.size());
  std::string text;
  std::string records;
  std::string links;
  std::size_t link_count = 0;
  for (const auto& [key, phrase] : phrases) {
    put(records, text.size());
    put(records, key.size());
    text += key;
    if (phrase.text == key) {
      put(records, text.size() - key.size());
    } else {
      put(records, text.size());
      text += phrase.text;
    }
    put(records, phrase.text.size());
    put(records, link_count);
    put(records, phrase.links.size());
    std::vector<std::pair<std::string_view, Link>> sorted(phrase.links.begin(), phrase.links.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
      return a.second.papers > b.second.papers;
    });
    for (const auto& [other, value] : sorted) {
      put(links, number.at(other));
      put(links, value.papers);
      put(links, static_cast<std::uint32_t>(std::clamp(value.confidence, 0.0F, 1.0F) * kMillion));
    }
    link_count += sorted.size();
  }
  std::string body;
  put(body, phrases.size());
  put(body, link_count);
  put(body, text.size());
  body += records + links + text;
  const std::uint64_t sum = checksum(body);
  std::string out(kMagic);
  put(out, sum & 0xFFFFFFFFU);
  put(out, sum >> 32U);
  return out + body;
}

AliasTableView::AliasTableView(std::string_view bytes) : bytes_(bytes) {
  if (bytes.size() < kPhrases || !bytes.starts_with(kMagic)) damaged("no header");
  const std::uint64_t sum = number(8) | (static_cast<std::uint64_t>(number(12)) << 32U);
  if (sum != checksum(bytes.substr(kChecked))) damaged("checksum");
  phrases_ = number(16);
  links_ = number(20);
  const std::size_t text_size = number(24);
  const std::size_t room = bytes.size() - kPhrases;
  // Each bound alone first, so that the sum cannot overflow where size_t has 32 bits.
  if (phrases_ > room / kPhraseSize || links_ > room / kLinkSize || text_size > room ||
      phrases_ * kPhraseSize + links_ * kLinkSize > room ||
      phrases_ * kPhraseSize + links_ * kLinkSize + text_size != room) {
    damaged("sizes");
  }
  // A checksum can be made to fit; the reader must be safe all the same.
  std::size_t next_link = 0;
  for (std::size_t i = 0; i < phrases_; ++i) {
    const std::size_t record = kPhrases + i * kPhraseSize;
    for (const std::size_t field : {record, record + 8}) {
      const std::size_t offset = number(field);
      const std::size_t size = number(field + 4);
      if (size == 0 || offset > text_size || size > text_size - offset) damaged("text offset");
    }
    if (number(record + 16) != next_link || number(record + 20) > links_ - next_link) {
      damaged("links");
    }
    next_link += number(record + 20);
    if (i > 0 && key_of(i - 1) >= key_of(i)) damaged("order");
    longest_key_ = std::max(longest_key_, key_of(i).size());
  }
  if (next_link != links_) damaged("links");
  for (std::size_t i = 0; i < links_; ++i) {
    if (number(kPhrases + phrases_ * kPhraseSize + i * kLinkSize) >= phrases_) damaged("link");
  }
}

std::uint32_t AliasTableView::number(std::size_t offset) const {
  return text::get_little_endian<std::uint32_t>(bytes_.data() + offset);
}

std::string_view AliasTableView::text(std::size_t offset) const {
  const std::size_t begin = kPhrases + phrases_ * kPhraseSize + links_ * kLinkSize;
  return bytes_.substr(begin + number(offset), number(offset + 4));
}

std::string_view AliasTableView::key_of(std::size_t phrase) const {
  return text(kPhrases + phrase * kPhraseSize);
}

std::vector<AliasName> AliasTableView::names_of(std::size_t phrase) const {
  std::vector<AliasName> names;
  const std::size_t record = kPhrases + phrase * kPhraseSize;
  const std::size_t first = number(record + 16);
  const std::size_t count = number(record + 20);
  names.reserve(count);
  for (std::size_t i = first; i < first + count; ++i) {
    const std::size_t link = kPhrases + phrases_ * kPhraseSize + i * kLinkSize;
    names.push_back({text(kPhrases + number(link) * kPhraseSize + 8), number(link + 4),
                     static_cast<float>(number(link + 8)) / kMillion});
  }
  return names;
}

std::size_t AliasTableView::position(std::string_view key) const {
  const std::size_t at =
      text::first_place(std::size_t{phrases_}, [&](std::size_t i) { return key_of(i) < key; });
  return at < phrases_ && key_of(at) == key ? at : phrases_;
}

std::vector<AliasName> AliasTableView::find(std::string_view phrase) const {
  std::vector<std::string> words;
  const std::u32string folded = aliases::fold(aliases::nfkc(phrase));
  for (const auto word : aliases::words_of(folded)) words.push_back(text::encode_utf8(word));
  const std::vector<AliasMatch> runs = find_runs(words);
  if (runs.size() == 1 && runs.front().count == words.size()) return runs.front().names;
  const std::size_t at = position(aliases::loose_key(aliases::normal_alias(phrase)));
  return at < phrases_ ? names_of(at) : std::vector<AliasName>{};
}

std::vector<AliasMatch> AliasTableView::find_runs(std::span<const std::string> words) const {
  std::vector<AliasMatch> matches;
  for (std::size_t first = 0; first < words.size();) {
    AliasMatch match;
    std::size_t found = phrases_;
    std::string before;  // the keys of the words before the last of the run
    for (std::size_t last = first; last < words.size() && before.size() <= longest_key_; ++last) {
      const std::string key = aliases::loose_key(words[last]);
      if (key.empty()) {
        if (last == first) break;  // a run begins with a word
        continue;
      }
      // Verbatim first: TTS and the like only look plural.
      for (const std::string& end : {key, aliases::singular(key)}) {
        const std::string whole = before + end;
        if (last > first && whole.size() < kMinJoinedKey) continue;
        const std::size_t at = position(whole);
        if (at == phrases_) continue;
        found = at;
        match.first = first;
        match.count = last - first + 1;
        break;
      }
      before += key;
    }
    if (found == phrases_) {
      ++first;
      continue;
    }
    match.names = names_of(found);
    first += match.count;
    matches.push_back(std::move(match));
  }
  return matches;
}

}  // namespace nonmun::index
