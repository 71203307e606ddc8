#include "indexer/derive/alias_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "analyzers/aliases/evidence.hpp"

namespace nonmun::derive {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

struct AliasCount {
  std::string key;
  std::uint32_t papers = 0;
};

index::AliasTable table_of(const std::vector<AliasCount>& counts) {
  return build_alias_table([&](const AliasCountVisitor& visit) {
    for (const AliasCount& count : counts) visit(count.key, count.papers);
  });
}

std::vector<std::string> keys_of(std::string_view text) {
  std::vector<aliases::AliasEvidence> evidence;
  aliases::alias_evidence(text, evidence);
  std::vector<std::string> keys;
  keys.reserve(evidence.size());
  for (const aliases::AliasEvidence& e : evidence) keys.push_back(aliases::to_key(e));
  return keys;
}

std::vector<std::string> phrases(const std::vector<index::AliasName>& names) {
  std::vector<std::string> out;
  for (const index::AliasName& name : names) out.emplace_back(name.phrase);
  return out;
}

/// Per-paper counts of texts, each a paper.
std::vector<AliasCount> counts_of(const std::vector<std::string>& papers) {
  std::map<std::string, std::uint32_t> counts;
  for (const std::string& paper : papers) {
    const std::vector<std::string> keys = keys_of(paper);
    for (const std::string& key : std::set<std::string>(keys.begin(), keys.end())) ++counts[key];
  }
  std::vector<AliasCount> out;
  for (const auto& [key, count] : counts) out.push_back({key, count});
  return out;
}

std::set<std::string> pairs_of(const index::AliasTable& table) {
  std::set<std::string> pairs;
  for (const index::Alias& alias : table.aliases) pairs.insert(alias.korean + "|" + alias.english);
  return pairs;
}

TEST(AliasEvidence, KoreanOutsideGivesEveryPossibleLeftEnd) {
  EXPECT_THAT(keys_of("우리는 심층 강화 학습(RL)으로 로봇을 가르친다."),
              ElementsAre("a학습|rl", "a강화 학습|rl", "a심층 강화 학습|rl"));
}

TEST(AliasEvidence, PhraseAndAcronymInOneParenthesis) {
  const auto keys = keys_of("강화 학습(Reinforcement Learning; RL)은 어렵다.");
  EXPECT_THAT(keys, Contains("xrl|reinforcement learning"));
  EXPECT_THAT(keys, Contains("t강화 학습|reinforcement learning"));
  EXPECT_THAT(keys, Contains("a강화 학습|rl"));
}

TEST(AliasEvidence, PluralsArticlesWidthAndCaseAreFolded) {
  EXPECT_THAT(keys_of("확산 모델들（The Diffusion Models）을"),
              Contains("t확산 모델|diffusion model"));
  EXPECT_THAT(keys_of("언어 모델(LMs)"), Contains("a언어 모델|lm"));
  EXPECT_THAT(keys_of("음성 합성(TTS)"), Contains("a음성 합성|tts"));
}

TEST(AliasEvidence, QuotesTellTheLeftEnd) {
  EXPECT_THAT(keys_of("저자들은 '문맥 교정 훈련'(Contextual Correction Training, CCT)을 쓴다."),
              ElementsAre("xcct|contextual correction training",
                          "t문맥 교정 훈련|contextual correction training", "a문맥 교정 훈련|cct"));
}

TEST(AliasEvidence, KoreanInside) {
  EXPECT_THAT(keys_of("이 일은 Reinforcement Learning(강화 학습)으로 한다."),
              ElementsAre("t강화 학습|reinforcement learning"));
  EXPECT_THAT(keys_of("여러 LLMs(대규모 언어 모델, Large Language Models)를 잰다."),
              ElementsAre("xllm|large language model", "a대규모 언어 모델|llm",
                          "t대규모 언어 모델|large language model"));
}

TEST(AliasEvidence, LatinAcronymFindsItsExpansion) {
  EXPECT_THAT(keys_of("We tune a very Large Language Model (LLM) here."),
              ElementsAre("xllm|large language model"));
  EXPECT_THAT(keys_of("Mixture-of-Experts (MoE)"), ElementsAre("xmoe|mixture-of-expert"));
  EXPECT_THAT(keys_of("Text-to-Image (T2I)"), ElementsAre("xt2i|text-to-image"));
  EXPECT_THAT(keys_of("Neural Radiance Fields (NeRF)"), ElementsAre("xnerf|neural radiance field"));
  EXPECT_THAT(keys_of("a Large Language Model (GPT)"), IsEmpty());
}

TEST(AliasEvidence, WhatIsNoName) {
  EXPECT_THAT(keys_of("결과가 좋다(그림 1)."), IsEmpty());
  EXPECT_THAT(keys_of("코드는 여기(https://example.org/x)에 있다."), IsEmpty());
  EXPECT_THAT(keys_of("여러 모델(GPT-4, Claude, Gemini, Qwen)"), IsEmpty());
  EXPECT_THAT(keys_of("메모리(24 GB)"), IsEmpty());
  EXPECT_THAT(keys_of("모델을 (RL)"), IsEmpty()) << "a particle never precedes the parenthesis";
  EXPECT_THAT(keys_of("모델(예: LLaMA)"), IsEmpty());
}

TEST(AliasEvidence, ClausesDoNotBeginATerm) {
  const auto keys = keys_of("정책을 학습하는 강화 학습(RL)과 이를 위한 보상 모델(reward model)");
  EXPECT_THAT(keys, Contains("a강화 학습|rl"));
  EXPECT_THAT(keys, Not(Contains("a학습하는 강화 학습|rl")));
  EXPECT_THAT(keys, Not(Contains("t위한 보상 모델|reward model")));
}

TEST(AliasEvidence, HostileTextIsHarmless) {
  EXPECT_THAT(keys_of(std::string(5000, '(')), IsEmpty());
  keys_of("강화 학습(" + std::string(100000, 'a') + ")");
  keys_of("\xFF\xFE(\xC3(RL)\x80)");
  std::string nested;
  for (int i = 0; i < 2000; ++i) nested += "가(A";
  keys_of(nested + std::string(2000, ')'));
  keys_of("a a a a a a a a a a (AAAAAAAAAAAAAAAAAAAA)");

  std::mt19937 random(7);
  const std::vector<std::string> bits = {"(",  ")",  "강화", " ",  "학습", "RL", ",",  "'", "Deep",
                                         "\"", "\n", "-",    "의", "\xEA", "*",  "3D", "|", "２"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 30; ++i) text += bits[random() % bits.size()];
    for (const std::string& key : keys_of(text)) {
      ASSERT_LE(key.size(), aliases::kMaxAliasKeyBytes);
      const auto back = aliases::from_key(key);
      ASSERT_TRUE(back) << key;
      ASSERT_EQ(aliases::to_key(*back), key);
    }
  }
}

TEST(AliasKey, RoundTrip) {
  std::vector<aliases::AliasEvidence> evidence;
  aliases::alias_evidence(
      "강화 학습(Reinforcement Learning, RL)과 SigLIP2(시그립) 및 비전 인코더(SigLIP2)", evidence);
  ASSERT_FALSE(evidence.empty());
  for (const aliases::AliasEvidence& e : evidence)
    EXPECT_EQ(aliases::from_key(aliases::to_key(e)), e);
}

TEST(AliasKey, RejectsOtherStrings) {
  for (const char* key : {"", "t", "t|", "ta|", "t|b", "zab|cd", "tab|c|d", "tabcd"}) {
    EXPECT_FALSE(aliases::from_key(key)) << key;
  }
  EXPECT_FALSE(aliases::from_key("tab|" + std::string(aliases::kMaxAliasKeyBytes, 'c')));
}

TEST(AliasTable, LongestPhraseThatHoldsHalf) {
  const auto pairs = pairs_of(table_of({{"a모델|llm", 10},
                                        {"a언어 모델|llm", 10},
                                        {"a대규모 언어 모델|llm", 6},
                                        {"a대형 언어 모델|llm", 3},
                                        {"a최신 대규모 언어 모델|llm", 1}}));
  EXPECT_THAT(pairs, ElementsAre("대규모 언어 모델|llm", "대형 언어 모델|llm"));
}

TEST(AliasTable, ModifiersAreNotPartOfTheTerm) {
  const auto pairs = pairs_of(table_of(
      {{"t강화 학습|reinforcement learning", 9}, {"t심층 강화 학습|reinforcement learning", 3}}));
  EXPECT_THAT(pairs, ElementsAre("강화 학습|reinforcement learning"));
}

TEST(AliasTable, SpacingAndHyphensAreOnePhrase) {
  const auto table = table_of(
      {{"t미세 조정|fine-tuning", 3}, {"t미세조정|fine tuning", 1}, {"t미세 조정|finetuning", 1}});
  ASSERT_EQ(table.aliases.size(), 1U);
  EXPECT_EQ(table.aliases.front().korean, "미세 조정");
  EXPECT_EQ(table.aliases.front().english, "fine-tuning");
  EXPECT_EQ(table.aliases.front().papers, 5U);
}

TEST(AliasTable, OnePaperIsNotEnough) {
  EXPECT_THAT(pairs_of(table_of({{"t최적 수송|optimal transport", 1}})), IsEmpty());
}

TEST(AliasTable, GenericHeadsAreNotNames) {
  const auto pairs = pairs_of(table_of({{"t인코더|encoder", 8},
                                        {"a인코더|siglip", 2},
                                        {"t언어 모델|language model", 9},
                                        {"a언어 모델|slm", 2},
                                        {"t샘플링|score distillation sampling", 2}}));
  EXPECT_THAT(pairs, ElementsAre("언어 모델|language model", "인코더|encoder"));
}

TEST(AliasTable, CutPhrasesAreDropped) {
  const auto pairs = pairs_of(table_of({{"a효율적 미세 조정|peft", 2},
                                        {"a파라미터 효율적 미세 조정|peft", 1},
                                        {"a매개변수 효율적 미세 조정|peft", 1},
                                        {"a사고의 연쇄|cot", 3},
                                        {"a연쇄|cot", 3}}));
  EXPECT_THAT(pairs, ElementsAre("사고의 연쇄|cot"));
}

TEST(AliasTable, OfPartAndWholeTheMoreFrequentStays) {
  const auto pairs = pairs_of(
      table_of({{"t데이터 전처리|data preprocessing", 4}, {"t데이터 전처리|preprocessing", 3}}));
  EXPECT_THAT(pairs, ElementsAre("데이터 전처리|data preprocessing"));
}

std::vector<AliasCount> sample_counts() {
  return counts_of({"강화 학습(Reinforcement Learning, RL)", "강화 학습(RL)", "강화학습(RL)",
                    "이 강화 학습(reinforcement learning)은", "확산 모델(diffusion models)",
                    "Diffusion Models(확산 모델)", "보상 모델(reward model)",
                    "보상 모델(Reward Model)", "Reinforcement Learning (RL)",
                    "양자화(quantization)", "양자화(Quantization)",
                    "대규모 언어 모델(Large Language Models, LLMs)", "대규모 언어 모델(LLM)",
                    "대형 언어 모델(LLM)", "대형 언어 모델(LLMs)", "Large Language Model (LLM)"});
}

TEST(AliasTable, OrderOfCountsDoesNotMatter) {
  std::vector<AliasCount> counts = sample_counts();
  const std::string bytes = table_of(counts).serialise();
  std::mt19937 random(3);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(counts.begin(), counts.end(), random);
    EXPECT_EQ(table_of(counts).serialise(), bytes);
  }
  counts.push_back({"no key at all", 3});
  counts.push_back({"t|", 3});
  EXPECT_EQ(table_of(counts).serialise(), bytes);
}

TEST(AliasTableView, FindsFromEitherSide) {
  const std::string bytes = table_of(sample_counts()).serialise();
  const index::AliasTableView view(bytes);
  EXPECT_THAT(phrases(view.find("강화 학습")), ElementsAre("rl", "reinforcement learning"));
  EXPECT_THAT(phrases(view.find("강화학습")), ElementsAre("rl", "reinforcement learning"));
  EXPECT_THAT(phrases(view.find("RL")), ElementsAre("강화 학습", "reinforcement learning"));
  EXPECT_THAT(phrases(view.find("Diffusion Models")), ElementsAre("확산 모델"));
  EXPECT_THAT(phrases(view.find("LLMs")), Contains("대형 언어 모델"));
  EXPECT_THAT(phrases(view.find("large-language model")), Contains("llm"));
  EXPECT_THAT(view.find("없는 말"), IsEmpty());
  EXPECT_THAT(view.find(""), IsEmpty());
}

TEST(AliasTableView, LongestRunOfWords) {
  const std::string bytes = table_of(sample_counts()).serialise();
  const index::AliasTableView view(bytes);
  const std::vector<std::string> words = {"강화", "학습", "대규모", "언어모델", "안전", "양자화"};
  const std::vector<index::AliasMatch> runs = view.find_runs(words);
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_EQ(runs[0].first, 0U);
  EXPECT_EQ(runs[0].count, 2U);
  EXPECT_EQ(runs[1].first, 2U);
  EXPECT_EQ(runs[1].count, 2U);
  EXPECT_EQ(runs[2].first, 5U);
  EXPECT_EQ(runs[2].count, 1U);
  EXPECT_THAT(phrases(runs[2].names), ElementsAre("quantization"));
  EXPECT_THAT(view.find_runs(std::vector<std::string>{"r", "l"}), IsEmpty());
  EXPECT_THAT(view.find_runs(std::vector<std::string>{"", "-", "rl", "-"}), ::testing::SizeIs(1));
}

TEST(AliasTableView, EmptyTable) {
  const std::string bytes = index::AliasTable{}.serialise();
  EXPECT_EQ(index::AliasTableView(bytes).size(), 0U);
  EXPECT_THAT(index::AliasTableView(bytes).find("rl"), IsEmpty());
  EXPECT_THAT(index::AliasTableView().find("rl"), IsEmpty());
}

void expect_damaged(const std::string& bytes) {
  try {
    const index::AliasTableView view(bytes);
    FAIL() << "damage not seen";
  } catch (const std::runtime_error& error) {
    EXPECT_TRUE(std::string_view(error.what()).starts_with("damaged")) << error.what();
  }
}

TEST(AliasTableView, DamageIsSeen) {
  const std::string bytes = table_of(sample_counts()).serialise();
  for (std::size_t size = 0; size < bytes.size(); ++size) expect_damaged(bytes.substr(0, size));
  expect_damaged(bytes + "x");
  std::mt19937 random(11);
  for (int i = 0; i < 2000; ++i) {
    std::string bad = bytes;
    bad[random() % bad.size()] ^= static_cast<char>(1 + random() % 255);
    expect_damaged(bad);
  }
}

/// The checksum of the format, to get damaged bytes past it.
void mend_checksum(std::string& bytes) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (std::size_t i = 16; i < bytes.size(); ++i) {
    hash ^= static_cast<unsigned char>(bytes[i]);
    hash *= 0x100000001B3U;
  }
  for (std::size_t i = 0; i < 8; ++i) bytes[8 + i] = static_cast<char>((hash >> (8 * i)) & 0xFFU);
}

TEST(AliasTableView, DamageUnderAGoodChecksumNeverCrashes) {
  const std::string bytes = table_of(sample_counts()).serialise();
  std::mt19937 random(13);
  for (int i = 0; i < 5000; ++i) {
    std::string bad = bytes;
    const int flips = 1 + static_cast<int>(random() % 3);
    for (int f = 0; f < flips; ++f) {
      bad[16 + random() % (bad.size() - 16)] = static_cast<char>(random() % 256);
    }
    mend_checksum(bad);
    try {
      const index::AliasTableView view(bad);
      for (const char* phrase : {"강화 학습", "rl", "llm", "확산 모델", "x"}) view.find(phrase);
    } catch (const std::runtime_error& error) {
      EXPECT_TRUE(std::string_view(error.what()).starts_with("damaged"));
    }
  }
}

// The real corpus is not in the repository (its licence forbids that).

class AliasCorpus : public ::testing::Test {
 protected:
  static std::filesystem::path folder() {
    const char* shared = std::getenv("NONMUN_SHARED_DIR");
    return std::filesystem::path(shared != nullptr ? shared : NONMUN_SHARED_DIR) / "corpus";
  }

  void SetUp() override {
    if (!std::filesystem::is_directory(folder())) {
      GTEST_SKIP() << "no corpus in " << folder() << " (set NONMUN_SHARED_DIR)";
    }
    std::vector<std::string> papers;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder())) {
      if (file.path().extension() != ".md") continue;
      std::ifstream in(file.path());
      std::stringstream content;
      content << in.rdbuf();
      const std::string text = content.str();
      // A paper is what follows a third-level heading, without the address in it.
      for (std::size_t at = text.find("\n### "); at != std::string::npos;) {
        const std::size_t next = text.find("\n### ", at + 5);
        std::string paper = text.substr(at + 5, next == std::string::npos ? next : next - at - 5);
        const std::size_t url = paper.find("](http");
        if (url != std::string::npos) paper.erase(url, paper.find('\n', url) - url);
        papers.push_back(std::move(paper));
        at = next;
      }
    }
    papers_ = papers.size();
    table_ = table_of(counts_of(papers));
  }

  std::size_t papers_ = 0;
  index::AliasTable table_;
};

TEST_F(AliasCorpus, FindsEnough) {
  EXPECT_GT(papers_, 2000U);
  const auto twice = std::count_if(table_.aliases.begin(), table_.aliases.end(),
                                   [](const index::Alias& alias) { return alias.papers >= 2; });
  EXPECT_GE(twice, 290);
  EXPECT_GE(table_.expansions.size(), 75U);
}

TEST_F(AliasCorpus, KnowsTheCommonTerms) {
  const std::string bytes = table_.serialise();
  const index::AliasTableView view(bytes);
  const std::vector<std::pair<const char*, const char*>> known = {
      {"강화 학습", "reinforcement learning"},
      {"강화학습", "rl"},
      {"확산 모델", "diffusion model"},
      {"미세 조정", "fine-tuning"},
      {"양자화", "quantization"},
      {"대규모 언어 모델", "llm"},
      {"사고의 연쇄", "cot"},
      {"LLMs", "대형 언어 모델"},
      {"rl", "reinforcement learning"},
      {"전문가 혼합", "moe"},
      {"fine tuning", "미세 조정"}};
  for (const auto& [phrase, name] : known) {
    EXPECT_THAT(phrases(view.find(phrase)), Contains(name)) << phrase;
  }
}

TEST_F(AliasCorpus, FewWrongPairs) {
  std::ifstream in(NONMUN_SOURCE_DIR "/tests/unit/indexer/derive/alias_judgements.tsv");
  ASSERT_TRUE(in);
  const std::set<std::string> pairs = pairs_of(table_);
  std::size_t produced = 0;
  std::size_t wrong = 0;
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line.front() == '#') continue;
    std::stringstream fields(line);
    std::string korean;
    std::string english;
    std::string papers;
    std::string judgement;
    std::getline(fields, korean, '\t');
    std::getline(fields, english, '\t');
    std::getline(fields, papers, '\t');
    std::getline(fields, judgement);
    ASSERT_THAT(judgement, ::testing::AnyOf("right", "partial", "wrong")) << line;
    if (!pairs.contains(korean + "|" + english)) continue;
    ++produced;
    if (judgement == "wrong") ++wrong;
  }
  EXPECT_GE(produced, 90U);
  EXPECT_LE(static_cast<double>(wrong), 0.05 * static_cast<double>(produced));
}

}  // namespace
}  // namespace nonmun::derive
