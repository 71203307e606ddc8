#include "indexer/index/database.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <filesystem>

#include "tests/support/collection.hpp"

namespace nonmun::index {
namespace {

/// Makes a file that exists and cannot be opened, whoever asks.
void put_socket(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  ASSERT_LT(path.size(), sizeof address.sun_path);
  path.copy(address.sun_path, path.size());
  const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
  ASSERT_GE(descriptor, 0);
  EXPECT_EQ(::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ::close(descriptor);
}

void make_database(const std::string& path) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
  Xapian::Document document;
  document.set_data("a record");
  document.add_posting("word", 1);
  database.add_document(document);
  database.commit();
}

TEST(Database, AWholeOneIsOpened) {
  const property::Folder folder;
  make_database(folder / "db");
  EXPECT_EQ(open_database(folder / "db").get_doccount(), 1U);
}

// Xapian goes on without these tables, and then phrases or papers are missing in silence.
TEST(Database, ATableThatCannotBeOpenedIsNotTakenForAnEmptyOne) {
  for (const char* table : {"docdata", "termlist"}) {
    const property::Folder folder;
    make_database(folder / "db");
    const std::string file = folder / "db/" + table + ".glass";
    ASSERT_TRUE(std::filesystem::remove(file)) << table;
    EXPECT_THROW(with_xapian("opening", [&] { return open_database(folder / "db"); }), Error)
        << table << " is missing";
    put_socket(file);
    EXPECT_THROW(with_xapian("opening", [&] { return open_database(folder / "db"); }), Error)
        << table;
  }
}

}  // namespace
}  // namespace nonmun::index
