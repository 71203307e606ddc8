#include "indexer/cli/translation.hpp"

#include <libintl.h>
#include <locale.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace nonmun::cli {
namespace {

constexpr const char* kDomain = "nonmun";

bool is_set_up = false;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// The locale that messages are asked for in, as POSIX has it.
std::string requested_locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (std::string value = environment(name); !value.empty()) return value;
  }
  return "C";
}

/// The languages of a list up to English, which needs no catalogue: gettext would pass over it to
/// the next one that has one.
std::string up_to_english(const std::string& languages) {
  std::string kept;
  std::size_t at = 0;
  while (at < languages.size()) {
    const std::size_t end = std::min(languages.find(':', at), languages.size());
    const std::string language = languages.substr(at, end - at);
    const bool is_english =
        language.starts_with("en") && (language.size() == 2 || language.find_first_of("_.@") == 2);
    if (is_english) return kept + "C";
    kept += language + ":";
    at = end + 1;
  }
  return languages;
}

/// Where the catalogues are: beside the folder of this program, installed or not, so that an
/// installation can be moved.
std::string catalogue_folder() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return {};
  return (program.parent_path() / NONMUN_LOCALE_FOLDER).lexically_normal().string();
}

}  // namespace

void set_up_translation() {
  if (::setlocale(LC_MESSAGES, "") == nullptr) {
    // gettext translates nothing in the locale C. Any other that is there will do, for LANGUAGE
    // comes before its name.
    if (::setlocale(LC_MESSAGES, "C.UTF-8") == nullptr) return;
    if (environment("LANGUAGE").empty()) ::setenv("LANGUAGE", requested_locale().c_str(), 1);
  }
  if (const std::string languages = environment("LANGUAGE"); !languages.empty()) {
    ::setenv("LANGUAGE", up_to_english(languages).c_str(), 1);
  }
  const std::string folder = catalogue_folder();
  if (folder.empty()) return;
  ::bindtextdomain(kDomain, folder.c_str());
  // Whatever LC_CTYPE says: digests are UTF-8 too. The errors of the system come from the C
  // library.
  ::bind_textdomain_codeset(kDomain, "UTF-8");
  ::bind_textdomain_codeset("libc", "UTF-8");
  is_set_up = true;
}

std::string translate(std::string_view text) {
  std::string english(text);
  // The empty text is the key of the catalogue's own description.
  if (!is_set_up || english.empty()) return english;
  return ::dgettext(kDomain, english.c_str());
}

std::string translate_plural(std::string_view one, std::string_view many, std::uint64_t number) {
  const std::string singular(one);
  const std::string plural(many);
  if (!is_set_up) return number == 1 ? singular : plural;
  return ::dngettext(kDomain, singular.c_str(), plural.c_str(), number);
}

std::string format_translation(std::string_view translation, std::string_view english,
                               fmt::format_args values) {
  try {
    return fmt::vformat(translation, values);
  } catch (const fmt::format_error&) {
    return fmt::vformat(english, values);
  }
}

}  // namespace nonmun::cli
