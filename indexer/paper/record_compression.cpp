#include "indexer/paper/record_compression.hpp"

#include <zdict.h>
#include <zstd.h>

#include <algorithm>
#include <new>
#include <nonmun/error.hpp>

namespace nonmun::paper {
namespace {

/// The first byte of a compressed record; a zstd frame follows, of the record as it would be stored
/// without compression. It must differ from the versions of those.
constexpr char kCompressed = 3;

/// Of 2 MiB of papers: 110 KiB save 1 % more of their text and take longer to open.
constexpr std::size_t kMaxDictionaryBytes = 64 << 10;
constexpr std::size_t kSampleBytesPerDictionaryByte = 16;
constexpr std::size_t kMinSampleBytes = 64 << 10;

/// Level 6 saves 2.5 % more of the text, and takes four times as long.
constexpr int kLevel = 3;

/// A longer record is stored as it is, for which a dictionary does little. So damaged bytes cannot
/// claim more memory than this.
constexpr std::size_t kMaxCompressedRecord = 1 << 20;

Error damaged() {
  return {Cause::damaged, "a stored paper is damaged", "rebuild the index"};
}

Error damaged_dictionary() {
  return {Cause::damaged, "the dictionary of the stored papers is damaged", "rebuild the index"};
}

std::string decompress(std::string_view frame, const ZSTD_DDict* dictionary) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  // Also greater for what is no frame, and for one that does not tell its size.
  if (size > kMaxCompressedRecord) throw damaged();
  if (ZSTD_findFrameCompressedSize(frame.data(), frame.size()) != frame.size()) throw damaged();
  // Kept, as to allocate its 160 KB takes longer than to decompress a paper.
  thread_local const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(),
                                                                                  ZSTD_freeDCtx);
  if (!context) throw std::bad_alloc();
  std::string bytes(size, '\0');
  const std::size_t done = ZSTD_decompress_usingDDict(context.get(), bytes.data(), bytes.size(),
                                                      frame.data(), frame.size(), dictionary);
  if (done != bytes.size()) throw damaged();
  return bytes;
}

}  // namespace

std::string train_dictionary(const std::vector<std::string>& samples) {
  std::string joined;
  std::vector<std::size_t> sizes;
  for (const std::string& sample : samples) {
    joined += sample;
    sizes.push_back(sample.size());
  }
  if (joined.size() < kMinSampleBytes) return {};
  std::string dictionary(
      std::min(kMaxDictionaryBytes, joined.size() / kSampleBytesPerDictionaryByte), '\0');
  const std::size_t size =
      ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), joined.data(), sizes.data(),
                            static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size) != 0) return {};  // too few samples, or they have nothing in common
  dictionary.resize(size);
  return dictionary;
}

RecordDictionary::RecordDictionary(std::string_view bytes) {
  if (bytes.empty()) return;
  prepared_.reset(ZSTD_createCDict(bytes.data(), bytes.size(), kLevel), ZSTD_freeCDict);
  if (!prepared_) throw damaged_dictionary();
}

RecordEncoder::RecordEncoder(const RecordDictionary& dictionary)
    : dictionary_(dictionary.prepared_) {
  if (!dictionary_) return;
  context_.reset(ZSTD_createCCtx(), ZSTD_freeCCtx);
  if (!context_) throw std::bad_alloc();
}

std::string RecordEncoder::encode(const EncodedRecord& record) {
  std::string plain = record.bytes();
  if (!dictionary_ || plain.size() > kMaxCompressedRecord) return plain;
  std::string bytes(1 + ZSTD_compressBound(plain.size()), kCompressed);
  const std::size_t size =
      ZSTD_compress_usingCDict(context_.get(), bytes.data() + 1, bytes.size() - 1, plain.data(),
                               plain.size(), dictionary_.get());
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();  // the only way to fail: there is room
  if (1 + size >= plain.size()) return plain;
  bytes.resize(1 + size);
  return bytes;
}

RecordDecoder::RecordDecoder(std::string_view dictionary) {
  if (dictionary.empty()) return;
  dictionary_.reset(ZSTD_createDDict(dictionary.data(), dictionary.size()), ZSTD_freeDDict);
  if (!dictionary_) throw damaged_dictionary();
}

Record RecordDecoder::decode(std::string_view bytes, RecordParts parts) const {
  if (bytes.empty() || bytes[0] != kCompressed) return decode_record(bytes, parts);
  return decode_record(decompress(bytes.substr(1), dictionary_.get()), parts);
}

}  // namespace nonmun::paper
