#include "indexer/paper/record_compression.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nonmun/error.hpp>
#include <random>
#include <thread>

namespace nonmun::paper {
namespace {

Record record(unsigned n) {
  std::mt19937 random(n);
  Paper p;
  p.id = fmt::format("2402.{:05}", n);
  p.title = fmt::format("Paper {} of many", n);
  p.listed = {"2024-02-19"};
  p.authors = {"Ada Lovelace", "에이다"};
  const char* const words[] = {"diffusion ", "모델을 ", "language ", "학습한다. ", "attention "};
  std::string text;
  for (int i = 0; i < 60; ++i) text += words[random() % 5] + std::to_string(random() % 50);
  p.sections = {{SectionKind::body, "", text}};
  p.url = "https://example.org/abs/" + p.id;
  return {{{"/digests/2024-02-19.md", p, n}}};
}

EncodedRecord encoded(const Record& r) {
  EncodedRecord result;
  for (const Listing& listing : r.listings) result.listings.push_back(encode(listing));
  return result;
}

std::vector<std::string> samples(unsigned from, unsigned to) {
  std::vector<std::string> result;
  for (unsigned n = from; n < to; ++n) result.push_back(encoded(record(n)).bytes());
  return result;
}

class RecordCompression : public testing::Test {
 protected:
  std::string compressed(const Record& r) const {
    return RecordEncoder(RecordDictionary(dictionary_)).encode(encoded(r));
  }

  static ErrorCode code_of(const RecordDecoder& decoder, std::string_view bytes) {
    try {
      decoder.decode(bytes);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::internal;
  }

  const std::string dictionary_ = train_dictionary(samples(0, 300));
  const RecordDecoder decoder_{dictionary_};
};

TEST_F(RecordCompression, SamplesAloneMakeTheDictionary) {
  ASSERT_NE(dictionary_, "");
  EXPECT_EQ(train_dictionary(samples(0, 300)), dictionary_);
  EXPECT_NE(train_dictionary(samples(1, 301)), dictionary_);
  EXPECT_LE(dictionary_.size(), 64U << 10);
}

TEST_F(RecordCompression, FewSamplesMakeNone) {
  EXPECT_EQ(train_dictionary({}), "");
  EXPECT_EQ(train_dictionary(samples(0, 20)), "");
  EXPECT_EQ(train_dictionary({std::string(1 << 20, 'x')}), "") << "one paper";
}

TEST_F(RecordCompression, RoundTrip) {
  for (unsigned n = 1000; n < 1050; ++n) {
    const std::string bytes = compressed(record(n));
    EXPECT_LT(bytes.size(), encoded(record(n)).bytes().size() * 2 / 3);
    EXPECT_EQ(decoder_.decode(bytes).listings, record(n).listings);
    EXPECT_EQ(compressed(record(n)), bytes);
  }
}

TEST_F(RecordCompression, AnEncoderCanBeUsedAgain) {
  RecordEncoder encoder{RecordDictionary(dictionary_)};
  for (unsigned n = 0; n < 50; ++n) {
    EXPECT_EQ(encoder.encode(encoded(record(n))), compressed(record(n)));
  }
}

TEST_F(RecordCompression, WithoutADictionaryPapersAreStoredAsTheyAre) {
  RecordEncoder encoder{RecordDictionary("")};
  const std::string bytes = encoder.encode(encoded(record(1)));
  EXPECT_EQ(bytes, encoded(record(1)).bytes());
  EXPECT_EQ(RecordDecoder().decode(bytes).listings, record(1).listings);
  EXPECT_EQ(decoder_.decode(bytes).listings, record(1).listings);
}

TEST_F(RecordCompression, LongPapersAreStoredAsTheyAre) {
  Record longer = record(1);
  longer.listings[0].paper.abstract = std::string(2 << 20, 'a');
  EXPECT_EQ(compressed(longer), encoded(longer).bytes());
  EXPECT_EQ(decoder_.decode(compressed(longer)).listings, longer.listings);
}

TEST_F(RecordCompression, ThreadsShareADictionary) {
  const RecordDictionary dictionary(dictionary_);
  std::vector<std::thread> threads;
  for (unsigned t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      RecordEncoder encoder(dictionary);
      for (unsigned n = t * 100; n < t * 100 + 100; ++n) {
        EXPECT_EQ(decoder_.decode(encoder.encode(encoded(record(n)))).listings, record(n).listings);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_F(RecordCompression, AnotherDictionaryIsDamage) {
  const std::string bytes = compressed(record(1));
  EXPECT_EQ(code_of(RecordDecoder(train_dictionary(samples(5000, 5300))), bytes), ErrorCode::io);
  EXPECT_EQ(code_of(RecordDecoder(), bytes), ErrorCode::io);
}

TEST_F(RecordCompression, ADamagedDictionaryIsSaid) {
  const std::string cut = dictionary_.substr(0, 20);
  for (const auto make : {+[](const std::string& bytes) { RecordDecoder{bytes}; },
                          +[](const std::string& bytes) { RecordDictionary{bytes}; }}) {
    try {
      make(cut);
      FAIL();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::io);
    }
  }
}

TEST_F(RecordCompression, EveryTruncationIsDamage) {
  const std::string bytes = compressed(record(1));
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    EXPECT_EQ(code_of(decoder_, std::string_view(bytes).substr(0, n)), ErrorCode::io) << n;
  }
  EXPECT_EQ(code_of(decoder_, bytes + "x"), ErrorCode::io);
  EXPECT_EQ(code_of(decoder_, bytes + bytes.substr(1)), ErrorCode::io) << "two frames";
}

TEST_F(RecordCompression, AFrameCannotClaimMuchMemory) {
  using namespace std::string_literals;
  const std::string magic = "\x03\x28\xb5\x2f\xfd"s;
  // A single segment with a content size of 8 bytes: 2^62, 2^32, 1 MiB and 1.
  for (const std::string& size :
       {"\0\0\0\0\0\0\0\x40"s, "\0\0\0\0\1\0\0\0"s, "\1\0\x10\0\0\0\0\0"s}) {
    // One block, the last, that repeats a byte 2 MiB - 1 times.
    EXPECT_EQ(code_of(decoder_, magic + "\xe0" + size + "\xfb\xff\xff" + "a"), ErrorCode::io);
  }
  // No content size.
  EXPECT_EQ(code_of(decoder_, magic + "\0\x58"s + "\xfb\xff\xff" + "a"), ErrorCode::io);
}

TEST_F(RecordCompression, DamagedBytesGiveAnErrorOrARecordThatCanBeUsed) {
  const std::string good = compressed(record(7));
  ASSERT_EQ(good[0], 3);
  std::mt19937 random(11);
  for (int i = 0; i < 50'000; ++i) {
    std::string bytes = good;
    for (auto n = random() % 4 + 1; n > 0; --n) {
      bytes[1 + random() % (bytes.size() - 1)] = static_cast<char>(random());
    }
    try {
      const Record result = decoder_.decode(bytes);
      ASSERT_FALSE(result.listings.empty());
      sort_key(result.paper());
    } catch (const Error& error) {
      ASSERT_TRUE(error.code() == ErrorCode::io || error.code() == ErrorCode::version);
    }
  }
}

}  // namespace
}  // namespace nonmun::paper
