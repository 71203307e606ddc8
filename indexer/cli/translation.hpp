#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

/// Messages in the user's language, with the gettext of the C library. English texts are their own
/// keys. Only what people read is translated: no key or value of JSON, no name of an option or
/// field, and never how a number is written.
namespace nonmun::cli {

/// Chooses the language as LC_ALL, LC_MESSAGES, LANG and LANGUAGE say; English without this call,
/// in the locales C and POSIX, and where there is no catalogue. A language whose locale is not
/// installed is used all the same, as messages need nothing of a locale but its name. No category
/// but LC_MESSAGES is touched. To be called once, before there are threads.
void set_up_translation();

/// A text in the user's language; itself where there is no translation, or it is empty.
std::string translate(std::string_view text);

/// The same of a text that depends on a number, such as "{} paper" and "{} papers".
std::string translate_plural(std::string_view one, std::string_view many, std::uint64_t number);

/// Marks a text for the catalogue that is translated elsewhere.
constexpr std::string_view to_translate(std::string_view text) {
  return text;
}

/// Fills the placeholders of a translation. The values are those of the English text, which is used
/// when they do not fit: a catalogue may be of another version.
std::string format_translation(std::string_view translation, std::string_view english,
                               fmt::format_args values);

/// fmt::format() in the user's language. A translation may number its placeholders, and so bring
/// them into an order of its own.
template <class... Values>
std::string translated(fmt::format_string<Values...> text, const Values&... values) {
  const fmt::string_view format = text;
  const std::string_view english(format.data(), format.size());
  return format_translation(translate(english), english, fmt::make_format_args(values...));
}

/// The same with a text for one and one for any other number.
template <class... Values>
std::string translated_plural(fmt::format_string<Values...> one, fmt::format_string<Values...> many,
                              std::uint64_t number, const Values&... values) {
  const fmt::string_view first = one;
  const fmt::string_view other = many;
  const std::string_view singular(first.data(), first.size());
  const std::string_view plural(other.data(), other.size());
  return format_translation(translate_plural(singular, plural, number),
                            number == 1 ? singular : plural, fmt::make_format_args(values...));
}

}  // namespace nonmun::cli
