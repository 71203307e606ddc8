#include "indexer/index/generation.hpp"

#include <algorithm>
#include <filesystem>

#include "indexer/system/files.hpp"
#include "indexer/system/user_folders.hpp"

namespace nonmun::index {
namespace {

namespace fs = std::filesystem;

/// Takes a line "NAME HASH" off the text; nothing when there is none in good order.
std::optional<Pointer> take_pointer(std::string_view& text) {
  constexpr std::size_t kHashLength = 32;
  constexpr std::string_view kHex = "0123456789abcdef";
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::size_t space = line.find(' ');
  if (line.size() == text.size() || space == std::string_view::npos || space == 0) return {};
  const std::string_view name = line.substr(0, space);
  const std::string_view hash = line.substr(space + 1);
  if (!is_generation_name(name) || hash.size() != kHashLength ||
      hash.find_first_not_of(kHex) != std::string_view::npos) {
    return {};
  }
  text.remove_prefix(line.size() + 1);
  return Pointer{std::string(name), std::string(hash)};
}

}  // namespace

Error damaged_index(const std::string& what) {
  return {Cause::damaged, "the index is damaged: " + what,
          "go back to the previous generation, or rebuild the index"};
}

std::string default_index_directory() {
  if (std::string own = system::environment("NONMUN_INDEX"); !own.empty()) return own;
  return system::user_folder("XDG_DATA_HOME", ".local/share") + "/nonmun/index";
}

Error no_index(const IndexPaths& index) {
  return {Cause::no_index, "there is no index in " + index.root,
          "create it by an update from its sources"};
}

bool is_generation_name(std::string_view name) {
  constexpr std::string_view kTime = "00000000T000000Z-";
  constexpr std::size_t kMinDigits = 4;
  constexpr std::size_t kMaxDigits = 16;
  if (name.size() < kTime.size() + kMinDigits || name.size() > kTime.size() + kMaxDigits) {
    return false;
  }
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t i = 0; i < kTime.size(); ++i) {
    if (kTime[i] == '0' ? !is_digit(name[i]) : name[i] != kTime[i]) return false;
  }
  return std::all_of(name.begin() + kTime.size(), name.end(),
                     [&](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

std::optional<Published> Published::decode(std::string_view content) {
  const std::optional<Pointer> now = take_pointer(content);
  const std::optional<Pointer> previous = take_pointer(content);
  if (!now || !content.empty()) return std::nullopt;
  return Published{*now, previous};
}

std::optional<Published> read_published(const IndexPaths& index) {
  std::error_code error;
  const fs::file_status status = fs::status(index.current(), error);
  if (status.type() == fs::file_type::not_found) {
    if (fs::exists(index.root, error) && !fs::is_directory(index.root, error)) {
      throw Error(ErrorCode::no_index, index.root + " is not a folder",
                  "name the folder of an index");
    }
    return std::nullopt;
  }
  if (fs::is_directory(status)) throw damaged_index(index.current() + " is a folder");
  const std::optional<Published> published = Published::decode(system::read_file(index.current()));
  if (!published) throw damaged_index(index.current() + " does not name a generation");
  return published;
}

std::optional<Pointer> read_pointer(const IndexPaths& index) {
  const std::optional<Published> published = read_published(index);
  if (!published) return std::nullopt;
  return published->now;
}

}  // namespace nonmun::index
