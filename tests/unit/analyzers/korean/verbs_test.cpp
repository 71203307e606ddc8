#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.hpp"
#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"

// The regular forms of a verb lead to one term. The forms are made here by the rules of school
// grammar, not by the tables of the analyzer.
namespace nonmun::korean {
namespace {

enum class Kind { vowel, contracted, reu, eu, consonant, rieul, bieup, dieut, siot };

constexpr unsigned kNieun = 4, kRieul = 8, kBieup = 17;

std::string utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) text::append_utf8(c, out);
  return out;
}

std::u32string last_with_coda(std::u32string stem, unsigned coda) {
  stem.back() = text::with_coda(stem.back(), coda);
  return stem;
}

bool is_bright(char32_t c) {
  return text::vowel_of(c) == 0 || text::vowel_of(c) == 8;  // ㅏ, ㅗ
}

// The stem with 아 or 어 as they are written together.
std::u32string infinitive(const std::u32string& stem, Kind kind) {
  constexpr unsigned kA = 0, kEo = 4, kYeo = 6, kO = 8, kWa = 9, kU = 13, kWo = 14, kI = 20;
  std::u32string out = stem;
  char32_t& last = out.back();
  switch (kind) {
    case Kind::vowel:
      return stem;
    case Kind::contracted: {
      const unsigned vowel = text::vowel_of(last);
      if (vowel != kI && vowel != kU && vowel != kO) return stem + U"어";
      last = text::with_vowel(last, vowel == kI ? kYeo : vowel == kU ? kWo : kWa);
      return out;
    }
    case Kind::reu:
    case Kind::eu: {
      const bool bright = out.size() > 1 && is_bright(out[out.size() - 2]);
      last = text::with_vowel(last, bright ? kA : kEo);
      if (kind == Kind::reu) out[out.size() - 2] = text::with_coda(out[out.size() - 2], kRieul);
      return out;
    }
    case Kind::consonant:
    case Kind::rieul:
      return stem + (is_bright(last) ? U"아" : U"어");
    case Kind::bieup:
      return last_with_coda(stem, 0) + U"워";
    case Kind::dieut:
      return last_with_coda(stem, kRieul) + (is_bright(last) ? U"아" : U"어");
    case Kind::siot:
      return last_with_coda(stem, 0) + (is_bright(last) ? U"아" : U"어");
  }
  return out;
}

std::vector<std::string> forms(const std::u32string& stem, Kind kind) {
  constexpr unsigned kSsangSiot = 20;
  const bool open = kind == Kind::vowel || kind == Kind::contracted || kind == Kind::reu ||
                    kind == Kind::eu || kind == Kind::rieul;
  // The stem before 으, which open stems lack.
  std::u32string eu = stem;
  if (kind == Kind::bieup) eu = last_with_coda(stem, 0) + U"우";
  if (kind == Kind::dieut) eu = last_with_coda(stem, kRieul) + U"으";
  if (kind == Kind::siot) eu = last_with_coda(stem, 0) + U"으";
  if (kind == Kind::consonant) eu = stem + U"으";
  const std::u32string hae = infinitive(stem, kind);
  const std::u32string past = last_with_coda(hae, kSsangSiot);
  std::vector<std::u32string> all = {stem + U"다",    stem + U"고", stem + U"지만", stem + U"기",
                                     stem + U"게",    stem + U"지", stem + U"도록", eu + U"며",
                                     eu + U"면",      hae + U"서",  past + U"다",   past + U"던",
                                     past + U"습니다"};
  const std::u32string bare = open ? last_with_coda(stem, 0) : eu;
  // 먹은, 외운, 걸은; ㄹ falls before ㄴ and ㅂ.
  all.push_back(last_with_coda(bare, kNieun));
  all.push_back(open ? last_with_coda(stem, kBieup) + U"니다" : stem + U"습니다");
  std::vector<std::string> out;
  for (const std::u32string& form : all) out.push_back(utf8(form));
  return out;
}

struct Verbs {
  Kind kind;
  std::vector<std::u32string> stems;
};

// Forms that are better known as nouns, which stay whole.
bool is_noun(std::string_view form) {
  static constexpr std::string_view kNouns[] = {"입고", "입지", "입지만", "읽기", "굵기", "밝기"};
  return std::find(std::begin(kNouns), std::end(kNouns), form) != std::end(kNouns);
}

TEST(Verbs, FormsMeet) {
  const std::vector<Verbs> table = {
      {Kind::contracted,
       {U"외우",     U"지우", U"태우", U"싸우",   U"피우",   U"비우",   U"배우",   U"채우",
        U"나누",     U"다투", U"멈추", U"맞추",   U"버리",   U"기다리", U"흔들리", U"견디",
        U"다치",     U"고치", U"던지", U"숨기",   U"남기",   U"옮기",   U"느끼",   U"살리",
        U"올리",     U"내리", U"알리", U"움직이", U"망설이", U"무너지", U"쓰러지", U"사라지",
        U"나타나지", U"걸리", U"즐기", U"겹치"}},
      {Kind::vowel, {U"만나", U"떠나", U"일어나", U"지나가", U"찾아가", U"건너", U"보내", U"꺼내"}},
      {Kind::reu, {U"모르", U"고르", U"오르", U"흐르", U"자르", U"누르", U"서두르", U"마르"}},
      {Kind::eu, {U"모으", U"담그", U"아프", U"예쁘", U"슬프", U"바쁘"}},
      {Kind::consonant, {U"입", U"먹", U"벗", U"뜯", U"꺾",   U"닦",   U"앉", U"끊", U"읽",
                         U"밟", U"굶", U"낳", U"찢", U"닫",   U"쏟",   U"깊", U"갚", U"찍",
                         U"씻", U"웃", U"굵", U"밝", U"붙잡", U"꾸짖", U"맑"}},
      {Kind::rieul, {U"흔들", U"만들", U"허물", U"붙들"}},
      {Kind::bieup,
       {U"눕", U"굽", U"줍", U"춥", U"덥", U"귀엽", U"아름답", U"무덥", U"반갑", U"쉽", U"어렵",
        U"자랑스럽", U"사랑스럽"}},
      {Kind::dieut, {U"걷", U"깨닫"}},
      {Kind::siot, {U"짓", U"잇", U"붓"}},
  };
  Analyzer analyzer;
  for (const Verbs& verbs : table) {
    for (const std::u32string& stem : verbs.stems) {
      const std::vector<std::string> all = forms(stem, verbs.kind);
      const std::string first = analyzer.analyze(all.front()).front().term;
      for (const std::string& form : all) {
        if (is_noun(form)) continue;
        EXPECT_EQ(analyzer.analyze(form).front().term, first) << form;
      }
    }
  }
}

// A noun of one syllable is not the stem of a verb in 하다, nor of another verb.
TEST(Verbs, AreNotNounsOfOneSyllable) {
  Analyzer analyzer;
  for (const char* form : {"피하다", "피한", "약한", "약하게", "더하다", "더한", "정하는", "위한",
                           "통해", "대하여", "강한", "지웠다", "외워서"}) {
    EXPECT_GT(analyzer.analyze(form).front().term.size(), text::kSyllableBytes) << form;
  }
  EXPECT_EQ(analyzer.analyze("위한").front().term, analyzer.analyze("위해").front().term);
  EXPECT_EQ(analyzer.analyze("약한").front().term, analyzer.analyze("약하다").front().term);
}

}  // namespace
}  // namespace nonmun::korean
