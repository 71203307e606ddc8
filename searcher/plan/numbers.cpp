#include "searcher/plan/numbers.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace nonmun::plan {
namespace {

/// A unit, and what it stands for as ten to a power.
struct Unit {
  std::string_view name;
  int power;
};

constexpr std::array kLetters = {Unit{"k", 3}, Unit{"m", 6}, Unit{"b", 9}, Unit{"t", 12}};
/// English words as the analyzer stems them.
constexpr std::array kEnglish = {Unit{"thousand", 3}, Unit{"million", 6}, Unit{"billion", 9},
                                 Unit{"trillion", 12}};
constexpr std::array kKorean = {Unit{"천", 3},    Unit{"만", 4}, Unit{"십만", 5}, Unit{"백만", 6},
                                Unit{"천만", 7},  Unit{"억", 8}, Unit{"십억", 9}, Unit{"백억", 10},
                                Unit{"천억", 11}, Unit{"조", 12}};
constexpr int kMaxDigits = 15;  ///< a number of more is not a quantity

/// A number without its trailing zeros: digits * 10^power. Exact, unlike a double.
struct Quantity {
  std::uint64_t digits = 0;
  int power = 0;
};

/// Reads "7" or "1.5"; nullopt for anything else, and for zero.
std::optional<Quantity> read_number(std::string_view text) {
  Quantity number;
  bool point = false;
  int count = 0;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9' || ++count > kMaxDigits) return {};
    number.digits = number.digits * 10 + static_cast<std::uint64_t>(c - '0');
    number.power -= point ? 1 : 0;
  }
  if (number.digits == 0) return {};
  while (number.digits % 10 == 0) {
    number.digits /= 10;
    ++number.power;
  }
  return number;
}

template <std::size_t N>
std::optional<int> power_of(const std::array<Unit, N>& units, std::string_view name) {
  for (const Unit& unit : units) {
    if (unit.name == name) return unit.power;
  }
  return {};
}

/// "7b" of one word.
std::optional<Quantity> read_with_letter(const std::string& term) {
  if (term.size() < 2) return {};
  const auto power = power_of(kLetters, std::string_view(term).substr(term.size() - 1));
  auto number = power ? read_number(std::string_view(term).substr(0, term.size() - 1))
                      : std::optional<Quantity>();
  if (number) number->power += *power;
  return number;
}

/// "70 억" or "7 billion" of two words.
std::optional<Quantity> read_with_word(const std::string& number, const std::string& unit) {
  auto power = power_of(kKorean, unit);
  if (!power) power = power_of(kEnglish, unit);
  auto quantity = power ? read_number(number) : std::optional<Quantity>();
  if (quantity) quantity->power += *power;
  return quantity;
}

/// The number before a unit of 10^`unit`, if it is short: at most four digits before the point, two
/// after it, and not below one.
std::optional<std::string> in_units(Quantity quantity, int unit) {
  constexpr std::uint64_t kMax = 10000;
  int power = quantity.power - unit;
  std::uint64_t digits = quantity.digits;
  for (; power > 0; --power) {
    digits *= 10;
    if (digits >= kMax) return {};
  }
  if (power < -2) return {};
  std::uint64_t scale = 1;
  for (int i = power; i < 0; ++i) scale *= 10;
  const std::uint64_t whole = digits / scale;
  if (whole == 0 || whole >= kMax) return {};
  if (scale == 1) return fmt::format("{}", whole);
  return fmt::format("{}.{:0{}}", whole, digits % scale, -power);
}

/// Quantities of a query whose other spellings are looked up; each costs a few searches.
constexpr std::size_t kMaxQuantities = 32;

class Spellings {
 public:
  explicit Spellings(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  void add_all(Quantity quantity) {
    for (const Unit& unit : kLetters) {
      if (const auto number = in_units(quantity, unit.power))
        add({*number + std::string(unit.name)});
    }
    for (const Unit& unit : kEnglish) add_apart(quantity, unit);
    for (const Unit& unit : kKorean) add_apart(quantity, unit);
  }

  std::vector<std::vector<std::string>> found;

 private:
  void add_apart(Quantity quantity, const Unit& unit) {
    if (const auto number = in_units(quantity, unit.power)) add({*number, std::string(unit.name)});
  }
  void add(std::vector<std::string> terms) {
    const bool known = terms.size() == 1 ? vocabulary_.frequency(terms.front()) > 0
                                         : vocabulary_.papers_with_phrase(terms) > 0;
    if (known) found.push_back(std::move(terms));
  }

  const Vocabulary& vocabulary_;
};

}  // namespace

void add_numbers(std::vector<Word>& sequence, const Context& context) {
  std::size_t quantities = 0;
  for (std::size_t i = 0; i < sequence.size() && quantities < kMaxQuantities; ++i) {
    std::vector<std::string> typed = {sequence[i].term};
    std::optional<Quantity> quantity = read_with_letter(typed.front());
    if (!quantity && i + 1 < sequence.size()) {
      typed.push_back(sequence[i + 1].term);
      quantity = read_with_word(typed[0], typed[1]);
    }
    if (!quantity) continue;
    ++quantities;
    Spellings spellings(context.vocabulary);
    spellings.add_all(*quantity);
    std::vector<std::string> shown;
    for (std::vector<std::string>& terms : spellings.found) {
      if (terms == typed) continue;
      shown.push_back(spaced(terms));
      sequence[i].alternatives.push_back(
          added_by(Mechanism::numbers, context.weights.number, words(std::move(terms))));
    }
    if (shown.empty()) continue;
    sequence[i].explained = true;
    // A unit alone says nothing, and need not be there.
    if (typed.size() == 2) {
      sequence[i + 1].question = true;
      sequence[i + 1].weight = context.weights.question;
    }
    context.note(spaced(typed), std::move(shown), Mechanism::numbers);
  }
}

}  // namespace nonmun::plan
