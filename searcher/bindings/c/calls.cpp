#include "searcher/bindings/c/calls.hpp"

#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>

#include "analyzers/text/utf8.hpp"

namespace nonmun::bindings::c {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Error& error) {
  Json json = {
      {"code", error.exit_code()}, {"cause", name_of(error.cause())}, {"message", error.what()}};
  json["hint"] = error.hint().empty() ? Json(nullptr) : Json(error.hint());
  json["column"] = error.column() == 0 ? Json(nullptr) : Json(error.column());
  json["details"] = error.details();
  return json;
}

}  // namespace

char* copy_of(const std::string& text) {
  char* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy == nullptr) throw std::bad_alloc();
  std::memcpy(copy, text.c_str(), text.size() + 1);
  return copy;
}

std::string_view text_argument(const char* name, const char* text) {
  const std::string_view view = &needed(name, text);
  if (!text::decode_utf8(view)) {
    throw Error(Cause::usage, std::string(name) + " is not valid UTF-8");
  }
  return view;
}

std::string path_argument(const char* path) {
  return path == nullptr ? "" : path;
}

nonmun_status fail(char** error, const Error& what) noexcept {
  if (error != nullptr) {
    try {
      // Names of files are in messages as they are, whatever bytes they have.
      *error = copy_of(json_of(what).dump(-1, ' ', false, Json::error_handler_t::replace));
    } catch (const std::exception&) {
      *error = nullptr;
    }
  }
  return static_cast<nonmun_status>(what.exit_code());
}

}  // namespace nonmun::bindings::c
