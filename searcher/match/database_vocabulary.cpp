#include "searcher/match/database_vocabulary.hpp"

#include <algorithm>
#include <utility>

#include "analyzers/analyzer.hpp"
#include "analyzers/text/utf8.hpp"
#include "analyzers/variants/spelling.hpp"
#include "indexer/index/pins.hpp"
#include "indexer/paper/record.hpp"

namespace nonmun::match {

std::uint32_t DatabaseVocabulary::frequency(const std::string& term) const {
  return term.empty() || term.size() > kMaxTermBytes ? 0 : database_.get_termfreq(term);
}

std::uint32_t DatabaseVocabulary::papers() const {
  return database_.get_doccount();
}

std::uint32_t DatabaseVocabulary::papers_with_both(const std::vector<std::string>& left,
                                                   const std::vector<std::string>& right) const {
  return count(Xapian::Query(Xapian::Query::OP_AND,
                             Xapian::Query(Xapian::Query::OP_OR, left.begin(), left.end()),
                             Xapian::Query(Xapian::Query::OP_OR, right.begin(), right.end())));
}

std::uint32_t DatabaseVocabulary::papers_with_phrase(const std::vector<std::string>& terms) const {
  for (const std::string& term : terms) {
    if (frequency(term) == 0) return 0;
  }
  return count(Xapian::Query(Xapian::Query::OP_PHRASE, terms.begin(), terms.end(),
                             static_cast<Xapian::termcount>(terms.size())));
}

plan::Beginning DatabaseVocabulary::terms_with_prefix(const std::string& prefix,
                                                      std::size_t max) const {
  // So that a letter or two of a large index cost no more than a long query.
  constexpr std::size_t kMaxVisited = 20'000;
  std::vector<std::pair<std::uint32_t, std::string>> found;
  const auto end = database_.allterms_end(prefix);
  for (auto term = database_.allterms_begin(prefix); term != end && found.size() < kMaxVisited;
       ++term) {
    found.emplace_back(term.get_termfreq(), *term);
  }
  const auto middle = found.begin() + static_cast<std::ptrdiff_t>(std::min(max, found.size()));
  std::partial_sort(found.begin(), middle, found.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  plan::Beginning beginning;
  beginning.all = found.size();
  for (auto it = found.begin(); it != middle; ++it)
    beginning.terms.push_back(std::move(it->second));
  return beginning;
}

std::string DatabaseVocabulary::similar_author(const std::string& key) const {
  constexpr std::size_t kShort = 8;  // bytes of a key that allows one change only
  constexpr std::size_t kMaxNames = 20'000;
  if (key.empty()) return {};
  // The first letter stays.
  const std::string prefix(index::kAuthorNamePrefix);
  const std::string first =
      key.substr(0, std::max<std::size_t>(1, text::code_point_at(key, 0).length));
  const unsigned limit = key.size() < kShort ? 1 : 2;
  std::string best;
  std::pair<unsigned, std::uint32_t> rank;  // changes, then papers that lack the name
  for (const std::string& term : terms_with_prefix(prefix + first, kMaxNames).terms) {
    const unsigned changes =
        variants::edit_distance(key, std::string_view(term).substr(prefix.size()), limit);
    const std::pair candidate{changes, papers() - frequency(term)};
    if (changes == 0 || changes > limit || (!best.empty() && candidate >= rank)) continue;
    best = term;
    rank = candidate;
  }
  return best.empty() ? best : name_of_author(best);
}

std::string DatabaseVocabulary::name_of_author(const std::string& term) const {
  const auto found = database_.postlist_begin(term);
  if (found == database_.postlist_end(term)) return {};
  const paper::Paper paper =
      paper::decode_record(database_.get_document(*found).get_data()).paper();
  for (const std::string& author : paper.authors) {
    for (const std::string& key : index::author_keys(author)) {
      if (index::pin_term(index::kAuthorNamePrefix, key) == term) return author;
    }
  }
  return {};
}

std::uint32_t DatabaseVocabulary::count(const Xapian::Query& query) const {
  Xapian::Enquire enquire(database_);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
  enquire.set_query(query);
  return enquire.get_mset(0, 0, database_.get_doccount()).get_matches_estimated();
}

}  // namespace nonmun::match
