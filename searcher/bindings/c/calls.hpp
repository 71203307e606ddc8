#pragma once

#include <nonmun/nonmun.h>

#include <exception>
#include <new>
#include <nonmun/error.hpp>
#include <string>
#include <string_view>

namespace nonmun::bindings::c {

/// A copy that nonmun_free() frees. @throws std::bad_alloc
char* copy_of(const std::string& text);

/// An argument that must be a text.
/// @throws Error(usage) when it is NULL or not UTF-8
std::string_view text_argument(const char* name, const char* text);

/// The path of an index: any bytes; NULL is empty.
std::string path_argument(const char* path);

/// @throws Error(usage) when a pointer that a call needs is NULL
template <class Pointer>
auto& needed(const char* name, Pointer* pointer) {
  if (pointer == nullptr) throw Error(Cause::usage, std::string(name) + " is NULL");
  return *pointer;
}

/// Puts a description of `what` into *error, if there is an error and memory for it.
nonmun_status fail(char** error, const Error& what) noexcept;

/// Makes the call, and turns what it throws into a status and a description.
template <class Call>
nonmun_status guarded(char** error, Call call) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    try {
      return call();
    } catch (const Error& what) {
      return fail(error, what);
    } catch (const std::bad_alloc&) {
      return fail(error, Error(Cause::internal, "memory is exhausted"));
    } catch (const std::exception& what) {
      return fail(error, Error(Cause::internal, what.what()));
    }
  } catch (...) {  // no memory for an Error, or something that is no exception of ours
    return NONMUN_INTERNAL;
  }
}

/// The same for calls that answer in JSON: call() returns it.
template <class Call>
nonmun_status answered(char** json, char** error, Call call) noexcept {
  if (json != nullptr) *json = nullptr;
  return guarded(error, [&] {
    char*& answer = needed("json", json);  // before there is anything to lose
    answer = copy_of(call());
    return NONMUN_OK;
  });
}

}  // namespace nonmun::bindings::c
