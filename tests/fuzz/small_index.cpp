#include "tests/fuzz/small_index.hpp"

#include <nonmun/update.hpp>
#include <string_view>

#include "tests/fuzz/fuzz.hpp"

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

}  // namespace

const SmallIndex& small_index() {
  static const Folder folder;
  static const SmallIndex index = [] {
    UpdateOptions options;
    options.index = folder / "index";
    options.sources = {folder.write("papers.jsonl", kPapers)};
    options.jobs = 1;
    const UpdateReport report = update_index(options);
    require(report.documents == 8, "the index has its papers");
    return SmallIndex{options.index, report.generation};
  }();
  return index;
}

}  // namespace nonmun::fuzz
