#include "searcher/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <type_traits>

namespace nonmun {
namespace {

constexpr double kMaxOffset = 100'000'000;
constexpr double kMaxVotes = 1e9;
constexpr double kMaxWeight = 1000;
constexpr double kMinHalfLife = 1e-6;
constexpr double kMaxHalfLife = 1e6;
constexpr double kMaxPassages = 10;
constexpr double kMaxFacetValues = 1000;
constexpr std::array<std::string_view, 4> kOrders = {"relevance", "votes", "date",
                                                     "trending"};  // as in Sort

using Options = SearchOptions;

constexpr std::array kParameters = {
    SearchParameter{"limit", &Options::limit, "N", "", 0, static_cast<double>(kMaxLimit),
                    "show at most N papers"},
    SearchParameter{"offset", &Options::offset, "N", "", 0, kMaxOffset, "skip the first N papers"},
    SearchParameter{"sort", &Options::sort, "ORDER", "relevance votes date trending", 0, 0,
                    "relevance, votes, date or trending (votes per age)"},
    SearchParameter{"since", &Options::since, "D", "", 0, 0,
                    "listed on D or later: YYYY-MM-DD, YYYY-MM, YYYY, last-month"},
    SearchParameter{"until", &Options::until, "D", "", 0, 0, "listed on D or earlier"},
    SearchParameter{"min-votes", &Options::min_votes, "N", "", 0, kMaxVotes, "at least N votes"},
    SearchParameter{"any", &Options::any, "", "", 0, 0,
                    "not sorted by relevance: papers with any word, not only all"},
    SearchParameter{"votes-weight", &Options::votes_weight, "A", "", 0, kMaxWeight,
                    "weight of the votes; 0: votes do not count"},
    SearchParameter{"recency-weight", &Options::recency_weight, "B", "", 0, kMaxWeight,
                    "weight of recency"},
    SearchParameter{"half-life", &Options::half_life_days, "DAYS", "", kMinHalfLife, kMaxHalfLife,
                    "half-life of the recency bonus, in days"},
    SearchParameter{"as-of", &Options::as_of, "DATE", "", 0, 0,
                    "the day that ages and relative times count from; today, unless given"},
    SearchParameter{"strict-query", &Options::strict_query, "", "", 0, 0,
                    "refuse a query that does not follow the query language"},
    SearchParameter{"synonyms", &Options::synonyms, "FILE", "", 0, 0,
                    "synonyms, one comma-separated group per line: 네이버, Naver"},
    SearchParameter{"passages", &Options::passages, "N", "", 0, kMaxPassages,
                    "show N passages of each summary"},
    SearchParameter{"facets", &Options::facets, "LIST", "", 0, 0,
                    "count month, votes, author, section or name over all papers found"},
    SearchParameter{"facet-limit", &Options::facet_limit, "N", "", 0, kMaxFacetValues,
                    "at most N values of a facet"},
    SearchParameter{"explain", &Options::explain, "", "", 0, 0, "show how each score was computed"},
};

/// Calls visit(member) with the member in `options`.
template <class Options_, class Visit>
auto with_member(const SearchParameter& parameter, Options_& options, Visit visit) {
  return std::visit([&](auto member) { return visit(options.*member); }, parameter.member);
}

[[noreturn]] void refuse(const SearchParameter& parameter, std::string_view value,
                         const std::string& expected) {
  throw Error(Cause::usage, fmt::format("{}: invalid value \"{}\" (expected {})", parameter.name,
                                        value, expected));
}

std::string range_of(const SearchParameter& p, std::string_view kind) {
  return fmt::format("{} from {:.10g} to {:.10g}", kind, p.min, p.max);
}

template <class Number>
Number parse(const SearchParameter& parameter, std::string_view text) {
  constexpr bool kWhole = std::is_integral_v<Number>;
  Number number{};
  const char* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  // Not a number compares as neither.
  if (error != std::errc() || at != end ||
      !(static_cast<double>(number) >= parameter.min &&
        static_cast<double>(number) <= parameter.max)) {
    refuse(parameter, text, range_of(parameter, kWhole ? "a whole number" : "a number"));
  }
  return number;
}

/// Sets a member of any of the types that a parameter can have.
class Setter {
 public:
  Setter(const SearchParameter& parameter, std::string_view text)
      : parameter_(parameter), text_(text) {}

  void operator()(std::size_t& member) const { member = parse<std::size_t>(parameter_, text_); }
  void operator()(double& member) const { member = parse<double>(parameter_, text_); }
  void operator()(std::optional<std::int64_t>& member) const {
    member = parse<std::int64_t>(parameter_, text_);
  }
  void operator()(std::string& member) const { member = text_; }
  void operator()(Sort& member) const {
    const auto found = std::find(kOrders.begin(), kOrders.end(), text_);
    if (found == kOrders.end()) {
      refuse(parameter_, text_, fmt::format("one of {}", fmt::join(kOrders, ", ")));
    }
    member = static_cast<Sort>(found - kOrders.begin());
  }
  void operator()(bool& member) const {
    if (text_ != "true" && text_ != "false") refuse(parameter_, text_, "true or false");
    member = text_ == "true";
  }

 private:
  const SearchParameter& parameter_;
  std::string_view text_;
};

/// The number in a member; nothing when it is no number, or none.
struct NumberIn {
  std::optional<double> operator()(std::size_t member) const { return static_cast<double>(member); }
  std::optional<double> operator()(double member) const { return member; }
  std::optional<double> operator()(const std::optional<std::int64_t>& member) const {
    if (!member) return std::nullopt;
    return static_cast<double>(*member);
  }
  std::optional<double> operator()(Sort) const { return std::nullopt; }
  std::optional<double> operator()(const std::string&) const { return std::nullopt; }
  std::optional<double> operator()(bool) const { return std::nullopt; }
};

}  // namespace

std::span<const SearchParameter> search_parameters() {
  return kParameters;
}

std::string SearchParameter::default_text() const {
  const SearchOptions defaults;
  if (const auto* sort = std::get_if<Sort SearchOptions::*>(&member)) {
    return std::string(kOrders[static_cast<std::size_t>(defaults.*(*sort))]);
  }
  const std::optional<double> number = with_member(*this, defaults, NumberIn());
  return number ? fmt::format("{:g}", *number) : "";
}

void set_parameter(SearchOptions& options, std::string_view name, std::string_view value) {
  const auto found = std::find_if(kParameters.begin(), kParameters.end(),
                                  [&](const SearchParameter& p) { return p.name == name; });
  if (found == kParameters.end()) {
    throw Error(Cause::usage, fmt::format("unknown search parameter \"{}\"", name));
  }
  with_member(*found, options, Setter(*found, value));
}

void validate(std::string_view query, const SearchOptions& options) {
  if (query.size() > kMaxQueryBytes) {
    throw Error(Cause::usage,
                fmt::format("the query has {} bytes, more than {}", query.size(), kMaxQueryBytes));
  }
  for (const SearchParameter& p : kParameters) {
    const std::optional<double> number = with_member(p, options, NumberIn());
    if (number && !(*number >= p.min && *number <= p.max)) {
      refuse(p, fmt::format("{:.10g}", *number), range_of(p, "a number"));
    }
  }
}

}  // namespace nonmun
