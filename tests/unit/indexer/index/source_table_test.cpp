#include "indexer/index/source_table.hpp"

#include <gtest/gtest.h>

#include <nonmun/error.hpp>
#include <random>

#include "tests/support/folder.hpp"

namespace nonmun::index {
namespace {

TEST(SourceTable, RoundTrip) {
  const testing_support::Folder folder;
  const Sources sources = {{"/a/\xff\xfe.md", "00", 1, 0, {}, false},
                           {"/a/100%.md", "11", 0, 250, {{"/a/100%.md", 7, "no \"title\""}}, false},
                           {"/a/new\nline.md", "22", 3, 0, {}, true},
                           {"/a/\xeb\x85\xbc\xeb\xac\xb8.md", "", 3, 0, {}, false},
                           {"/a/secret.md", "44", 2, 0, {}, false, "cannot open it"},
                           {"weekly", "33", 3, 1, {{"weekly", 1, "r"}}, false},
                           {"written", "", 3, 0, {}, false, "", true}};
  write_sources(folder.path(), sources);
  EXPECT_EQ(read_sources_of(folder.path()), sources);
  write_sources(folder.path(), {});
  EXPECT_EQ(read_sources_of(folder.path()), Sources{});
}

TEST(SourceTable, DamageIsAnError) {
  const testing_support::Folder folder;
  write_sources(folder.path(), {{"/a", "00", 1, 1, {{"/a", 1, "r"}}, false}});
  for (const char* bad : {"{", "[]", "{}", "{\"name\":1,\"hash\":\"\",\"papers\":1}", "\xff"}) {
    folder.write(kSourcesFile, bad);
    EXPECT_THROW(read_sources_of(folder.path()), Error) << bad;
  }
  folder.write(kSourcesFile, "");
  EXPECT_THROW(read_sources_of(folder.path()), Error) << "a reject of an unknown source";
}

TEST(EscapeName, AnyBytesComeBack) {
  EXPECT_EQ(escape_name("/a/b.md"), "/a/b.md");
  EXPECT_EQ(escape_name("50%"), "50%25");
  EXPECT_EQ(escape_name("\xb3\xed"), "%B3%ED");
  std::mt19937 random(3);
  for (int i = 0; i < 2000; ++i) {
    std::string name(random() % 12, ' ');
    for (char& c : name) c = random() % 4 == 0 ? '%' : static_cast<char>(random());
    EXPECT_EQ(unescape_name(escape_name(name)), name);
  }
  EXPECT_EQ(unescape_name("%"), "%");
  EXPECT_EQ(unescape_name("%4"), "%4");
  EXPECT_EQ(unescape_name("%zz"), "%zz");
}

}  // namespace
}  // namespace nonmun::index
