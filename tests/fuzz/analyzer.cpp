#include "analyzers/analyzer.hpp"

#include "analyzers/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace nonmun::fuzz {
namespace {

bool is_boundary(std::string_view text, std::size_t at) {
  return at == text.size() || text::floor_boundary(text, at) == at;
}

}  // namespace

void run(std::string_view input) {
  static Analyzer analyzer;
  const std::vector<Token> tokens = analyzer.analyze(input);
  std::uint32_t next = 0;  // position of the next word
  for (const Token& token : tokens) {
    require(!token.term.empty() && token.term.size() <= kMaxTermBytes, "a term has a length");
    require(text::decode_utf8(token.term).has_value(), "a term is UTF-8");
    require(token.begin < token.end && token.end <= input.size(), "a match is in the text");
    if (text::decode_utf8(input)) {
      require(is_boundary(input, token.begin) && is_boundary(input, token.end),
              "a match is whole characters");
    }
    if (token.kind == TokenKind::word) {
      require(token.position == next, "words are at consecutive positions");
      ++next;
    } else {
      require(token.position <= next, "other tokens share the position of a word");
    }
  }
  // The caches of the first pass change nothing.
  require(analyzer.analyze(input) == tokens, "tokens depend on the text alone");
}

}  // namespace nonmun::fuzz
