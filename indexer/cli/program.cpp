#include "indexer/cli/program.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xapian.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <nonmun/error.hpp>
#include <nonmun/version.hpp>
#include <vector>

#include "analyzers/analyzer.hpp"
#include "indexer/cli/hints.hpp"
#include "indexer/cli/log.hpp"
#include "indexer/cli/translation.hpp"
#include "indexer/index/manifest.hpp"

namespace nonmun::cli {

std::string version_text(std::string_view name) {
  return fmt::format("{} {}\nindex format {}\nanalyzer {}\nXapian {}\n", name, version(),
                     index::kIndexFormat, Analyzer::fingerprint(), Xapian::version_string());
}

void open_standard_files() {
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
    if (::fcntl(fd, F_GETFD) >= 0) continue;
    // The lowest free descriptor is this one. Opened the wrong way round, it cannot be used.
    if (::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd) std::abort();
  }
}

int run(std::string_view name, const std::function<int()>& body) {
  const auto complain = [&](const std::string& message, std::vector<std::string> details,
                            const std::string& advice) {
    std::fflush(stdout);
    if (!advice.empty()) details.push_back(advice);
    log(Priority::error, fmt::format("{}: {}", name, message), details);
  };
  int code = 0;
  try {
    code = body();
  } catch (const Error& error) {
    complain(error.what(), error.details(), hint(error));
    code = error.exit_code();
  } catch (const std::bad_alloc&) {
    complain(translate("out of memory"), {}, {});
    code = static_cast<int>(ErrorCode::internal);
  } catch (const std::exception& error) {
    // fmt throws when standard output cannot take more, of which more is said below.
    if (std::ferror(stdout) == 0) {
      complain(translated("internal error: {}", error.what()), {},
               translate("this is a bug in nonmun; please report it"));
      code = static_cast<int>(ErrorCode::internal);
    }
  }
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    if (errno == EPIPE) return code;  // the reader had enough
    complain(translated("cannot write the output: {}", std::strerror(errno)), {}, {});
    return static_cast<int>(ErrorCode::io);
  }
  return code;
}

}  // namespace nonmun::cli
