#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/reader_testing.hpp"

// Hostile and damaged input: nothing here may crash, take long, or cost an entry that is whole.

namespace nonmun::reader {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string repeat(const std::string& text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string entry(int number, const std::string& body) {
  return "### [Paper " + std::to_string(number) + "](https://arxiv.org/abs/2501." +
         std::to_string(10000 + number) + ")\n" + body + "\n";
}

Contribution read_between(const std::string& body) {
  return read_digest("/d/a.md", in_day(entry(1, "- one") + entry(2, body) + entry(3, "- three")));
}

TEST(ReaderHostile, LongLinesAreRejectedAndTheRestIsKept) {
  const Contribution c = read_between("- fine\n- " + repeat("![[]()", 40'000));
  EXPECT_THAT(ids_of(c), ElementsAre("2501.10001", "2501.10003"));
  EXPECT_THAT(rejects_of(c), ElementsAre("7: line of 240002 bytes, more than 65536"));
  const Contribution edge = read_between("- " + std::string(64 * 1024 - 2, 'x'));
  EXPECT_THAT(edge.entries, SizeIs(3));
}

TEST(ReaderHostile, LongEntriesAreRejectedAndTheRestIsKept) {
  const Contribution c = read_between(repeat("- word\n", 40'000));
  EXPECT_THAT(ids_of(c), ElementsAre("2501.10001", "2501.10003"));
  EXPECT_THAT(c.rejects, SizeIs(1));
  EXPECT_THAT(rejects_of(c),
              ElementsAre(testing::MatchesRegex("5: entry of .* bytes, more than 262144")));
}

TEST(ReaderHostile, LongLinesOutsideEntries) {
  const std::string line(70'000, 'x');
  const Contribution c = read_digest(
      "/d/a.md",
      line + "\n" + in_day(entry(1, "- a") + "### [" + line + "\n- b\n" + entry(2, "- c")));
  EXPECT_THAT(ids_of(c), ElementsAre("2501.10001", "2501.10002"));
  EXPECT_THAT(c.rejects, SizeIs(2));
  EXPECT_EQ(c.rejects[0].line, 1U);
  EXPECT_EQ(c.rejects[1].line, 6U);
}

// Within the limits, text that costs cmark's inline parser seconds costs nothing: it never sees it.
TEST(ReaderHostile, SuperlinearMarkdownWithinTheLimits) {
  std::vector<std::string> bodies;
  for (const std::string unit : {"![[]()", "[", "*a_ ", "<", "`a``b", "&#x", "\\", "**a*b_"}) {
    bodies.push_back(repeat("- " + repeat(unit, 60'000 / unit.size()) + "\n", 4));
    bodies.push_back(repeat(repeat(unit, 60'000 / unit.size()) + "\n", 4));
  }
  for (const std::string unit :
       {"> ", "- ", ">", "1. ", "* ", "#", "\t", "[a]: b\n", "- a\n\n", "<div>\n", "```\n", "a\n",
        "- \n", "<!--\n", "===\n", "\r", "Authors: a,\n"}) {
    bodies.push_back(repeat(unit, 60'000 / unit.size()) + "\n" + repeat(">\n\n", 60'000));
    bodies.push_back(repeat(unit, 240'000 / unit.size()));
  }
  std::string deeper;
  for (std::size_t i = 0; i < 500; ++i) deeper += std::string(2 * (i % 250), ' ') + "- x\n";
  bodies.push_back(deeper + repeat("\n", 100'000));
  for (const std::string& body : bodies) {
    const Contribution c = read_between(body);
    EXPECT_GE(c.entries.size(), 2U);
    EXPECT_EQ(ids_of(c).front(), "2501.10001");
    EXPECT_EQ(ids_of(c).back(), "2501.10003");
  }
}

TEST(ReaderHostile, DeepListsKeepTheirText) {
  std::string body;
  for (std::size_t i = 0; i < 200; ++i)
    body += std::string(2 * i, ' ') + "- w" + std::to_string(i) + "\n";
  const Contribution c = read_between(body);
  ASSERT_THAT(c.entries, SizeIs(3));
  std::string all;
  for (const std::string& text : texts_of(c.entries[1].paper)) all += " " + text + " ";
  for (std::size_t i = 0; i < 200; ++i) {
    EXPECT_THAT(all, HasSubstr("w" + std::to_string(i) + " "));
  }
}

TEST(ReaderHostile, HugeLinesOfEveryFormat) {
  const std::string huge(100'000'000, 'x');
  const Contribution markdown =
      read_digest("/d/a.md", in_day(entry(1, "- a") + entry(2, "- " + huge) + entry(3, "- c")));
  EXPECT_THAT(ids_of(markdown), ElementsAre("2501.10001", "2501.10003"));
  const Contribution lines = read_digest(
      "/d/a.jsonl",
      "{\"a\":\"" + huge + "\"}\n" +
          R"({"schema":1,"id":"x:1","title":"T","listed":"2025-01-02","abstract":"a"})");
  EXPECT_THAT(ids_of(lines), ElementsAre("x:1"));
  EXPECT_THAT(rejects_of(lines), ElementsAre("1: entry of 100000008 bytes, more than 262144"));
  const Contribution array = read_digest(
      "stdin",
      "[{\"a\":\"" + huge +
          R"("},{"paper":{"id":"2501.00001","title":"T"},"publishedAt":"2025-01-02T00:00:00Z"}])");
  EXPECT_THAT(ids_of(array), ElementsAre("2501.00001"));
  EXPECT_THAT(array.rejects, SizeIs(1));
}

TEST(ReaderHostile, DeepJson) {
  for (const std::string open : {"[", "{\"a\":"}) {
    const std::string deep = "{\"schema\":1,\"a\":" + repeat(open, 40'000);
    EXPECT_THAT(rejects_of(read_digest("stdin", deep)),
                ElementsAre("1: nested deeper than 32 levels"));
    EXPECT_THAT(read_digest("stdin", "[" + deep).rejects, SizeIs(1));
    EXPECT_THAT(read_digest("stdin", "[" + repeat(open, 100'000)).rejects, SizeIs(1));
  }
  // Brackets in strings are not depth.
  const std::string text =
      R"({"schema":1,"id":"x:1","title":"T","listed":"2025-01-02","abstract":")" +
      repeat("[\\\"{", 500) + "\"}";
  EXPECT_THAT(read_digest("stdin", text).entries, SizeIs(1));
  EXPECT_THAT(read_digest("a.json", "[" + repeat("]", 1000) + repeat("[,}", 1000)).entries,
              IsEmpty());
}

// Random damage. Each file has many entries; one is damaged at random, and all others must come
// out exactly as they do from the whole file.

std::vector<std::string> markdown_entries() {
  std::vector<std::string> entries;
  for (int i = 0; i < 12; ++i) {
    entries.push_back(entry(i, "\n![](https://example.org/a.png)\n\nVote: " + std::to_string(i) +
                                   "\n\nAuthors: A B, C D\n\n- **What's New**: 새 돛과 배 (boat) " +
                                   std::to_string(i) +
                                   "\n- **Technical Details**: 세 가지:\n1) 하나\n2) 둘\n- "
                                   "***Limitations***: ['a', 'b']\n  - nested\n"));
  }
  return entries;
}

std::vector<std::string> jsonl_entries() {
  std::vector<std::string> entries;
  for (int i = 0; i < 12; ++i) {
    entries.push_back(R"({"schema":1,"id":"2501.)" + std::to_string(10000 + i) +
                      R"(","title":"배 Boat","listed":"2025-01-02","votes":3,)"
                      R"("sections":[{"kind":"technical","text":"돛 \"sail\""}],"authors":["A"]})"
                      "\n");
  }
  return entries;
}

/// Bytes that matter to the formats, and all others.
char random_byte(std::mt19937& random) {
  static const std::string kSpecial = "#-*[](){}<>!`\\\"':,.0123456789 \t\r>+~_=&ABCxyz";
  if (random() % 4 != 0) return kSpecial[random() % kSpecial.size()];
  const char c = static_cast<char>(random() % 255 + 1);
  return c == '\n' ? ' ' : c;
}

/// Damages `text` at random places from `from` on.
void damage(std::string& text, std::size_t from, std::mt19937& random) {
  const std::size_t times = 1 + random() % 6;
  for (std::size_t i = 0; i < times; ++i) {
    // The last line break stays: without it the damage would be in the next entry as well.
    if (text.size() < from + 2) return;
    const std::size_t at = from + random() % (text.size() - from - 1);
    switch (random() % 5) {
      case 0:
        text[at] = random_byte(random);
        break;
      case 1:
        text.erase(at, std::min<std::size_t>(1 + random() % 20, text.size() - 1 - at));
        break;
      case 2:
        text.insert(at, 1, random_byte(random));
        break;
      case 3:
        text.insert(at,
                    text.substr(at, std::min<std::size_t>(random() % 40, text.size() - 1 - at)));
        break;
      default:
        text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1U << (random() % 8)));
        if (text[at] == '\0') text[at] = ' ';
        break;
    }
  }
}

void damage_one_entry_at_random(const std::string& file, const std::string& start,
                                const std::vector<std::string>& entries, std::size_t from,
                                std::size_t rounds) {
  const auto join = [&](const std::vector<std::string>& parts) {
    std::string text = start;
    for (const std::string& part : parts) text += part;
    return text;
  };
  const Contribution whole = read_digest(file, join(entries));
  ASSERT_EQ(whole.entries.size(), entries.size());
  std::mt19937 random(20250102);
  for (std::size_t round = 0; round < rounds; ++round) {
    std::vector<std::string> parts = entries;
    const std::size_t hit = 1 + random() % (parts.size() - 1);
    damage(parts[hit], from, random);
    const Contribution c = read_digest(file, join(parts));
    SCOPED_TRACE("round " + std::to_string(round) + ": " + parts[hit]);
    const std::size_t after = entries.size() - 1 - hit;
    ASSERT_GE(c.entries.size(), entries.size() - 1);
    for (std::size_t i = 0; i < hit; ++i) ASSERT_EQ(c.entries[i].paper, whole.entries[i].paper);
    for (std::size_t i = 1; i <= after; ++i) {
      ASSERT_EQ(c.entries[c.entries.size() - i].paper, whole.entries[entries.size() - i].paper);
    }
    // The damaged entry itself is read somehow, or named.
    ASSERT_GE(c.entries.size() + c.rejects.size(), entries.size() - 1);
  }
}

// Without its "### [" an entry becomes text of the one above, so that much stays whole.
TEST(ReaderHostile, RandomDamageStaysInItsEntryMarkdown) {
  damage_one_entry_at_random("/d/a.md", in_day(""), markdown_entries(), 5, 3000);
}

TEST(ReaderHostile, RandomDamageStaysInItsLineJsonl) {
  damage_one_entry_at_random("/d/a.jsonl", "", jsonl_entries(), 0, 3000);
}

TEST(ReaderHostile, RandomBytesNeverCrash) {
  std::mt19937 random(7);
  std::vector<std::string> starts = {
      "", in_day(""), "{", "[", in_day(entry(1, "")), "[{\"paper\":{\"id\":\"2501.00001\","};
  for (std::size_t round = 0; round < 3000; ++round) {
    std::string text = starts[round % starts.size()];
    const std::size_t size = random() % 300;
    for (std::size_t i = 0; i < size; ++i) {
      text += random() % 12 == 0 ? '\n' : random() % 200 == 0 ? '\0' : random_byte(random);
    }
    for (const std::string file : {"stdin", "/d/a.md", "/d/a.json"}) {
      const Contribution c = read_digest(file, text);
      for (const Entry& e : c.entries) {
        EXPECT_NE(e.paper.id, "");
        EXPECT_NE(e.paper.title, "");
        EXPECT_THAT(e.paper.listed, testing::Not(IsEmpty()));
      }
    }
  }
}

}  // namespace
}  // namespace nonmun::reader
