#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.hpp"

namespace nonmun {

/// What Analyzer is made of. Separate only so that tests can ask for the slow way: `fast` false
/// takes every code point through ICU and every word through the rules, without the short cuts and
/// caches. Both ways give the same tokens.
class Pipeline {
 public:
  explicit Pipeline(bool fast);
  ~Pipeline();
  Pipeline(Pipeline&&) noexcept;
  Pipeline& operator=(Pipeline&&) noexcept;

  /// As Analyzer::analyze.
  void analyze(std::string_view text, std::vector<Token>& out);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace nonmun
