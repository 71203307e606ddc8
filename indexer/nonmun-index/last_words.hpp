#pragma once

#include <functional>
#include <nonmun/error.hpp>
#include <string>

namespace nonmun::program {

/// Makes the program say what happened, and end with the exit code of it, where Xapian leaves no
/// way back to a caller.
///
/// Xapian 1.4 can let an exception out of a destructor when writing goes on failing while it tidies
/// up after the first failure. The published index is not touched by that, and the next run removes
/// what this one leaves.
void catch_xapian_giving_up();

/// What a command leaves behind in that case, such as its report, for as long as the object is
/// there. Called once, in the thread that fails.
class LastWords {
 public:
  /// @param index that is written, for the message
  LastWords(std::string index, std::function<void(const Error&)> leave);
  LastWords(const LastWords&) = delete;
  LastWords& operator=(const LastWords&) = delete;
  ~LastWords();
};

}  // namespace nonmun::program
