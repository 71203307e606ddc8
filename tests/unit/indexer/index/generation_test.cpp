#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "analyzers/analyzer.hpp"
#include "indexer/index/manifest.hpp"
#include "indexer/index/source_table.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"

namespace nonmun::index {
namespace {

namespace fs = std::filesystem;

/// An index folder with one generation that has two files.
class GenerationTest : public testing::Test {
 protected:
  GenerationTest() : index_(make_folder()) {
    fs::create_directories(index_.generation(kName) + "/db");
    put("db/data", "some data");
    for (const char* name : {"db/iamglass", "db/postlist.glass", "db/docdata.glass",
                             "db/termlist.glass", kSourcesFile, kRejectsFile}) {
      put(name, "x");
    }
    put(kVotesFile, "some votes");
    manifest_.generation = kName;
    manifest_.sequence = 3;
    manifest_.built_at = "2024-02-19T00:00:00Z";
    manifest_.database = kName;
    manifest_.documents = 12;
    manifest_.rejected = 2;
    manifest_.sources = 2;
    manifest_.files = hash_files(index_.generation(kName));
    publish(manifest_.encode());
  }
  ~GenerationTest() override { fs::remove_all(index_.root); }

  static std::string make_folder() {
    std::string name = (fs::temp_directory_path() / "nonmun-generation-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    return name;
  }

  void put(const std::string& name, const std::string& content) const {
    std::ofstream(index_.generation(kName) + "/" + name, std::ios::binary) << content;
  }

  void publish(const std::string& manifest) const {
    put(kManifestFile, manifest);
    point(Pointer{kName, system::xxh3_hex(manifest)}.encode());
  }

  void point(const std::string& content) const {
    std::ofstream(index_.current(), std::ios::binary) << content;
  }

  ErrorCode code_of_reading() const {
    try {
      const auto pointer = read_pointer(index_);
      if (!pointer) return ErrorCode::no_index;
      verify_generation(index_.generation(pointer->generation), read_manifest(index_, *pointer),
                        Verify::full);
    } catch (const Error& error) {
      EXPECT_STRNE(error.what(), "");
      return error.code();
    }
    return ErrorCode{0};
  }

  static constexpr const char* kName = "20240219T000000Z-abcd";
  IndexPaths index_;
  Manifest manifest_;
};

TEST_F(GenerationTest, RoundTrip) {
  EXPECT_EQ(code_of_reading(), ErrorCode{0});
  const Manifest back = read_manifest(index_, *read_pointer(index_));
  EXPECT_EQ(back.encode(), manifest_.encode());
  EXPECT_EQ(back.sources, manifest_.sources);
  EXPECT_EQ(back.files, manifest_.files);
  EXPECT_EQ(back.files.size(), 8U);
  EXPECT_EQ(back.bytes(), 25U);
  EXPECT_TRUE(damage(index_.generation(back.generation), back, Verify::full).empty());
}

TEST_F(GenerationTest, NoPointerNoIndex) {
  fs::remove(index_.current());
  EXPECT_EQ(read_pointer(index_), std::nullopt);
  EXPECT_EQ(read_pointer(IndexPaths(index_.root + "/nowhere")), std::nullopt);
}

TEST_F(GenerationTest, RootIsAFile) {
  const std::string file = index_.root + "/file";
  std::ofstream(file) << "x";
  try {
    read_pointer(IndexPaths(file));
    // ENOTDIR may also be told as "nothing there".
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::no_index);
    EXPECT_NE(std::string(error.what()).find(file), std::string::npos);
  }
}

TEST_F(GenerationTest, DamagedPointers) {
  const std::string hash(32, 'a');
  for (const std::string& bad :
       {std::string(), std::string("\n"), std::string(kName), kName + std::string("\n"),
        " " + hash + "\n", kName + (" " + hash), kName + (" " + hash.substr(1) + "\n"),
        kName + (" " + hash + "a\n"), "../" + (kName + (" " + hash + "\n")), "a/b " + hash + "\n",
        ". " + hash + "\n", ".. " + hash + "\n", kName + (" " + hash + "\n\n"),
        std::string(100'000, 'x')}) {
    point(bad);
    EXPECT_EQ(code_of_reading(), ErrorCode::io) << bad.substr(0, 60);
  }
  point(Pointer{kName, hash}.encode());  // well-formed, wrong
  EXPECT_EQ(code_of_reading(), ErrorCode::io);
  point(Pointer{"20240219T000000Z-none", hash}.encode());
  EXPECT_EQ(code_of_reading(), ErrorCode::io);
  fs::remove(index_.current());
  fs::create_directory(index_.current());
  EXPECT_EQ(code_of_reading(), ErrorCode::io);
}

TEST_F(GenerationTest, RandomPointersNeverCrash) {
  std::mt19937 random(5);
  const std::string good = Pointer{kName, std::string(32, 'a')}.encode();
  for (int i = 0; i < 300; ++i) {
    std::string bytes = good.substr(0, random() % (good.size() + 1));
    for (auto n = random() % 3; n > 0 && !bytes.empty(); --n) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    point(bytes);
    EXPECT_EQ(code_of_reading(), ErrorCode::io);
  }
}

TEST_F(GenerationTest, ChangedManifest) {
  std::string text = manifest_.encode();
  put(kManifestFile, text + " ");
  EXPECT_EQ(code_of_reading(), ErrorCode::io);
  fs::remove(index_.generation(kName) + "/" + kManifestFile);
  EXPECT_EQ(code_of_reading(), ErrorCode::io);
}

TEST_F(GenerationTest, WellHashedNonsense) {
  for (const std::string& bad :
       {std::string(), std::string("{"), std::string("[]"), std::string("null"), std::string("{}"),
        std::string("{\"format\":\"1\"}"), nlohmann::json{{"format", kIndexFormat}}.dump(),
        std::string("\xff\xfe")}) {
    publish(bad);
    EXPECT_EQ(code_of_reading(), ErrorCode::io) << bad;
  }
  auto json = nlohmann::json::parse(manifest_.encode());
  for (const auto& [key, value] : json.items()) {
    auto without = json;
    without.erase(key);
    publish(without.dump());
    if (key == "compacted_bytes") {
      EXPECT_EQ(read_manifest(index_, *read_pointer(index_)).compacted_bytes,
                manifest_.database_bytes());
    } else {
      EXPECT_EQ(code_of_reading(), ErrorCode::io) << "without " << key;
    }
    auto wrong = json;
    wrong[key] = nlohmann::json::array({nullptr});
    publish(wrong.dump());
    EXPECT_EQ(code_of_reading(), ErrorCode::io) << "wrong " << key;
  }
}

/// Every search reads the manifest.
TEST_F(GenerationTest, ManifestDoesNotGrowWithSources) {
  const std::size_t small = manifest_.encode().size();
  manifest_.sources = 1'000'000;
  manifest_.rejected = 1'000'000;
  manifest_.documents = 1'000'000;
  EXPECT_LT(manifest_.encode().size(), small + 30);
}

TEST_F(GenerationTest, ManifestThatVouchesForNothing) {
  for (const char* name : {kVotesFile, "db/iamglass", "db/postlist.glass", "db/docdata.glass",
                           "db/termlist.glass", kSourcesFile, kRejectsFile}) {
    Manifest less = manifest_;
    less.files.erase(name);
    publish(less.encode());
    EXPECT_EQ(code_of_reading(), ErrorCode::io) << name;
  }
  Manifest none = manifest_;
  none.files.clear();
  publish(none.encode());
  EXPECT_EQ(code_of_reading(), ErrorCode::io);
}

TEST_F(GenerationTest, NamesThatLeadOutside) {
  for (const char* name : {"../x", "/etc/passwd", "db/../../x", "", "./votes", "db//data"}) {
    Manifest outside = manifest_;
    outside.files[name] = {0, ""};
    publish(outside.encode());
    EXPECT_EQ(code_of_reading(), ErrorCode::io) << name;
  }
  Manifest other = manifest_;
  other.generation = "20240219T000000Z-abce";
  publish(other.encode());
  EXPECT_EQ(code_of_reading(), ErrorCode::io);
}

TEST(GenerationName, OnlyOurOwnForm) {
  EXPECT_TRUE(is_generation_name("20240219T000000Z-abcd"));
  EXPECT_TRUE(is_generation_name("20251109T180000Z-3f2a07c1"));
  for (const char* bad : {"", ".", "..", "20251109T180000Z-", "20251109T180000Z-3f2", "-", "T",
                          "20251109T180000Z-3F2A", "20251109-180000Z-3f2a", "a0251109T180000Z-3f2a",
                          "20251109T180000Z-3f2a07c13f2a07c1f", "20251109T180000Z-3f2a/",
                          ".old-20251109T180000Z-3f2a"}) {
    EXPECT_FALSE(is_generation_name(bad)) << bad;
  }
}

TEST_F(GenerationTest, OldFormatsAreForUpdatesAlone) {
  auto json = nlohmann::json::parse(manifest_.encode());
  json["format"] = 2;
  json["sources"] = nlohmann::json::array({{{"path", "/a"}, {"hash", "00"}, {"papers", 12}}});
  publish(json.dump());
  EXPECT_EQ(code_of_reading(), ErrorCode::version);
  const OldManifest old = read_any_manifest(index_, *read_pointer(index_));
  EXPECT_EQ(old.format, 2);
  EXPECT_FALSE(old.is_current());
  EXPECT_EQ(old.manifest.sources, 1U);
  const Sources sources = read_sources_of_format_2(index_.generation(kName));
  ASSERT_EQ(sources.size(), 1U);
  EXPECT_EQ(sources[0].name, "/a");
  EXPECT_EQ(sources[0].papers, 12U);
  json["format"] = 1;
  publish(json.dump());
  EXPECT_THROW(read_any_manifest(index_, *read_pointer(index_)), Error);
}

TEST_F(GenerationTest, OtherVersions) {
  auto json = nlohmann::json::parse(manifest_.encode());
  EXPECT_EQ(json["format"], kIndexFormat);
  EXPECT_EQ(json["analyzer"], Analyzer::fingerprint());
  json["format"] = kIndexFormat + 1;
  publish(json.dump());
  EXPECT_EQ(code_of_reading(), ErrorCode::version);
  json["format"] = kIndexFormat;
  json["analyzer"] = "another";
  publish(json.dump());
  EXPECT_EQ(code_of_reading(), ErrorCode::version);
}

TEST_F(GenerationTest, DamagedFilesAreNamed) {
  const std::string data = index_.generation(kName) + "/db/data";
  put("db/data", "some dat!");  // same size
  ASSERT_EQ(damage(index_.generation(manifest_.generation), manifest_, Verify::full).size(), 1U);
  EXPECT_NE(damage(index_.generation(manifest_.generation), manifest_, Verify::full)[0].find(data),
            std::string::npos);
  // Below kVerifyAllBelow a quick look reads everything too.
  EXPECT_EQ(damage(index_.generation(manifest_.generation), manifest_, Verify::quick).size(), 1U);
  put("db/data", "short");
  EXPECT_EQ(damage(index_.generation(manifest_.generation), manifest_, Verify::quick).size(), 1U);
  fs::remove(data);
  EXPECT_EQ(damage(index_.generation(manifest_.generation), manifest_, Verify::quick).size(), 1U);
  put(kVotesFile, "SOME VOTES");
  EXPECT_EQ(damage(index_.generation(manifest_.generation), manifest_, Verify::full).size(), 2U);
  EXPECT_EQ(code_of_reading(), ErrorCode::io);
}

TEST(DefaultIndexDirectory, EnvironmentInOrder) {
  const auto set = [](const char* name, const char* value) { ::setenv(name, value, 1); };
  set("HOME", "/home/x");
  set("XDG_DATA_HOME", "/data");
  set("NONMUN_INDEX", "/mine");
  EXPECT_EQ(default_index_directory(), "/mine");
  set("NONMUN_INDEX", "");
  EXPECT_EQ(default_index_directory(), "/data/nonmun/index");
  set("XDG_DATA_HOME", "relative");  // the specification says to ignore it
  EXPECT_EQ(default_index_directory(), "/home/x/.local/share/nonmun/index");
}

TEST(Hash, KnownValues) {
  // From the xxHash reference implementation (xxhsum -H2), canonical order.
  EXPECT_EQ(system::xxh3_hex(""), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(system::xxh3_hex("x").size(), 32U);
  EXPECT_NE(system::xxh3_hex("x"), system::xxh3_hex("y"));
}

}  // namespace
}  // namespace nonmun::index
