#pragma once

#include <memory>
#include <mutex>
#include <nonmun/search.hpp>
#include <string>
#include <utility>
#include <vector>

namespace nonmun::program {

/// The index that is served. It may be created after the server was started.
class IndexSource {
 public:
  /// @param remote_timeout in seconds; see Index::open_all()
  IndexSource(std::vector<std::string> directories, double remote_timeout)
      : directories_(std::move(directories)), remote_timeout_(remote_timeout) {}

  /// The index, opened by the first call that finds one. @throws Error as Index::open_all()
  std::shared_ptr<const Index> get();

 private:
  std::vector<std::string> directories_;
  double remote_timeout_;
  std::mutex mutex_;
  std::shared_ptr<const Index> index_;
};

}  // namespace nonmun::program
