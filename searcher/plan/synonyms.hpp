#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace nonmun::plan {

struct Context;
struct Word;

/// Groups of synonyms, as people write them down: one group per line, its names
/// separated by commas. Lines that begin with # are comments. Case, spaces and punctuation in names
/// do not matter.
class SynonymGroups {
 public:
  /// Adds the groups of a text. Any text is one; what has less than two names is passed over.
  void add(std::string_view text);

  /// The other names of the name with this key (text::key_of); empty when it has none.
  std::vector<std::string> others(const std::string& key) const;

  /// Names of the field that are in the program.
  static const SynonymGroups& proper_names();

 private:
  std::vector<std::vector<std::string>> groups_;
  std::unordered_map<std::string, std::vector<std::size_t>> groups_of_;  // by key
};

/// Adds to words of the query what else they are called. The longest names count.
void add_synonym_groups(std::vector<Word>& sequence, const SynonymGroups& groups,
                        const Context& context);

}  // namespace nonmun::plan
