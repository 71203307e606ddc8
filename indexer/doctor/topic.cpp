#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "indexer/doctor/doctor.hpp"
#include "indexer/reader/text.hpp"

// Summaries that a language model made up because it was given no text: "this paper proposes a new
// deep learning model …", all generalities, about some task the paper has nothing to do with.

namespace nonmun::doctor {
namespace {

/// How the first bullet of such a summary speaks; lower case.
constexpr std::array<std::string_view, 27> kGeneralities = {
    "arxiv 논문",       "arxiv에",           "새로운 딥러닝",
    "새로운 딥 러닝",   "새로운 심층",       "새로운 머신",
    "새로운 기계 학습", "새로운 기계학습",   "새로운 ai",
    "새로운 인공지능",  "새로운 인공 지능",  "최신 ai",
    "최신 인공지능",    "최신 인공 지능",    "최신 딥러닝",
    "최신 머신",        "최신 기계",         "새로운 자연어 처리",
    "새로운 강화",      "새로운 알고리즘",   "혁신적인 알고리즘",
    "혁신적인 ai",      "혁신적인 인공지능", "새로운 신경망",

    "인공지능(ai) 및",  "인공지능 (ai) 및",  "최근 발표된",
};

/// Words that any title and any made-up summary may share.
constexpr std::array<std::string_view, 75> kCommon = {
    "all",         "and",          "approach",   "are",         "art",        "attention",
    "augmented",   "based",        "better",     "can",         "classifier", "data",
    "dataset",     "datasets",     "deep",       "diffusion",   "efficient",  "end",
    "enhancing",   "evaluation",   "fine",       "for",         "framework",  "from",
    "generation",  "generative",   "high",       "how",         "image",      "images",
    "improve",     "improved",     "improving",  "into",        "its",        "language",
    "languages",   "large",        "learning",   "llm",         "llms",       "machine",
    "method",      "methods",      "modal",      "model",       "models",     "more",
    "multi",       "multimodal",   "natural",    "need",        "network",    "networks",
    "neural",      "new",          "not",        "performance", "processing", "quality",
    "self",        "state",        "supervised", "system",      "systems",    "task",
    "tasks",       "technical",    "text",       "the",         "training",   "transfer",
    "transformer", "transformers", "vision",
};

/// Fewer Latin words than this, and a summary may simply be all Korean.
constexpr std::size_t kLatinWords = 8;
/// Words are the same when they begin alike: generate, generation.
constexpr std::size_t kStem = 6;

/// Calls `use` with each lower-case word of ASCII letters and digits, three bytes or more.
template <typename Use>
void each_latin_word(std::string_view text, const Use& use) {
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool inside =
        i < text.size() && (reader::is_ascii_alpha(text[i]) || reader::is_ascii_digit(text[i]));
    if (inside) {
      word += reader::ascii_lower(text[i]);
    } else {
      if (word.size() >= 3) use(word);
      word.clear();
    }
  }
}

bool is_common(const std::string& word) {
  return std::find(kCommon.begin(), kCommon.end(), word) != kCommon.end();
}

bool speaks_in_generalities(std::string_view bullet) {
  std::string text(bullet);
  std::transform(text.begin(), text.end(), text.begin(), reader::ascii_lower);
  return std::any_of(kGeneralities.begin(), kGeneralities.end(), [&](std::string_view phrase) {
    return text.find(phrase) != std::string::npos;
  });
}

}  // namespace

void check_topic(const Place& place, Findings& findings) {
  const paper::Paper& paper = place.entry.paper;
  if (paper.sections.empty() || !speaks_in_generalities(paper.sections.front().text)) return;
  std::unordered_set<std::string> latin;
  std::string squeezed;  // joined, so that a hyphen or space more makes no difference
  for (const paper::Section& section : paper.sections) {
    each_latin_word(section.text, [&](const std::string& word) {
      latin.insert(word);
      squeezed += word;
    });
  }
  if (latin.size() < kLatinWords) return;
  bool shares = false;
  each_latin_word(paper.title, [&](const std::string& word) {
    shares =
        shares || (!is_common(word) && squeezed.find(word.substr(0, kStem)) != std::string::npos);
  });
  if (shares) return;
  findings.add_at(place, 0, kOffTopic,
                  "generalities that share no word with the title: \"" +
                      excerpt(paper.sections.front().text) + "\"");
}

}  // namespace nonmun::doctor
