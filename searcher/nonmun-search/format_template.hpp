#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searcher/nonmun-search/citation.hpp"

namespace nonmun::program {

/// What --format takes: text with {id}, {title} and so on. "{{" and "}}" are braces; "\n", "\t" and
/// "\\" are an end of line, a tab and a backslash.
class FormatTemplate {
 public:
  /// @throws Error(usage) that names the column of a brace or name that is wrong
  explicit FormatTemplate(std::string_view text);

  /// The text for a paper. What a paper does not have is empty.
  std::string fill(const Citation& paper) const;

 private:
  struct Piece {
    std::string text;  ///< literal, when there is no value
    std::string (*value)(const Citation&) = nullptr;
  };
  std::vector<Piece> pieces_;
};

}  // namespace nonmun::program
