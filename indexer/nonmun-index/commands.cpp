#include "indexer/nonmun-index/commands.hpp"

#include <array>

namespace nonmun::program {

std::span<const Command> commands() {
  static const std::array kCommands = {update_command(), votes_command(),    check_command(),
                                       stats_command(),  sources_command(),  forget_command(),
                                       doctor_command(), rollback_command(), mirror_command()};
  return kCommands;
}

}  // namespace nonmun::program
