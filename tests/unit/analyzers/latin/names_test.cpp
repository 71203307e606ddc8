#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "analyzers/analyzer.hpp"

namespace nonmun::latin {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> terms(const std::string& text, TokenKind kind) {
  Analyzer analyzer;
  std::vector<std::string> out;
  for (const Token& token : analyzer.analyze(text)) {
    if (token.kind == kind) out.push_back(token.term);
  }
  return out;
}

std::vector<std::string> words(const std::string& text) {
  return terms(text, TokenKind::word);
}
std::vector<std::string> joined(const std::string& text) {
  return terms(text, TokenKind::concatenated);
}
std::vector<std::string> parts(const std::string& text) {
  return terms(text, TokenKind::subword);
}
std::vector<std::string> surfaces(const std::string& text) {
  return terms(text, TokenKind::surface);
}

TEST(Names, PiecesAndWhole) {
  EXPECT_THAT(words("GPT-4o"), ElementsAre("gpt", "4o"));
  EXPECT_THAT(joined("GPT-4o"), ElementsAre("gpt4o"));
  EXPECT_THAT(joined("LLaMA2-Chat"), ElementsAre("llama2chat"));
  EXPECT_THAT(joined("zero-shot"), ElementsAre("zeroshot"));
  EXPECT_THAT(joined("text-to-image"), ElementsAre("texttoimag"));
  EXPECT_THAT(joined("fine-tuned"), ElementsAre("finetun"));
  EXPECT_THAT(joined("LLaVA-1.5"), ElementsAre("llava1.5"));
  EXPECT_THAT(joined("TCP/IP"), ElementsAre("tcpip"));
  EXPECT_THAT(joined("GPT-4/Claude-3"), ElementsAre("gpt4", "claude3"));
  EXPECT_THAT(joined("멀티-모달은"), ElementsAre("멀티모달"));
  EXPECT_THAT(joined("Mip-NeRF 360"), ElementsAre("mipnerf"));
}

TEST(Names, NumbersAndSentencesAreNotJoined) {
  EXPECT_THAT(joined("10-20 4/5 2023-11-20"), IsEmpty());
  EXPECT_THAT(joined("a-b-c-d-e"), IsEmpty());
  EXPECT_THAT(joined("https://github.com/foo/bar-baz"), IsEmpty());
}

TEST(Names, PluralAcronymsAreTheirSingular) {
  EXPECT_THAT(words("LLMs GPUs VLMs의 MLLMs"), ElementsAre("llm", "gpu", "vlm", "mllm"));
  EXPECT_THAT(surfaces("LLMs"), ElementsAre("llm"));
  EXPECT_THAT(parts("LLMs"), IsEmpty());
  EXPECT_THAT(joined("multi-LLMs"), ElementsAre("multillm"));
  EXPECT_THAT(words("llms rnns slms SLMs"), ElementsAre("llm", "rnn", "slm", "slm"));
  // Words and names with an s of their own.
  EXPECT_THAT(words("CSS css bus Gas OpenAIs As"),
              ElementsAre("css", "css", "bus", "gas", "openai", "as"));
}

TEST(Names, GreekSymbolsAreTheirNames) {
  EXPECT_THAT(words("τ-bench β-VAE"), ElementsAre("tau", "bench", "beta", "vae"));
  EXPECT_EQ(joined("τ-bench"), joined("tau-bench"));
  EXPECT_THAT(words("π₀ Δt"), ElementsAre("pi0", "deltat"));
  EXPECT_THAT(words("λόγος"), ElementsAre("λόγοσ"));  // a Greek word stays one
}

TEST(Names, StarOfALetter) {
  EXPECT_THAT(words("A* A*는 (A*)"), ElementsAre("a*", "a*", "a*"));
  EXPECT_THAT(words("*A* **A** a*b"), ElementsAre("a", "a", "a", "b"));
}

TEST(Names, Signs) {
  EXPECT_THAT(words("C++"), ElementsAre("c++"));
  EXPECT_THAT(words("C++17 C# F#"), ElementsAre("c++", "17", "c#", "f#"));
  EXPECT_THAT(joined("LoRA+"), ElementsAre("lora+"));
  EXPECT_THAT(joined("10^7"), ElementsAre("10^7"));
  EXPECT_THAT(joined("10⁷"), ElementsAre("10^7"));
  EXPECT_THAT(joined("10⁻⁵"), ElementsAre("10^-5"));
  EXPECT_THAT(joined("10^{-5}"), ElementsAre("10^-5"));
  EXPECT_THAT(joined("pass@1"), ElementsAre("pass@1"));
}

TEST(Names, Numbers) {
  EXPECT_THAT(words("2402.10644"), ElementsAre("2402.10644"));
  EXPECT_THAT(words("1,000 12,345,678 1,00"), ElementsAre("1000", "12345678", "1", "00"));
  EXPECT_THAT(words("8x7B 3.5배 5.8%"), ElementsAre("8x7b", "3.5", "배", "5.8"));
  EXPECT_THAT(words("3½"), ElementsAre("3", "1", "2"));
}

TEST(Names, PartsOfCamelCase) {
  EXPECT_THAT(parts("DataDreamer"), ElementsAre("data", "dreamer"));
  EXPECT_THAT(parts("GaussianObject"), ElementsAre("gaussian", "object"));
  EXPECT_THAT(parts("ChatGPT"), ElementsAre("chat", "gpt"));
  EXPECT_THAT(parts("GPTModel"), ElementsAre("gpt", "model"));
  EXPECT_THAT(parts("MipNeRF"), ElementsAre("mip", "nerf"));
  EXPECT_THAT(parts("VideoLLaMA"), ElementsAre("video", "llama"));
  EXPECT_THAT(parts("Text2Image"), ElementsAre("text", "imag"));
}

TEST(Names, HeadsOfNumberedNames) {
  EXPECT_THAT(parts("LLaMA2"), ElementsAre("llama"));
  EXPECT_THAT(parts("Qwen2"), ElementsAre("qwen"));
  EXPECT_THAT(parts("GPT4"), ElementsAre("gpt"));
  EXPECT_THAT(parts("mipnerf360"), ElementsAre("mipnerf"));
  EXPECT_THAT(parts("DeepSeekV3"), ElementsAre("deep", "seek", "deepseek"));
}

TEST(Names, OrdinaryWordsHaveNoParts) {
  EXPECT_THAT(parts("LoRA NeRF LLaMA ViT QLoRA mPLUG transformers BLIP 7B 3D Model don't"),
              IsEmpty());
}

TEST(Names, SurfacesOfWordsOfLetters) {
  EXPECT_THAT(surfaces("Models model"), ElementsAre("models", "model"));
  EXPECT_THAT(surfaces("gpt4os"), IsEmpty());
  EXPECT_THAT(words("Google's"), ElementsAre("googl"));
}

TEST(Names, Markup) {
  EXPECT_THAT(words("LLM$\\times$MapReduce"), ElementsAre("llm", "time", "mapreduc"));
  EXPECT_THAT(words("Foo™ Bar®"), ElementsAre("foo", "bar"));
  EXPECT_THAT(words("α와 β-VAE"), ElementsAre("alpha", "beta", "vae"));
}

}  // namespace
}  // namespace nonmun::latin
