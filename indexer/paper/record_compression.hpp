#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/paper/record.hpp"

struct ZSTD_CCtx_s;
struct ZSTD_CDict_s;
struct ZSTD_DDict_s;

namespace nonmun::paper {

/// Text that papers have in common, for zstd to refer to. A paper is too short to be compressed
/// well by itself: with a dictionary it takes about half the bytes.
/// @param samples stored forms of papers, of all kinds that there will be
/// @return the same bytes for the same samples; empty when there are too few for it to pay
std::string train_dictionary(const std::vector<std::string>& samples);

/// The dictionary of a database, prepared for compression. Safe in several threads.
class RecordDictionary {
 public:
  /// @param bytes of train_dictionary(); empty: papers are stored as they are
  /// @throws Error(io) when they are damaged
  explicit RecordDictionary(std::string_view bytes);

 private:
  friend class RecordEncoder;

  std::shared_ptr<const ZSTD_CDict_s> prepared_;
};

/// Makes the stored form of papers. One per thread, as its working memory is worth keeping: to
/// allocate it takes longer than to compress a paper.
class RecordEncoder {
 public:
  explicit RecordEncoder(const RecordDictionary& dictionary);

  std::string encode(const EncodedRecord& record);

 private:
  std::shared_ptr<const ZSTD_CDict_s> dictionary_;
  std::shared_ptr<ZSTD_CCtx_s> context_;
};

/// Reads the stored form of papers, also of those that were stored without a dictionary or by
/// earlier versions. Safe in several threads; made once for a database, as it reads the dictionary.
class RecordDecoder {
 public:
  RecordDecoder() = default;

  /// @throws Error(io) when the dictionary is damaged
  explicit RecordDecoder(std::string_view dictionary);

  /// @throws Error(io) when the bytes are damaged or of another dictionary, Error(version) when
  ///         they are of a later version.
  Record decode(std::string_view bytes, RecordParts parts = RecordParts::all) const;

 private:
  std::shared_ptr<const ZSTD_DDict_s> dictionary_;
};

}  // namespace nonmun::paper
