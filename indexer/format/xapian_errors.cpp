#include "indexer/format/xapian_errors.hpp"

#include <string_view>

namespace nonmun {

Error from_xapian(const Xapian::Error& error, const std::string& what) {
  std::string detail = error.get_msg();
  if (const char* os = error.get_error_string()) detail += std::string(": ") + os;
  const std::string message = what + ": " + detail;
  const std::string_view type = error.get_type();
  if (type == "InvalidArgumentError" || type == "InvalidOperationError") {
    return {ErrorCode::internal, message + " (" + std::string(type) + ")",
            "this is a bug in nonmun; please report it"};
  }
  // A full disk is not damage, and asks for another remedy.
  if (detail.find("No space left") != std::string::npos) {
    return {ErrorCode::io, message, "free some space and run again; the old index is unharmed"};
  }
  return {ErrorCode::io, message,
          "if the index is damaged, `nonmun-index check` tells which file, and "
          "`nonmun-index update --rebuild SOURCE...` makes it anew"};
}

}  // namespace nonmun
