#pragma once

#include <string_view>

#include "indexer/index/fields.hpp"

namespace nonmun::query {

/// The queryable field of this name, in any case, in English or Korean (제목, 저자, 날짜, 추천);
/// null when there is none.
const index::Field* field_named(std::string_view name);

/// The field whose English name was probably meant by a name one letter off ("autor"); null when
/// there is none.
const index::Field* field_meant_by(std::string_view name);

}  // namespace nonmun::query
