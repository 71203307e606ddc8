#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/paper/paper.hpp"

namespace nonmun::index {

/// The names of methods, models and datasets that a paper mentions, as written, each spelling once,
/// in the order of the paper: the part of the title before its colon, and words with a capital or a
/// digit beyond their first letter (LoRA, GPT-4o, ImageNet, LLM). At most kMaxMethodNames.
std::vector<std::string> method_names(const paper::Paper& paper);

inline constexpr std::size_t kMaxMethodNames = 64;

}  // namespace nonmun::index
