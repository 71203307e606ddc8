#include <algorithm>

#include "searcher/nonmun-serve/assets.hpp"
#include "searcher/nonmun-serve/handlers.hpp"

namespace nonmun::program {

Response answer_asset(Call& call) {
  const auto found = std::find_if(assets().begin(), assets().end(), [&](const Asset& asset) {
    return asset.path == call.request.route->path;
  });
  return {200, std::string(found->media_type), std::string(found->content), {}};
}

}  // namespace nonmun::program
