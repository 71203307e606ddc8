#include "indexer/index/database.hpp"

#include <unistd.h>

#include <string_view>

#include "indexer/index/generation.hpp"

namespace nonmun::index {
namespace {

constexpr const char* kRemoteHint = "see that xapian-tcpsrv is running there, for this database";

}  // namespace

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
  if (detail.find("No space left") != std::string::npos ||
      detail.find("quota exceeded") != std::string::npos ||
      detail.find("File too large") != std::string::npos) {
    return {Cause::disk_full, message, "free some space and run again; the old index is unharmed"};
  }
  // A connection that has failed is closed for all that comes after.
  if (type == "NetworkError" || type == "NetworkTimeoutError" || type == "DatabaseClosedError") {
    if (!error.get_context().empty())
      return {Cause::remote, message + " (" + error.get_context() + ")", kRemoteHint};
    return {Cause::remote, message, kRemoteHint};
  }
  return {Cause::database, message, "check the index; if it is damaged, rebuild it"};
}

Xapian::Database open_database(const std::string& folder) {
  Xapian::Database database(folder);
  require_tables(database, folder);
  return database;
}

void require_tables(const Xapian::Database& database, const std::string& folder) {
  const auto require = [&](const char* table, bool is_open) {
    if (is_open) return;
    const std::string path = folder + "/" + table + ".glass";
    if (::access(path.c_str(), F_OK) != 0) throw damaged_index(path + " is missing");
    throw Error(ErrorCode::io, "cannot open " + path,
                "the system may be short of file descriptors or memory, or the disk failing");
  };
  const Xapian::PostingIterator first = database.postlist_begin("");
  if (first == database.postlist_end("")) return;
  const Xapian::Document document = database.get_document(*first, Xapian::DOC_ASSUME_VALID);
  // Every paper is stored, and every one has a term with its id.
  require("docdata", !document.get_data().empty());
  const auto has_terms = [&] {
    try {
      return document.termlist_begin() != document.termlist_end();
    } catch (const Xapian::FeatureUnavailableError&) {
      return false;
    }
  };
  require("termlist", has_terms());
}

}  // namespace nonmun::index
