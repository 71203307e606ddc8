#include "searcher/result/snippet.hpp"

#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <random>

namespace nonmun::result {
namespace {

constexpr std::size_t kWindow = 160;
constexpr std::size_t kEllipses = 4;  // "… " and " …"

std::u32string code_points(const std::string& text) {
  std::u32string points;
  const icu::UnicodeString u = icu::UnicodeString::fromUTF8(text);
  for (std::int32_t i = 0; i < u.length(); i = u.moveIndex32(i, 1)) {
    points.push_back(static_cast<char32_t>(u.char32At(i)));
  }
  return points;
}

std::string utf8(const std::u32string& points) {
  std::string out;
  for (const char32_t c : points) icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(out);
  return out;
}

std::vector<std::string> marked(const Snippet& snippet) {
  const std::u32string points = code_points(snippet.text);
  std::vector<std::string> words;
  for (const auto& [begin, end] : snippet.marks) {
    words.push_back(utf8(points.substr(begin, end - begin)));
  }
  return words;
}

paper::Paper paper(std::vector<std::string> sections) {
  paper::Paper p;
  p.id = "2402.00001";
  p.title = "Title";
  p.listed = {"2024-02-19"};
  for (std::string& text : sections)
    p.sections.push_back({paper::SectionKind::body, "", std::move(text)});
  return p;
}

using Strings = std::vector<std::string>;

plan::Marks marking(const Strings& terms, Strings names = {}) {
  plan::Marks marks;
  for (const std::string& term : terms) marks.text.push_back({false, {term}});
  marks.names = std::move(names);
  return marks;
}

TEST(Snippet, MarksWholeWordsWithTheirParticles) {
  Analyzer analyzer;
  SnippetMaker maker(analyzer, marking({"모델", "llm"}));
  const auto snippets = maker.snippets(paper({"\xf0\x9f\x98\x80 모델의 크기와 LLM은 크다."}));
  ASSERT_EQ(snippets.size(), 1U);
  EXPECT_EQ(snippets[0].field, "summary");
  EXPECT_EQ(marked(snippets[0]), (Strings{"모델의", "LLM은"}));
}

TEST(Snippet, TitleAndAuthorsOnlyWhenTheyMatch) {
  Analyzer analyzer;
  paper::Paper p = paper({"본문"});
  p.title = "모델을 줄이기";
  p.authors = {"Ada Lovelace", "Grace Hopper"};
  SnippetMaker maker(analyzer, marking({"모델"}, {"hopper"}));
  const auto snippets = maker.snippets(p);
  ASSERT_EQ(snippets.size(), 3U);
  EXPECT_EQ(snippets[0].field, "title");
  EXPECT_EQ(marked(snippets[0]), Strings{"모델을"});
  EXPECT_EQ(snippets[1].field, "author");
  EXPECT_EQ(snippets[1].text, "Grace Hopper");
  EXPECT_EQ(snippets[2].text, "본문");
  EXPECT_TRUE(snippets[2].marks.empty());
}

TEST(Snippet, TheSectionWithMostDifferentWordsIsShown) {
  Analyzer analyzer;
  SnippetMaker maker(analyzer, marking({"모델", "학습"}));
  const auto snippets = maker.snippets(paper({"모델 모델 모델", "모델의 학습", "없음"}));
  EXPECT_EQ(snippets.back().text, "모델의 학습");
}

TEST(Snippet, APhraseIsMarkedAsAWholeAndItsWordsAloneAreNot) {
  Analyzer analyzer;
  plan::Marks marks;
  marks.text = {{false, {"크"}}, {true, {"언어", "모델"}}, {true, {"언어모델"}}};
  SnippetMaker maker(analyzer, marks);
  const std::string far = std::string(300, 'x') + " ";
  EXPECT_EQ(marked(maker.snippets(paper({"모델은 크고 언어는 크다.", "큰 언어 모델의 모델."}))[0]),
            (Strings{"큰", "언어 모델의"}));
  // The phrase is shown, though other places have more of the other words.
  EXPECT_EQ(marked(maker.snippets(paper({"크다 크다 크다 " + far + "언어모델이다"}))[0]),
            Strings{"언어모델이다"});
  EXPECT_TRUE(marked(maker.snippets(paper({"언어. 그리고 모델"}))[0]).empty());
}

TEST(Snippet, WholeNamesAndWordsOfNames) {
  Analyzer analyzer;
  paper::Paper p = paper({"본문"});
  p.authors = {"Tri Dao", "Jean-Luc Müller", "Adam Adams"};
  const auto names_marked = [&](Strings names) {
    std::vector<Strings> all;
    for (const Snippet& s : SnippetMaker(analyzer, marking({}, std::move(names))).snippets(p)) {
      if (s.field == "author") all.push_back(marked(s));
    }
    return all;
  };
  EXPECT_EQ(names_marked({"XAtridao"}), std::vector<Strings>{{"Tri Dao"}});
  EXPECT_EQ(names_marked({"luc", "mueller"}), (std::vector<Strings>{{"Luc", "Müller"}}));
  EXPECT_EQ(names_marked({"adams"}), std::vector<Strings>{{"Adams"}}) << "names are not stemmed";
}

TEST(Snippet, NothingToShow) {
  Analyzer analyzer;
  EXPECT_TRUE(SnippetMaker(analyzer, marking({"모델"})).snippets(paper({})).empty());
  EXPECT_TRUE(SnippetMaker(analyzer, {}).snippets(paper({""}))[0].text.empty());
}

TEST(Snippet, NearTheMatchThoughNoSpaceStandsBeforeIt) {
  Analyzer analyzer;
  const std::string before = "x " + std::string(200, 'q') + "." + std::string(40, 'z') + "/";
  SnippetMaker maker(analyzer, marking({"gan"}));
  const auto snippets =
      maker.snippets(paper({before + "gan and then much more text " + std::string(300, 'y')}));
  EXPECT_EQ(marked(snippets[0]), Strings{"gan"});
}

TEST(Snippet, RandomTextsKeepTheRules) {
  constexpr unsigned kSeed = 1219;
  std::mt19937 random(kSeed);
  const Strings words = {"모델의",
                         "학습을",
                         "GPT-4o",
                         "diffusion",
                         "a",
                         "그",
                         "\xf0\x9f\x98\x80",
                         "zero-shot",
                         "데이터셋에서는",
                         "e\u0301",
                         "\xff",
                         "https://example.org/a/very/long/address/without/spaces/model/gan",
                         "매우긴단어가띄어쓰기없이이어지고또이어지며끝나지않는모델"};
  const Strings spaces = {" ", " ", " ", " ", "", ".", "\n", "  "};
  Analyzer analyzer;
  for (int i = 0; i < 3000; ++i) {
    Strings sections;
    for (auto s = random() % 3 + 1; s > 0; --s) {
      std::string text;
      for (auto n = random() % 120; n > 0; --n) {
        text += words[random() % words.size()] + spaces[random() % spaces.size()];
      }
      sections.push_back(text);
    }
    Strings terms;
    for (const Token& token : analyzer.analyze(words[random() % words.size()])) {
      if (token.kind == TokenKind::word) terms.push_back(token.term);
    }
    const paper::Paper p = paper(sections);
    bool occurs = false;
    for (const std::string& text : sections) {
      for (const Token& token : analyzer.analyze(text)) {
        occurs |= (token.kind == TokenKind::word || token.kind == TokenKind::concatenated) &&
                  std::find(terms.begin(), terms.end(), token.term) != terms.end();
      }
    }
    SnippetMaker maker(analyzer, marking(terms));
    const auto snippets = maker.snippets(p);
    ASSERT_EQ(snippets.size(), 1U);
    const Snippet& snippet = snippets[0];
    std::size_t length = 0;
    for (const char c : snippet.text) length += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    ASSERT_LE(length, kWindow + kEllipses) << "seed " << kSeed;
    std::size_t before = 0;
    for (const auto& [begin, end] : snippet.marks) {
      ASSERT_LE(before, begin);
      ASSERT_LT(begin, end);
      ASSERT_LE(end, length);
      before = end;
    }
    // Something of the text, with an ellipsis where it was cut.
    std::string inner = snippet.text;
    if (inner.starts_with("… ")) inner.erase(0, std::string("… ").size());
    if (inner.ends_with(" …")) inner.erase(inner.size() - std::string(" …").size());
    bool inside = false;
    for (const std::string& text : sections) inside |= text.find(inner) != std::string::npos;
    ASSERT_TRUE(inside) << snippet.text;
    ASSERT_EQ(snippet.marks.empty(), !occurs) << "seed " << kSeed << ": " << snippet.text;
  }
}

}  // namespace
}  // namespace nonmun::result
