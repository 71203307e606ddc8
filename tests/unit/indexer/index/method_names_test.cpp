#include "indexer/index/method_names.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nonmun::index {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> names(std::string title, std::string text = {}) {
  paper::Paper paper;
  paper.title = std::move(title);
  if (!text.empty()) paper.sections.push_back({paper::SectionKind::body, "", std::move(text)});
  return method_names(paper);
}

TEST(MethodNames, BeforeTheColonOfATitle) {
  EXPECT_THAT(names("Mamba: linear-time models"), ElementsAre("Mamba"));
  EXPECT_THAT(names("A study of many words that go on and on for long: part one"), IsEmpty());
}

TEST(MethodNames, CapitalsAndDigitsInside) {
  EXPECT_THAT(names("we use LoRA, GPT-4o and iPhone", "ImageNet에서 Llama-3.1-8B를 LLM은 BERT의"),
              ElementsAre("LoRA", "GPT-4o", "iPhone", "ImageNet", "Llama-3.1-8B", "LLM", "BERT"));
}

TEST(MethodNames, PartsOfWordsThatAreNoName) {
  EXPECT_THAT(names("an LLM-based RAG_system for Chain-of-Thought"), ElementsAre("LLM", "RAG"));
  EXPECT_THAT(names("a Multi-Modal Text-2-Image study of GPT-Based models, 4D-GS"),
              ElementsAre("Text-2-Image", "GPT-Based", "GS"));
  EXPECT_THAT(names("LLMs and GPUs beat LLM"), ElementsAre("LLM", "GPU"));
}

TEST(MethodNames, NumbersAddressesAndSentencesAreNone) {
  EXPECT_THAT(names("The 70B model of 2024 is 3.5x faster. Good A B"), IsEmpty());
  EXPECT_THAT(names("x", "https://github.com/Org/RepoX, me@GitHub"), IsEmpty());
}

TEST(MethodNames, OnceEachAndNotWithoutEnd) {
  EXPECT_THAT(names("LoRA", "LoRA LoRA"), ElementsAre("LoRA"));
  std::string many;
  for (int i = 0; i < 500; ++i) many += fmt::format("Name{} ", i);
  EXPECT_EQ(names("x", many).size(), kMaxMethodNames);
}

}  // namespace
}  // namespace nonmun::index
