#include "searcher/nonmun-serve/index_source.hpp"

namespace nonmun::program {

std::shared_ptr<const Index> IndexSource::get() {
  const std::lock_guard lock(mutex_);
  if (!index_)
    index_ = std::make_shared<const Index>(Index::open_all(directories_, remote_timeout_));
  return index_;
}

}  // namespace nonmun::program
