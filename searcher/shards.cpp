#include "searcher/shards.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "indexer/index/manifest.hpp"
#include "indexer/system/files.hpp"

namespace nonmun {
namespace {

/// The generations that an index can be searched in, the current one first.
struct Choice {
  std::vector<std::pair<index::Pointer, index::Manifest>> generations;
  std::optional<Error> error;  ///< why there is none

  bool is_shard() const {
    return !generations.empty() && generations.front().second.shard.has_value();
  }
};

Choice choice_of(const index::IndexPaths& index) {
  Choice choice;
  try {
    index::with_published(index, [&](const index::Published& published) {
      choice.generations = {{published.now, index::read_manifest(index, published.now)}};
      if (!published.previous || !choice.is_shard()) return;
      try {
        choice.generations.emplace_back(*published.previous,
                                        index::read_manifest(index, *published.previous));
      } catch (const Error&) {
        return;  // the current one may do
      }
    });
  } catch (const Error& error) {
    choice.error = error;
  }
  return choice;
}

Error mixed(const std::string& what) {
  return {Cause::mixed_shards, what,
          "wait until all shards are published; or update the index, with its shards, and copy all "
          "of them"};
}

/// The newest generation of the whole that all shards have; empty without shards.
std::string common_whole(const std::vector<index::IndexPaths>& indexes,
                         const std::vector<Choice>& choices) {
  std::map<std::pair<std::uint64_t, std::string>, std::size_t> wholes;  // shards that have it
  std::map<std::uint32_t, std::size_t> numbers;
  std::size_t shards = 0;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (!choices[i].is_shard()) continue;
    ++shards;
    const std::uint32_t number = choices[i].generations.front().second.shard->number;
    const auto [same, is_new] = numbers.emplace(number, i);
    if (!is_new) {
      throw mixed(fmt::format("{} and {} are both shard {}", indexes[same->second].root,
                              indexes[i].root, number));
    }
    std::string last;
    for (const auto& [pointer, manifest] : choices[i].generations) {
      if (!manifest.shard || manifest.shard->generation == last) continue;
      last = manifest.shard->generation;
      ++wholes[{manifest.shard->sequence, last}];
    }
  }
  if (shards == 0) return {};
  const auto newest = std::find_if(wholes.rbegin(), wholes.rend(),
                                   [&](const auto& it) { return it.second == shards; });
  if (newest != wholes.rend()) return newest->first.second;
  std::string list;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (!choices[i].is_shard()) continue;
    list += fmt::format("{}{} of {}", list.empty() ? "" : ", ", indexes[i].root,
                        choices[i].generations.front().second.shard->generation);
  }
  throw mixed("the shards are of different generations of their index: " + list);
}

/// The generation to open; nothing when the index is to be left out.
const index::Pointer& pointer_of(const Choice& choice, const std::string& whole) {
  if (!choice.is_shard()) return choice.generations.front().first;
  const auto found = std::find_if(
      choice.generations.begin(), choice.generations.end(), [&](const auto& generation) {
        return generation.second.shard && generation.second.shard->generation == whole;
      });
  return found->first;
}

std::shared_ptr<Shard> shard_of(const index::IndexPaths& index, const index::Pointer& pointer,
                                const Snapshot* before, double remote_timeout) {
  if (before != nullptr) {
    for (const std::shared_ptr<Shard>& shard : before->shards()) {
      if (shard->index() == index.root && shard->pointer() == pointer) return shard;
    }
  }
  return std::make_shared<Shard>(index, pointer, remote_timeout);
}

std::shared_ptr<Snapshot> open_one(const index::IndexPaths& index, const Snapshot* before,
                                   double remote_timeout) {
  const std::optional<index::Pointer> pointer = index::read_pointer(index);
  if (!pointer) throw index::no_index(index);
  return std::make_shared<Snapshot>(
      std::vector<std::shared_ptr<Shard>>{shard_of(index, *pointer, before, remote_timeout)});
}

}  // namespace

AllPublished read_all_published(const std::vector<index::IndexPaths>& indexes) {
  AllPublished all;
  for (const index::IndexPaths& index : indexes) {
    try {
      all.push_back(index::read_published(index));
      if (!all.back() && indexes.size() == 1) throw index::no_index(index);
    } catch (const Error&) {
      if (indexes.size() == 1) throw;
      all.emplace_back();
    }
  }
  return all;
}

const AllPublished& CurrentFiles::read() {
  try {
    std::vector<std::string> contents;
    for (const index::IndexPaths& index : indexes_) {
      contents.push_back(system::read_file(index.current()));
    }
    if (contents == contents_) return published_;
    contents_.clear();
    published_.clear();
    for (const std::string& content : contents) {
      published_.push_back(index::Published::decode(content));
    }
    if (std::all_of(published_.begin(), published_.end(), [](const auto& it) { return it; })) {
      contents_ = std::move(contents);
      return published_;
    }
  } catch (const Error&) {
    contents_.clear();
  }
  published_ = read_all_published(indexes_);  // which says what is wrong
  return published_;
}

std::shared_ptr<Snapshot> open_shards(const std::vector<index::IndexPaths>& indexes,
                                      const Snapshot* before, double remote_timeout) {
  if (indexes.size() == 1) return open_one(indexes.front(), before, remote_timeout);
  std::vector<Choice> choices;
  for (const index::IndexPaths& index : indexes) choices.push_back(choice_of(index));
  const std::string whole = common_whole(indexes, choices);
  std::vector<std::shared_ptr<Shard>> shards;
  std::vector<match::Documents::Shard> databases;
  std::vector<FailedShard> failed;
  std::optional<Error> first_error;
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    try {
      if (choices[i].error) throw *choices[i].error;
      std::shared_ptr<Shard> shard =
          shard_of(indexes[i], pointer_of(choices[i], whole), before, remote_timeout);
      databases.push_back(shard->open());
      shards.push_back(std::move(shard));
    } catch (const Error& error) {
      failed.push_back({indexes[i].root, error.what()});
      if (!first_error) first_error = error;
    }
  }
  if (shards.empty()) throw *first_error;
  return std::make_shared<Snapshot>(std::move(shards), std::move(databases), std::move(failed));
}

}  // namespace nonmun
