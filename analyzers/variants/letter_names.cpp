#include "analyzers/variants/letter_names.hpp"

#include <cstddef>

#include "analyzers/text/utf8.hpp"

namespace nonmun::variants {

std::vector<std::string> spelled_acronyms(std::string_view hangul) {
  struct Name {
    std::string_view hangul;
    char letter;
    bool telling;  // does not look like a syllable of a Korean word
  };
  static constexpr Name kNames[] = {
      {"에이", 'a', true},   {"비", 'b', false},    {"씨", 'c', true},     {"시", 'c', false},
      {"디", 'd', false},    {"이", 'e', false},    {"에프", 'f', true},   {"지", 'g', false},
      {"쥐", 'g', false},    {"에이치", 'h', true}, {"에이취", 'h', true}, {"에치", 'h', true},
      {"아이", 'i', true},   {"제이", 'j', true},   {"케이", 'k', true},   {"엘", 'l', true},
      {"엠", 'm', true},     {"엔", 'n', true},     {"오", 'o', false},    {"피", 'p', false},
      {"큐", 'q', true},     {"알", 'r', false},    {"아르", 'r', true},   {"에스", 's', true},
      {"티", 't', false},    {"유", 'u', false},    {"브이", 'v', true},   {"뷔", 'v', true},
      {"더블유", 'w', true}, {"더블류", 'w', true}, {"엑스", 'x', true},   {"와이", 'y', true},
      {"제트", 'z', true},   {"젯", 'z', true},     {"지", 'z', false},
  };
  constexpr std::size_t kMaxLetters = 10;
  constexpr std::size_t kMaxReadings = 8;
  if (hangul.size() > kMaxLetters * 9 || !text::decode_utf8(hangul)) return {};

  std::vector<std::string> out;
  std::string letters;
  const auto read = [&](const auto& self, std::string_view rest, std::size_t telling) -> void {
    if (out.size() == kMaxReadings || letters.size() > kMaxLetters) return;
    if (rest.empty()) {
      if (letters.size() >= 3 || (letters.size() == 2 && telling > 0)) out.push_back(letters);
      return;
    }
    for (const Name& name : kNames) {
      if (!rest.starts_with(name.hangul)) continue;
      letters.push_back(name.letter);
      self(self, rest.substr(name.hangul.size()), telling + (name.telling ? 1 : 0));
      letters.pop_back();
    }
  };
  read(read, hangul, 0);
  return out;
}

}  // namespace nonmun::variants
