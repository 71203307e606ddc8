#pragma once

#include <string_view>

namespace nonmun::cli {

/// Writes a text to standard output.
void print(std::string_view text);

/// Shows a text through $PAGER (less -FRX when it is not set) and waits until the user leaves it.
/// SIGINT and SIGQUIT are the pager's while it runs: it restores the terminal, this program only
/// waits. LESSCHARSET is utf-8 for it unless set. A pager that cannot be run: print().
void page(std::string_view text);

}  // namespace nonmun::cli
