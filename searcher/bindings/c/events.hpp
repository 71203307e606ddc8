#pragma once

#include <nonmun/nonmun.h>

#include <functional>
#include <nonmun/update.hpp>
#include <string>

namespace nonmun::bindings::c {

/// A listener as the library takes it: JSON made of what the library says.
struct Events {
  nonmun_listener listener = nullptr;
  void* context = nullptr;

  /// Both are empty without a listener.
  std::function<void(const Progress&)> progress() const;
  std::function<void(const std::string&)> warning() const;
};

/// The report of a run, with the keys of the report of the program.
std::string to_json(const UpdateReport& report);

}  // namespace nonmun::bindings::c
