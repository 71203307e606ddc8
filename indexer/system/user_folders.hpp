#pragma once

#include <string>
#include <string_view>

namespace nonmun::system {

/// The value of an environment variable; empty when it is not set.
std::string environment(const char* name);

/// A folder of the user after the XDG Base Directory Specification: the value of `variable` where
/// that is an absolute path, for the specification wants relative ones ignored, else `below_home`
/// in $HOME.
std::string user_folder(const char* variable, const char* below_home);

/// A file of the user's settings: $XDG_CONFIG_HOME/nonmun/NAME, else ~/.config/nonmun/NAME.
std::string user_config_file(std::string_view name);

}  // namespace nonmun::system
