#include "analyzers/text/normalizers.hpp"

#include <stdexcept>

namespace nonmun::text {
namespace {

const icu::Normalizer2& found(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = get(status);
  if (normalizer == nullptr || U_FAILURE(status)) throw std::runtime_error("ICU has no data");
  return *normalizer;
}

}  // namespace

const Normalizers& normalizers() {
  // ThreadSanitizer does not see how ICU guards the making of an instance; it sees this.
  static const Normalizers all = {
      found(icu::Normalizer2::getNFCInstance), found(icu::Normalizer2::getNFDInstance),
      found(icu::Normalizer2::getNFKCInstance), found(icu::Normalizer2::getNFKDInstance),
      found(icu::Normalizer2::getNFKCCasefoldInstance)};
  return all;
}

}  // namespace nonmun::text
