#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nonmun {

/// What a token is, and therefore where its term goes in an index.
enum class TokenKind : std::uint8_t {
  /// A Korean stem, an English stem, a number, a component of a name. The only kind that takes a
  /// position of its own; the words of a text take consecutive positions.
  word,
  /// A name or number written in pieces, joined: "gpt4o" of GPT-4o, "zeroshot" of zero-shot,
  /// "c++", "10^7". Shares the position of its first word.
  concatenated,
  /// The unstemmed lower-case form of a Latin word of letters ("datadreamer"), also where the stem
  /// is the same: it tells which stems are words. Shares the position of its word. Serves exact
  /// names, transliteration and spelling correction.
  surface,
  /// A piece inside a Latin word, stemmed: "data" and "dreamer" of DataDreamer, "llama" of
  /// LLaMA2; and the pieces of a long run of Hangul without spaces. Shares the position of its
  /// word.
  /// Serves transliteration and text without spaces.
  subword,
};

/// Terms longer than this are cut at a code point boundary (Xapian's limit is 245 bytes, and a
/// field prefix must fit too).
inline constexpr std::size_t kMaxTermBytes = 200;

struct Token {
  std::string term;        ///< normalised UTF-8, 1 to kMaxTermBytes bytes
  std::uint32_t begin;     ///< first byte of the match in the source text
  std::uint32_t end;       ///< one past its last byte; both on code point boundaries. For a Korean
                           ///< word the particle is included (all of 모델의 for the stem 모델)
  std::uint32_t position;  ///< 0-based word position in this text
  TokenKind kind;

  bool operator==(const Token&) const = default;
};

/// Turns Korean and English text into terms. One analyzer serves documents, queries and
/// highlighting, so that they always agree.
///
/// Stateless in meaning: the tokens depend on the text and on fingerprint() alone. The object
/// keeps caches, so use one per thread.
class Analyzer {
 public:
  Analyzer();
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  /// Appends the tokens of `text` to `out`, in order of position. Any bytes are accepted: an
  /// invalid UTF-8 sequence separates words. Texts over 4 GiB are cut.
  void analyze(std::string_view text, std::vector<Token>& out);

  /// The same, as a new vector.
  std::vector<Token> analyze(std::string_view text);

  /// Identifies everything that tokens depend on (rules version, ICU and Unicode version, stemmer).
  /// An index stores it, and must be rebuilt when it differs.
  static std::string fingerprint();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace nonmun
