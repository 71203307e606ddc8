#include "searcher/nonmun-search/formats.hpp"

#include <gtest/gtest.h>

#include "searcher/nonmun-search/format_template.hpp"

namespace nonmun::program {
namespace {

Citation paper(const std::string& title, std::vector<std::string> authors,
               const std::string& id = "2405.21060") {
  Citation c;
  c.id = id;
  c.title = title;
  c.authors = std::move(authors);
  c.date = "2024-06-03";
  c.url = "https://arxiv.org/abs/" + id;
  return c;
}

TEST(BibtexKey, FamilyNameYearAndFirstWord) {
  EXPECT_EQ(bibtex_key(paper("Transformers are SSMs", {"Tri Dao", "Albert Gu"})),
            "dao2024transformers");
  EXPECT_EQ(bibtex_key(paper("The Llama 3 Herd", {"Müller, Ana"})), "muller2024llama");
  EXPECT_EQ(bibtex_key(paper("On GPT-4o", {"Erdős Pál"}, "cs/9901017")), "pal1999gpt");
  // Hangul is not allowed in keys; what is left must begin with a letter.
  EXPECT_EQ(bibtex_key(paper("확산 모델", {"김철수"})), "paper2024");
  EXPECT_EQ(bibtex_key(paper("3D", {}, "x:boats")), "paper20243d");
}

TEST(Bibtex, KeysAreDistinct) {
  const std::vector<Citation> same(3, paper("Mamba", {"Tri Dao"}));
  const std::string text = bibtex(same);
  EXPECT_NE(text.find("{dao2024mamba,"), std::string::npos);
  EXPECT_NE(text.find("{dao2024mambab,"), std::string::npos);
  EXPECT_NE(text.find("{dao2024mambac,"), std::string::npos);
}

TEST(Bibtex, AuthorsWithCommasAndAndsStayWhole) {
  const std::string text =
      bibtex(std::vector{paper("T", {"Gemma Team, Google", "Smith and Sons", "Ada Lovelace"})});
  EXPECT_NE(text.find("author = {{Gemma Team, Google} and {Smith and Sons} and Ada Lovelace}"),
            std::string::npos)
      << text;
}

TEST(Bibtex, WhatArxivDidNotNumberHasNoEprint) {
  EXPECT_EQ(bibtex(std::vector{paper("T", {}, "x:boats")}).find("eprint"), std::string::npos);
  EXPECT_NE(bibtex(std::vector{paper("T", {}, "cs/0112017")}).find("eprint = {cs/0112017}"),
            std::string::npos);
}

TEST(TexEscaped, EverythingThatTexReadsAsMarkup) {
  EXPECT_EQ(tex_escaped("50% of R&D_#1 ~ ^"),
            "50\\% of R\\&D\\_\\#1 \\textasciitilde{} \\textasciicircum{}");
  EXPECT_EQ(tex_escaped("a{b}c\\d"), "a\\textbraceleft{}b\\textbraceright{}c\\textbackslash{}d");
  EXPECT_EQ(tex_escaped("$5 to $10"), "\\$5 to \\$10");
  EXPECT_EQ(tex_escaped("확산 모델"), "확산 모델");
}

TEST(TexEscaped, FormulasStay) {
  EXPECT_EQ(tex_escaped("$\\nabla^2$DFT & co"), "$\\nabla^2$DFT \\& co");
  EXPECT_EQ(tex_escaped("$x_{1}$"), "$x_{1}$");
  // Braces that are not in pairs would end the field.
  EXPECT_EQ(tex_escaped("$x^}$"), "\\$x\\textasciicircum{}\\textbraceright{}\\$");
}

TEST(Csv, QuotesWhatNeedsIt) {
  Citation c = paper("Say \"hi\", twice", {"A", "B"});
  c.votes = 3;
  c.rank = 7;
  c.score = 0.5;
  EXPECT_EQ(csv(std::vector{c}),
            "rank,id,date,votes,title,authors,url,score\r\n"
            "7,2405.21060,2024-06-03,3,\"Say \"\"hi\"\", twice\",A; B,"
            "https://arxiv.org/abs/2405.21060,0.5000\r\n");
  EXPECT_NE(csv(std::vector{paper("two\nlines", {})}).find("two\\nlines"), std::string::npos);
}

TEST(Markdown, MarkupInTitlesIsText) {
  EXPECT_EQ(markdown_escaped("A*_[x](y) <b> `c`"), "A\\*\\_\\[x\\](y) \\<b\\> \\`c\\`");
  Citation c = paper("T", {});
  c.url = "https://example.org/a(b)";
  EXPECT_NE(markdown(std::vector{c}).find("[T](https://example.org/a%28b%29)"), std::string::npos);
  c.url = "javascript:alert(1)";
  EXPECT_EQ(markdown(std::vector{c}).find("javascript"), std::string::npos);
}

TEST(Oneline, ColumnsAlignAndLongTitlesAreCut) {
  Citation a = paper("제목이 긴 논문", {});
  Citation b = paper("B", {}, "x:b");
  b.votes = 120;
  EXPECT_EQ(oneline(std::vector{a, b}, std::nullopt),
            "2405.21060  2024-06-03    -  제목이 긴 논문\n"
            "x:b         2024-06-03  120  B\n");
  EXPECT_EQ(oneline(std::vector{a}, 32), "2405.21060  2024-06-03  -  제목…\n");
}

TEST(FormatTemplate, ValuesCannotActOnATerminal) {
  EXPECT_EQ(FormatTemplate("{title}\t{rank}").fill(paper("a\x1b[2J\nb", {})), "a\\x1b[2J\\nb\t");
}

}  // namespace
}  // namespace nonmun::program
