// What an engine of stems alone would store: the documents of a database of ours without the terms
// that only our own mechanisms need. Words with their positions, also those of fields, stay, and so
// do ids, dates, sources, values and stored papers; surfaces, parts, joined compounds and evidence
// of aliases go. Prints a line "KIND POSTINGS" for the documents and each kind of term.
//
// Usage: plain_index DATABASE NEW_DATABASE

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/database.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/index/forward.hpp"

namespace {

/// A term of the text, with the prefix of a field or with none.
bool is_text(std::string_view term) {
  if (term.front() < 'A' || term.front() > 'Z') return true;
  return std::any_of(nonmun::index::kFields.begin(), nonmun::index::kFields.end(),
                     [&](const nonmun::index::Field& f) {
                       return f.type == nonmun::index::FieldType::text && !f.prefix.empty() &&
                              term.starts_with(f.prefix);
                     });
}

/// Whether the paper has a term of the text at some position. Only words have one; a joined term
/// that is also a word of the same paper counts as a word.
bool is_word(std::string_view term, const nonmun::index::ForwardRecord& record) {
  using nonmun::index::ForwardRecord;
  const bool has_prefix = term.front() >= 'A' && term.front() <= 'Z';
  const std::uint64_t hash = ForwardRecord::term_hash(term.substr(has_prefix ? 1 : 0));
  const bool of_author =
      term.starts_with(nonmun::index::field(nonmun::index::FieldId::author).prefix);
  std::vector<std::uint32_t> positions;
  record.positions(of_author ? ForwardRecord::Place::authors : ForwardRecord::Place::text, hash,
                   positions);
  return !positions.empty();
}

std::string_view kind(std::string_view term, const nonmun::index::ForwardRecord& record) {
  if (is_text(term)) return is_word(term, record) ? "word" : "concatenated";
  if (term.starts_with(nonmun::index::kSurfacePrefix)) return "surface";
  if (term.starts_with(nonmun::index::kSubwordPrefix)) return "subword";
  if (term.starts_with(nonmun::index::kAliasPrefix)) return "alias";
  return "value";  // an id, a date or a source
}

bool is_plain(std::string_view kind) {
  return kind == "word" || kind == "value";
}

std::map<std::string_view, std::size_t> copy(const Xapian::Database& from, const std::string& to) {
  const std::string work = to + ".work";
  Xapian::WritableDatabase plain(work, Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
  std::map<std::string_view, std::size_t> postings{{"documents", 0}};
  const auto end = from.postlist_end("");
  for (auto at = from.postlist_begin(""); at != end; ++at) {
    Xapian::Document document = from.get_document(*at);
    std::vector<std::string> others;
    const std::string words = document.get_value(nonmun::index::kForwardSlot);
    const nonmun::index::ForwardRecord record(words);
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      const std::string_view its = kind(*term, record);
      ++postings[its];
      if (!is_plain(its)) others.push_back(*term);
    }
    for (const std::string& term : others) document.remove_term(term);
    plain.replace_document(*at, document);
    ++postings["documents"];
  }
  plain.commit();
  plain.compact(to, Xapian::DBCOMPACT_NO_RENUMBER);  // as the indexer does
  plain.close();
  std::filesystem::remove_all(work);
  return postings;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) {
    std::cerr << "usage: plain_index DATABASE NEW_DATABASE\n";
    return 2;
  }
  const auto postings = nonmun::index::with_xapian("copying " + std::string(argv[1]), [&] {
    return copy(nonmun::index::open_database(argv[1]), argv[2]);
  });
  for (const auto& [name, count] : postings) std::cout << name << ' ' << count << '\n';
  return 0;
} catch (const nonmun::Error& error) {
  std::cerr << "plain_index: " << error.what() << '\n';
  return error.exit_code();
}
