#include <fmt/format.h>
#include <nonmun/nonmun.h>

#include <cstdlib>
#include <nonmun/search.hpp>
#include <nonmun/version.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "searcher/bindings/c/calls.hpp"
#include "searcher/bindings/c/handles.hpp"
#include "searcher/bindings/c/options.hpp"

// The functions of nonmun.h about the library and about searching.

namespace nonmun::bindings::c {
namespace {

SearchOptions options_of(const char* json, const nonmun_cancel* cancel) {
  SearchOptions options = search_options(json);
  if (cancel != nullptr) options.stop = cancel->source.get_token();
  return options;
}

constexpr double kMaxTimeoutSeconds = 3600;

const Index& index_of(const nonmun_index* index) {
  return needed("index", index).index;
}

}  // namespace
}  // namespace nonmun::bindings::c

using namespace nonmun::bindings::c;  // what follows is in the global namespace, as in C

const char* nonmun_version(void) {
  return nonmun::version();
}

int nonmun_abi_version(void) {
  return NONMUN_ABI_VERSION;
}

void nonmun_free(char* text) {
  std::free(text);
}

nonmun_status nonmun_parameters(char** json, char** error) {
  return answered(json, error, [] { return parameters_json(); });
}

nonmun_status nonmun_analyze(const char* text, char** json, char** error) {
  return answered(json, error, [&] {
    return nonmun::to_json(nonmun::analyze_text(text_argument("text", text)));
  });
}

nonmun_cancel* nonmun_cancel_new(void) {
  try {
    return new nonmun_cancel;
  } catch (const std::exception&) {
    return nullptr;
  }
}

void nonmun_cancel_request(nonmun_cancel* cancel) {
  if (cancel != nullptr) cancel->source.request_stop();
}

void nonmun_cancel_free(nonmun_cancel* cancel) {
  delete cancel;
}

nonmun_status nonmun_open(const char* directory, nonmun_index** index, char** error) {
  if (index != nullptr) *index = nullptr;
  return guarded(error, [&] {
    nonmun_index*& opened = needed("index", index);
    opened = new nonmun_index{nonmun::Index(path_argument(directory))};
    return NONMUN_OK;
  });
}

nonmun_status nonmun_open_all(const char* const* directories, size_t count, double timeout_seconds,
                              nonmun_index** index, char** error) {
  if (index != nullptr) *index = nullptr;
  return guarded(error, [&] {
    nonmun_index*& opened = needed("index", index);
    if (!(timeout_seconds >= 0 && timeout_seconds <= kMaxTimeoutSeconds)) {
      throw nonmun::Error(
          nonmun::Cause::usage,
          fmt::format("timeout_seconds: expected a number from 0 to {:g}", kMaxTimeoutSeconds));
    }
    const std::span names(count > 0 ? &needed("directories", directories) : nullptr, count);
    std::vector<std::string> folders;
    for (const char* const name : names) folders.push_back(path_argument(name));
    opened = new nonmun_index{nonmun::Index::open_all(
        folders, timeout_seconds > 0 ? timeout_seconds : nonmun::kRemoteTimeoutSeconds)};
    return NONMUN_OK;
  });
}

void nonmun_close(nonmun_index* index) {
  delete index;
}

nonmun_status nonmun_search(const nonmun_index* index, const char* query, const char* options,
                            const nonmun_cancel* cancel, char** json, char** error) {
  return answered(json, error, [&] {
    return nonmun::to_json(
        index_of(index).search(text_argument("query", query), options_of(options, cancel)));
  });
}

nonmun_status nonmun_paper(const nonmun_index* index, const char* id, const char* query,
                           char** json, char** error) {
  if (json != nullptr) *json = nullptr;
  return guarded(error, [&] {
    char*& answer = needed("json", json);
    const std::optional<nonmun::PaperDetails> paper = index_of(index).paper(
        text_argument("id", id), query == nullptr ? "" : text_argument("query", query));
    if (!paper) return NONMUN_NOT_FOUND;
    answer = copy_of(nonmun::to_json(*paper));
    return NONMUN_OK;
  });
}

nonmun_status nonmun_similar(const nonmun_index* index, const char* id, const char* options,
                             const nonmun_cancel* cancel, char** json, char** error) {
  return answered(json, error, [&] {
    return nonmun::to_json(
        index_of(index).similar(text_argument("id", id), options_of(options, cancel)));
  });
}

nonmun_status nonmun_suggest(const nonmun_index* index, const char* text, size_t limit, char** json,
                             char** error) {
  return answered(json, error, [&] {
    const std::string_view typed = text_argument("text", text);
    return nonmun::to_json(typed, index_of(index).suggest(typed, limit));
  });
}

nonmun_status nonmun_info(const nonmun_index* index, char** json, char** error) {
  return answered(json, error, [&] { return nonmun::to_json(index_of(index).info()); });
}

nonmun_status nonmun_aliases(const nonmun_index* index, const char* phrase, char** json,
                             char** error) {
  return answered(json, error, [&] {
    const std::string_view name = text_argument("phrase", phrase);
    return nonmun::to_json(name, index_of(index).aliases(name));
  });
}
