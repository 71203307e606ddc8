#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nonmun/doctor.hpp>

namespace nonmun::doctor {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

namespace fs = std::filesystem;

class Doctor : public testing::Test {
 protected:
  Doctor() : folder_(fs::temp_directory_path() / fmt::format("doctor-{}", ::getpid())) {
    fs::create_directories(folder_);
    folder_ = fs::canonical(folder_);
  }
  ~Doctor() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }

  DoctorReport examine() const {
    DoctorOptions options;
    options.sources = {folder_.string()};
    return examine_sources(options);
  }

  /// "line kind" of the findings in a digest of these entries.
  std::vector<std::string> examine(const std::string& entries) const {
    write("a.md", "## Daily Papers (2025-01-02)\n\n" + entries);
    std::vector<std::string> found;
    for (const Finding& f : examine().findings)
      found.push_back(fmt::format("{} {}", f.line, f.kind));
    return found;
  }

  static std::string entry(const std::string& title, const std::string& bullets,
                           const std::string& id = "2501.00001") {
    return "### [" + title + "](https://arxiv.org/abs/" + id + ")\n\nVote: 1\n\nAuthors: A B\n\n" +
           bullets + "\n";
  }

  bool name_is_absent(const std::string& title, const std::string& summary) const {
    return examine(entry(title, "- " + summary)) == std::vector<std::string>{"3 name-absent"};
  }

  fs::path folder_;
};

TEST_F(Doctor, FindsNothingInAGoodDigest) {
  EXPECT_THAT(examine(entry("Alpha: One", "- **What's New**: Alpha는 새로운 방법이다.")),
              IsEmpty());
}

TEST_F(Doctor, NameMayBeWrittenInOtherWays) {
  EXPECT_FALSE(name_is_absent("LLaMA-Omni: Speech", "llama omni는 말한다 이제."));
  EXPECT_FALSE(name_is_absent("StableVideo 3D: Motion", "Stable Video-3D 모델을 제안한다."));
  EXPECT_FALSE(name_is_absent("CogFoo2: Images", "CogFoo는 그림을 그린다."));
  EXPECT_FALSE(name_is_absent("FOO: A Thing", "이 논문은 FOO를 제안한다."));
  EXPECT_FALSE(name_is_absent("GPT-4o: A Thing", "GPT4o-mini를 쓴다 여기서."));
  EXPECT_FALSE(name_is_absent("LinguaX-2: A Thing", "LinguaX를 다시 만든다 여기서."));
  EXPECT_FALSE(name_is_absent("TPT-v2: A Thing", "TPT를 다시 만든다 여기서."));
  EXPECT_FALSE(name_is_absent("SaulX-54B & SaulX-141B: A Thing", "SaulX를 크게 만든다 여기서."));
  EXPECT_FALSE(name_is_absent("NNview and NDIX: A Thing", "NDIX를 만든다 여기서."));
  EXPECT_FALSE(name_is_absent("FooBench: A Thing", "foobench로 평가한다 이제."));
}

TEST_F(Doctor, NameIsAbsent) {
  EXPECT_TRUE(name_is_absent("LOKI: A Benchmark", "영상의 장면 전환을 찾는 방법이다."));
  EXPECT_TRUE(name_is_absent("Rag: A Thing", "storage를 줄이는 방법이다."));
  EXPECT_TRUE(name_is_absent("Real3D: A Thing", "real image를 쓰는 방법이다."));
  EXPECT_TRUE(name_is_absent("SwiftDraw v2: A Thing", "그림을 그리는 방법이다."));
  EXPECT_TRUE(name_is_absent("Foo2Bar: A Thing", "Foo와 다른 방법이다."));
}

TEST_F(Doctor, TitleWithoutName) {
  EXPECT_FALSE(name_is_absent("On the nature of things", "다른 이야기를 한다."));
  EXPECT_FALSE(name_is_absent("Beyond ChatBots: A Thing", "다른 이야기를 한다."));
  EXPECT_FALSE(name_is_absent("What is this: a question", "다른 이야기를 한다."));
  EXPECT_FALSE(name_is_absent("$\\tau$-bench: A Thing", "다른 이야기를 한다."));
  EXPECT_FALSE(name_is_absent("Is It True?: A Thing", "다른 이야기를 한다."));
}

TEST_F(Doctor, ExcusesInPlaceOfASummary) {
  EXPECT_THAT(examine(entry("Things",
                            "- 번역 중 오류 발생: timeout\n- 죄송하지만 요약할 수 없습니다.\n"
                            "- I cannot summarize this, as an AI language model.")),
              ElementsAre("9 boilerplate", "10 boilerplate", "11 boilerplate", "11 untranslated"));
  EXPECT_THAT(
      examine(entry("Things",
                    "- 거절하는 답을 모은 데이터이며, 모델이 사람의 물음에 답하기를 거부하는 "
                    "정도를 \"I cannot\" 같은 말로 잰다.")),
      IsEmpty());
}

TEST_F(Doctor, BulletsWithoutContent) {
  EXPECT_THAT(
      examine(
          entry("Same Thing", "- same thing\n- 끝.\n- **What's New**:\n- 긴 글이다 여기.\n-\n")),
      ElementsAre("9 bullet-is-title", "10 short-bullet", "11 empty-bullet", "13 empty-bullet"));
  EXPECT_THAT(examine(entry("Things", "- **What's New**:\n  - 그 아래에 있다.\n")), IsEmpty());
  EXPECT_THAT(examine(entry("Things", "- **What's New**:\n  다음 줄에 있다.\n")), IsEmpty());
  EXPECT_THAT(examine(entry("Things", "")), ElementsAre("3 no-summary"));
}

TEST_F(Doctor, Literals) {
  EXPECT_THAT(
      examine(entry("Things", "- ['하나', '둘 셋']\n- {'가': '나 다'}\n- [\"하나\", \"둘\"]\n")),
      ElementsAre("9 literal", "10 literal", "11 literal"));
  EXPECT_THAT(examine(entry("Things", "- [1, 2]와 같은 목록이다.\n- {a, b} 집합이다.\n")),
              IsEmpty());
}

TEST_F(Doctor, SummariesMadeUp) {
  const std::string made_up =
      "- 이 논문은 새로운 딥러닝(Deep Learning) 모델을 제안합니다.\n"
      "- Transformer와 Convolutional Neural Network (CNN)를 결합하고 Data Augmentation을 씁니다.\n";
  EXPECT_THAT(examine(entry("Sorting Birds by Song", made_up)), ElementsAre("9 off-topic"));
  EXPECT_THAT(examine(entry("Augmentation of Birds", made_up)), IsEmpty());
}

TEST_F(Doctor, MissingVotesAndAuthors) {
  EXPECT_THAT(examine("### [Things](https://arxiv.org/abs/2501.00001)\n\n- 글이다 여기.\n"),
              ElementsAre("3 no-authors", "3 no-votes"));
}

TEST_F(Doctor, SameBulletInThreePapers) {
  const auto paper = [](int n) {
    return entry(fmt::format("Thing of kind {}", n), "- 모두가 쓰는 같은 글이다.",
                 fmt::format("2501.0000{}", n));
  };
  EXPECT_THAT(examine(paper(1) + paper(2)), IsEmpty());
  EXPECT_THAT(examine(paper(1) + paper(2) + paper(3)),
              ElementsAre("9 repeated-bullet", "16 repeated-bullet", "23 repeated-bullet"));
}

TEST_F(Doctor, SamePaperAgainAndSameTitle) {
  write("b.md", "## Daily Papers (2025-01-03)\n\n" +
                    entry("Sorting Birds by Song", "- 글이다 여기.") +
                    entry("Sorting birds: By song!", "- Sorting birds 다른 글이다.", "2501.00002") +
                    entry("Sorting Birds by Song 2", "- 또 글이다.", "2501.00003"));
  EXPECT_THAT(examine(entry("Sorting Birds by Song", "- 글이다 다시.")),
              ElementsAre("3 listed-again", "10 same-title"));
  EXPECT_EQ(examine().papers, 3U);
  EXPECT_EQ(examine().entries, 4U);
  EXPECT_THAT(examine().findings[0].detail, HasSubstr((folder_ / "a.md").string() + ":3"));
}

TEST_F(Doctor, NearlyTheSameTitleIsOfTheFirst) {
  const auto paper = [](int n, const std::string& title) {
    return entry(title, fmt::format("- 글이다 {}.", n), fmt::format("2501.0000{}", n));
  };
  // Four of five words are shared; four of six, or another number, are too little.
  const std::string text = paper(1, "sorting birds by their song") +
                           paper(2, "Sorting birds by song") +
                           paper(3, "sorting big birds by song") +
                           paper(4, "sorting birds by song") + paper(5, "sorting 2 birds by song");
  EXPECT_THAT(examine(text), ElementsAre("10 same-title", "17 same-title", "24 same-title"));
  const std::vector<Finding> findings = examine().findings;
  EXPECT_THAT(findings[0].detail, HasSubstr("2501.00001"));
  EXPECT_THAT(findings[1].detail, HasSubstr("2501.00002"));
  EXPECT_THAT(findings[2].detail, HasSubstr("2501.00001"));
}

TEST_F(Doctor, EqualBulletsOfAPaperHaveTheirOwnLines) {
  EXPECT_THAT(examine(entry("Things", "- 한단어\n- 긴 글이다 여기.\n- 한단어\n- 한단어 더")),
              ElementsAre("9 short-bullet", "11 short-bullet"));
}

/// Items of the API, each in two lines or all in one.
TEST_F(Doctor, EntriesOfJsonMayShareALine) {
  const auto lines = [&](const std::string& line_break) {
    std::string items;
    for (int n = 1; n <= 3; ++n) {
      items += fmt::format(R"({}{{"paper":{{"id":"2501.0000{}",{}"title":"T","summary":"한단어"}},)"
                           R"("publishedAt":"2025-01-02"}})",
                           n == 1 ? "[" : "," + line_break, n, line_break);
    }
    write("a.json", items + "]");
    std::vector<std::size_t> found;
    for (const Finding& f : examine().findings) {
      if (f.kind == std::string("no-authors")) found.push_back(f.line);
    }
    return found;
  };
  EXPECT_THAT(lines("\n"), ElementsAre(1, 3, 5));
  EXPECT_THAT(lines(""), ElementsAre(1, 1, 1));
}

TEST_F(Doctor, WhatTheReaderComplainsOf) {
  write("c.jsonl",
        "{\"schema\":1,\"id\":\"2501.00009\",\"title\":\"T\",\"listed\":\"2025-01-02\",\"votes\":1,"
        "\"abstract\":\"Text here.\",\"authors\":[\"A\"],\"colour\":1}\nnonsense\n");
  write("README.md", "# Not a digest\n");
  const DoctorReport report = examine();
  EXPECT_THAT(report.findings,
              ElementsAre(Field(&Finding::kind, "skipped"),
                          AllOf(Field(&Finding::kind, "unknown-key"), Field(&Finding::line, 1U),
                                Field(&Finding::detail, "unknown key \"colour\" ignored")),
                          AllOf(Field(&Finding::kind, "rejected"), Field(&Finding::line, 2U),
                                Field(&Finding::id, ""))));
  EXPECT_EQ(report.skipped_files, 1U);
}

TEST_F(Doctor, TellsMergeConflictsFromOtherWarnings) {
  EXPECT_THAT(examine(entry("Sorting Birds by Song",
                            "- Birds 글이다.\n\n<<<<<<< HEAD\n- 한 글이다.\n=======\n- 다른 "
                            "글이다.\n>>>>>>> main\n\n<!-- unknown key -->")),
              ElementsAre("11 merge-conflict", "17 warning"));
}

TEST_F(Doctor, EveryKindIsDescribed) {
  std::vector<std::string> names;
  for (const FindingKind& kind : finding_kinds()) {
    EXPECT_THAT(std::string(kind.meaning), testing::Not(IsEmpty()));
    names.emplace_back(kind.name);
  }
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::unique(names.begin(), names.end()), names.end());
}

TEST_F(Doctor, KeepsItsFindingsWhenNothingCanBeRead) {
  write("a.md", "## Daily Papers (2025-01-02)\n\n### no link\n");
  write("b.md", "# a page of something else\n");
  const DoctorReport report = examine();
  EXPECT_EQ(report.entries, 0U);
  EXPECT_EQ(report.skipped_files, 1U);
  std::vector<std::string> kinds;
  for (const Finding& f : report.findings) kinds.push_back(f.kind);
  EXPECT_THAT(kinds, ElementsAre("rejected", "skipped"));
}

TEST_F(Doctor, WhatTheReaderRepairsOrPassesOver) {
  EXPECT_THAT(examine("### [Things](https://arxiv.org/abs/2501.00001)\n\nVote: 1\n\n"
                      "Authors: ['A B', 'C D']\n\n<<<<<<< HEAD\n- 긴 글이다 여기.\n=======\n"
                      "- 다른 글이다 여기.\n>>>>>>> other\n"),
              ElementsAre("7 literal", "9 merge-conflict"));
  fs::remove(folder_ / "a.md");
  write("a.json",
        R"([{"paper":{"id":"2501.00001","title":"T","summary":"S","upvotes":1,)"
        R"("authors":["A B"],"withdrawnAt":"2025-02-01T00:00:00Z"},"publishedAt":"2025-01-02"}])");
  const DoctorReport report = examine();
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].kind, "withdrawn");
}

}  // namespace
}  // namespace nonmun::doctor
