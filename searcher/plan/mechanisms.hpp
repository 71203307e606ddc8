#pragma once

#include <array>
#include <string_view>

namespace nonmun::query {

/// One way in which a query finds what it does not say literally. Each can be switched off by
/// name; this table drives the option, its help and the documentation.
struct MechanismInfo {
  std::string_view name;
  std::string_view help;
};

inline constexpr std::array kMechanisms = {
    MechanismInfo{"adjacency", "a bonus where neighbouring words of the query stand together"},
    MechanismInfo{"joined", "names in pieces and joined: GPT-4o = gpt4o"},
    MechanismInfo{"spacing", "강화학습 = 강화 학습, in both directions"},
    MechanismInfo{"names", "the exact spelling of a name counts more than its stem"},
    MechanismInfo{"transliteration", "디퓨전 = diffusion, in both directions; 엘엘엠 = LLM"},
    MechanismInfo{"typo", "a word that no paper has is corrected: 트렌스포머, difusion"},
    MechanismInfo{"keyboard", "a word typed in the wrong keyboard layout: rkdghkgkrtmq"},
    MechanismInfo{"aliases", "강화 학습 = reinforcement learning = RL, as the papers say"},
    MechanismInfo{"questions", "question words and requests weigh little"},
    MechanismInfo{"feedback", "words of the best papers bring in related ones"},
};

}  // namespace nonmun::query
