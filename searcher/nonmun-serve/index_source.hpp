#pragma once

#include <memory>
#include <mutex>
#include <nonmun/search.hpp>
#include <string>

namespace nonmun::program {

/// The index that is served. It may be created after the server was started.
class IndexSource {
 public:
  explicit IndexSource(std::string directory) : directory_(std::move(directory)) {}

  /// The index, opened by the first call that finds one. @throws Error as Index::Index()
  std::shared_ptr<const Index> get();

 private:
  std::string directory_;
  std::mutex mutex_;
  std::shared_ptr<const Index> index_;
};

}  // namespace nonmun::program
