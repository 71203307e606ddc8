#pragma once

#include <sys/types.h>

#include <functional>
#include <nonmun/search.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/nonmun-search/interactive/model.hpp"
#include "searcher/nonmun-search/interactive/tty.hpp"

namespace nonmun::program::interactive {

/// What the interactive mode has from the rest of the program.
struct Tools {
  Model::Preview preview;
  /// BibTeX of papers.
  std::function<std::string(const std::vector<Hit>&)> bibtex;
  /// Starts a browser with a page. It reads and writes the terminal with this descriptor; -1: it
  /// has none. @return its process @throws Error(usage), Error(io)
  std::function<pid_t(const std::string& url, int terminal)> start_browser;
  /// What the library says, in the user's language.
  std::function<std::string(std::string_view)> library_text;
};

/// Lets somebody search until they choose papers or leave.
/// @return the papers; nothing when they left, by a key or a signal
/// @throws Error(usage) as Screen
std::optional<std::vector<Hit>> run(const Index& index, const Tty& tty, Model::Start start,
                                    const Tools& tools, bool colour);

}  // namespace nonmun::program::interactive
