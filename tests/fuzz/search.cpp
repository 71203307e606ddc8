#include <cmath>
#include <nonmun/search.hpp>
#include <nonmun/update.hpp>
#include <utility>

#include "tests/fuzz/checks.hpp"

// Planner, matcher, ranking, snippets, explanation and JSON, over a small index that is made once.

namespace nonmun::fuzz {
namespace {

constexpr std::string_view kPapers =
    R"({"schema":1,"id":"2401.00001","title":"Diffusion Models for Video","listed":"2024-01-02","votes":12,"authors":["Ada Lovelace","김영희"],"sections":[{"kind":"body","text":"확산 모델(Diffusion Model, DM)로 비디오를 만듭니다. 디퓨전 모델의 학습을 다룹니다."}]}
{"schema":1,"id":"2401.00002","title":"Reinforcement Learning from Human Feedback","listed":"2024-01-02","votes":80,"authors":["Grace Hopper"],"sections":[{"kind":"body","text":"강화 학습(Reinforcement Learning, RL)과 사람의 피드백으로 LLM을 맞춥니다."}]}
{"schema":1,"id":"2402.00003","title":"GPT-4o and C++: a Study","listed":"2024-02-05","authors":["Tri Dao"],"sections":[{"kind":"whats_new","text":"GPT-4o가 C++ 코드를 쓰는 능력을 잽니다. zero-shot 성능이 2.5배입니다."}]}
{"schema":1,"id":"2402.00004","title":"DataDreamer","listed":"2024-02-05","votes":0,"authors":["Ada Lovelace"],"sections":[{"kind":"technical","text":"DataDreamer는 합성 데이터를 만듭니다. 강화학습에도 씁니다."}]}
{"schema":1,"id":"2403.00005","title":"Speculative Decoding","listed":"2024-03-01","votes":25,"authors":["이철수"],"sections":[{"kind":"body","text":"추측 디코딩(speculative decoding)으로 트랜스포머(transformer)의 추론이 빨라집니다."}]}
{"schema":1,"id":"2403.00006","title":"Robot Policies","listed":"2024-03-01","votes":3,"authors":["Minsu Kim"],"sections":[{"kind":"body","text":"로봇이 강화 학습으로 정책을 배웁니다. 강화 학습(reinforcement learning)."}]}
{"schema":1,"id":"2404.00007","title":"Quantization of Language Models","listed":"2024-04-01","votes":9,"authors":["Minsu Kim","Grace Hopper"],"sections":[{"kind":"performance","text":"언어 모델의 양자화와 프루닝(pruning)을 비교합니다."}]}
{"schema":1,"id":"2404.00008","title":"Vision Transformers","listed":"2024-04-01","votes":7,"authors":["Tri Dao"],"sections":[{"kind":"body","text":"비전 트랜스포머는 어텐션(attention)을 씁니다. 모델을학습하여성능을 높입니다."}]}
)";

const Index& index() {
  static const Folder folder;
  static const Index open = [] {
    UpdateOptions options;
    options.index = folder / "index";
    options.sources = {folder.write("papers.jsonl", kPapers)};
    options.jobs = 1;
    const UpdateReport report = update_index(options);
    require(report.documents == 8, "the index has its papers");
    return Index::open_generation(options.index + "/generations/" + report.generation);
  }();
  return open;
}

/// Three bytes choose the options.
SearchOptions options_from(Input& input) {
  SearchOptions options;
  const std::uint8_t flags = input.byte();
  options.explain = (flags & 1) != 0;
  options.sort = static_cast<Sort>((flags >> 1) % 3);
  options.recency_weight = (flags & 16) != 0 ? 0.5 : 0;
  options.as_of = "2024-06-01";
  options.limit = input.byte() % 12U;
  // A bit for every eighth mechanism: with fewer of them a run takes less, and those that are on
  // meet each other without the rest.
  const std::uint8_t off = input.byte();
  std::uint8_t number = 0;
  for (const Mechanism& mechanism : mechanisms()) {
    if ((off >> (number++ % 8) & 1) != 0) options.without.push_back(mechanism.name);
  }
  return options;
}

void check(const Results& results, const SearchOptions& options) {
  require(results.hits.size() <= options.limit, "no more hits than asked for");
  require(results.hits.size() <= results.listed && results.listed <= results.found &&
              results.found_all <= results.found && results.found <= results.out_of,
          "hits are listed, listed papers are found, and found papers are in the index");
  std::pair last{true, std::numeric_limits<double>::infinity()};
  for (const Hit& hit : results.hits) {
    require(std::isfinite(hit.score), "a score is a number");
    if (options.sort == Sort::relevance) {
      const std::pair place{!hit.pinned.empty(), hit.score};
      require(place <= last, "pinned papers come first, then the best");
      last = place;
    }
    for (const Snippet& snippet : hit.snippets) check_snippet(snippet);
  }
  // Writing JSON takes as long as finding what it says, so not every time.
  if (options.explain) require(!to_json(results).empty(), "results are JSON");
}

}  // namespace

void run(std::string_view bytes) {
  Input input(bytes);
  const SearchOptions options = options_from(input);
  try {
    check(index().search(input.rest(), options), options);
  } catch (const Error& error) {
    require(error.code() == ErrorCode::usage, "a bad query is an error of usage");
  }
}

}  // namespace nonmun::fuzz
