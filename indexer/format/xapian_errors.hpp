#pragma once

#include <xapian.h>

#include <string>
#include <utility>

#include "nonmun/error.hpp"

namespace nonmun {

/// The nonmun error that a Xapian one means to the user. `what` says what was being done.
Error from_xapian(const Xapian::Error& error, const std::string& what);

/// Runs `function`, turning Xapian's exceptions (which are no std::exception) into nonmun's. The
/// only place where Xapian::Error is caught.
template <class Function>
auto with_xapian(const std::string& what, Function&& function)
    -> decltype(std::forward<Function>(function)()) {
  try {
    return std::forward<Function>(function)();
  } catch (const Xapian::Error& error) {
    throw from_xapian(error, what);
  }
}

}  // namespace nonmun
