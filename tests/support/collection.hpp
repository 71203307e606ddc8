#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <nonmun/search.hpp>
#include <nonmun/update.hpp>
#include <random>
#include <string>
#include <vector>

#include "indexer/paper/paper.hpp"
#include "tests/support/folder.hpp"

// Random collections of papers, and an index of them. Everything follows from a seed.

namespace nonmun::property {

using Random = std::mt19937;

inline std::size_t below(Random& random, std::size_t n) {
  return random() % n;
}

template <class Container>
const auto& pick(Random& random, const Container& from) {
  return from[below(random, from.size())];
}

/// Words that a query and a document may share; the analyzer makes one term of each.
inline const std::vector<std::string> kWords = {
    "모델",      "모델의",   "모델은", "학습",      "학습을", "강화",    "확산",   "데이터",
    "언어",      "비디오",   "추론",   "LLM",       "LLM은",  "gan",     "video",  "learning",
    "Diffusion", "training", "models", "attention", "memory", "pruning", "로봇이", "정책"};
/// Words that only documents have: names that give several terms.
inline const std::vector<std::string> kNames = {
    "GPT-4o", "DataDreamer", "zero-shot",        "2.5",
    "C++",    "강화학습",    "\xf0\x9f\x98\x80", "LLaMA2-Chat"};
inline const std::vector<std::string> kGivenNames = {"Ada", "Grace", "Minsu", "José", "영희"};
inline const std::vector<std::string> kFamilyNames = {"Lovelace", "Hopper", "Kim", "Müller", "이"};

inline std::string random_text(Random& random, std::size_t most) {
  std::string text;
  for (std::size_t n = below(random, most) + 1; n > 0; --n) {
    if (!text.empty()) text += below(random, 8) == 0 ? ", " : " ";
    text += below(random, 6) == 0 ? pick(random, kNames) : pick(random, kWords);
  }
  return text;
}

inline std::vector<paper::Paper> random_papers(Random& random, std::size_t count) {
  std::vector<paper::Paper> papers;
  for (std::size_t i = 0; i < count; ++i) {
    paper::Paper p;
    p.id = fmt::format("22{:02}.{:05}", below(random, 12) + 1, i);
    p.listed = {fmt::format("{}-{:02}-{:02}", 2023 + below(random, 3), below(random, 3) * 5 + 1,
                            below(random, 4) * 9 + 1)};
    // Twins with equal scores try the order of ties.
    if (!papers.empty() && below(random, 5) == 0) {
      const paper::Paper& twin = pick(random, papers);
      p.title = twin.title;
      p.sections = twin.sections;
      p.authors = twin.authors;
      p.votes = twin.votes;
      papers.push_back(p);
      continue;
    }
    p.title = random_text(random, 8);
    for (std::size_t n = below(random, 3) + 1; n > 0; --n) {
      p.sections.push_back({paper::SectionKind::body, "", random_text(random, 30)});
    }
    for (std::size_t n = below(random, 3); n > 0; --n) {
      const std::string author = pick(random, kGivenNames) + " " + pick(random, kFamilyNames);
      if (std::find(p.authors.begin(), p.authors.end(), author) == p.authors.end()) {
        p.authors.push_back(author);
      }
    }
    if (below(random, 4) != 0)
      p.votes = below(random, 3) == 0 ? below(random, 500) : below(random, 9);
    papers.push_back(std::move(p));
  }
  return papers;
}

inline std::string jsonl(const std::vector<paper::Paper>& papers) {
  std::string lines;
  for (const paper::Paper& p : papers) {
    nlohmann::json line = {{"schema", 1},          {"id", p.id},
                           {"title", p.title},     {"listed", p.listed.front()},
                           {"authors", p.authors}, {"sections", nlohmann::json::array()}};
    for (const paper::Section& s : p.sections)
      line["sections"].push_back({{"kind", "body"}, {"text", s.text}});
    if (p.votes) line["votes"] = *p.votes;
    lines += line.dump() + "\n";
  }
  return lines;
}

using testing_support::Folder;

inline void update(const std::string& index, const std::vector<std::string>& sources,
                   unsigned jobs = 1, bool rebuild = false) {
  UpdateOptions options;
  options.index = index;
  options.sources = sources;
  options.jobs = jobs;
  options.rebuild = rebuild;
  options.max_drop_percent = 100;
  const UpdateReport report = update_index(options);
  ASSERT_EQ(report.rejected, 0U) << report.rejects.front().reason;
}

/// All that an answer says of its hits, for comparisons.
inline std::vector<std::string> answer(const Results& results) {
  std::vector<std::string> lines = {fmt::format("{} {}", results.found, results.found_exact)};
  for (const Hit& hit : results.hits) {
    lines.push_back(fmt::format("{} {} {:.12g}", hit.rank, hit.id, hit.score));
  }
  return lines;
}

/// Options under which only the plain query counts.
inline SearchOptions plain() {
  SearchOptions options;
  for (const Mechanism& mechanism : mechanisms()) options.without.push_back(mechanism.name);
  options.limit = 1000;
  return options;
}

}  // namespace nonmun::property
