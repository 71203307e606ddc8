#pragma once

#include <unicode/normalizer2.h>

namespace nonmun::text {

/// ICU's normalizers. They live as long as the process and may be used by any thread.
struct Normalizers {
  const icu::Normalizer2& nfc;
  const icu::Normalizer2& nfd;
  const icu::Normalizer2& nfkc;
  const icu::Normalizer2& nfkd;
  const icu::Normalizer2& nfkc_casefold;
};

/// @throws std::runtime_error when ICU has no data
const Normalizers& normalizers();

}  // namespace nonmun::text
