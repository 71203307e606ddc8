#include "searcher/query/field_names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "analyzers/text/ascii.hpp"

namespace nonmun::query {
namespace {

using index::FieldId;

constexpr std::array<std::pair<std::string_view, FieldId>, 18> kOtherNames = {{
    {"제목", FieldId::title},
    {"타이틀", FieldId::title},
    {"저자", FieldId::author},
    {"작성자", FieldId::author},
    {"authors", FieldId::author},
    {"아이디", FieldId::id},
    {"날짜", FieldId::date},
    {"일자", FieldId::date},
    {"기간", FieldId::date},
    {"year", FieldId::date},
    {"연도", FieldId::date},
    {"추천", FieldId::votes},
    {"추천수", FieldId::votes},
    {"투표", FieldId::votes},
    {"vote", FieldId::votes},
    {"upvotes", FieldId::votes},
    {"섹션", FieldId::section},
    {"항목", FieldId::section},
}};

/// Whether one letter inserted, removed or replaced, or two neighbours exchanged, make the one of
/// the other.
bool is_one_slip_off(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin());
  const auto at = static_cast<std::size_t>(in_a - a.begin());
  const std::string_view rest_a = a.substr(at);
  const std::string_view rest_b = b.substr(at);
  if (a.size() < b.size()) return rest_a == rest_b.substr(1);
  if (rest_a.empty()) return false;
  if (rest_a.substr(1) == rest_b.substr(1)) return true;
  return rest_a.size() > 1 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] &&
         rest_a.substr(2) == rest_b.substr(2);
}

}  // namespace

const index::Field* field_named(std::string_view name) {
  const std::string plain = text::ascii_lowered(name);
  if (const index::Field* field = index::queryable_field(plain)) return field;
  const auto* const other = std::find_if(kOtherNames.begin(), kOtherNames.end(),
                                         [&](const auto& row) { return row.first == plain; });
  return other == kOtherNames.end() ? nullptr : &index::field(other->second);
}

const index::Field* field_meant_by(std::string_view name) {
  constexpr std::size_t kShortest = 4;
  const std::string plain = text::ascii_lowered(name);
  if (plain.size() < kShortest) return nullptr;
  for (const index::Field& field : index::kFields) {
    if (field.queryable && field.name.size() >= kShortest && is_one_slip_off(plain, field.name)) {
      return &field;
    }
  }
  return nullptr;
}

}  // namespace nonmun::query
