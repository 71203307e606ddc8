#include "searcher/match/database_vocabulary.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "analyzers/analyzer.hpp"
#include "indexer/index/pins.hpp"
#include "indexer/paper/record.hpp"
#include "searcher/match/paper_counts.hpp"
#include "searcher/match/phrase_search.hpp"

namespace nonmun::match {

std::uint32_t DatabaseVocabulary::frequency(const std::string& term) const {
  if (term.empty() || term.size() > kMaxTermBytes) return 0;
  const index::PostingTable& postings = derived_.postings;
  if (postings && !index::PostingTable::leaves_out(term)) return postings.find_all(term).papers();
  return documents_.frequency(term);
}

std::uint32_t DatabaseVocabulary::papers() const {
  return database_.get_doccount();
}

std::uint32_t DatabaseVocabulary::papers_with_both(const std::vector<std::string>& left,
                                                   const std::vector<std::string>& right) const {
  if (derived_.postings) return count_with_both(derived_.postings, left, right);
  return count(Xapian::Query(Xapian::Query::OP_AND,
                             Xapian::Query(Xapian::Query::OP_OR, left.begin(), left.end()),
                             Xapian::Query(Xapian::Query::OP_OR, right.begin(), right.end())));
}

std::uint32_t DatabaseVocabulary::papers_with_phrase(const std::vector<std::string>& terms) const {
  for (const std::string& term : terms) {
    if (frequency(term) == 0) return 0;
  }
  if (derived_.postings)
    return count_with_phrase(derived_.postings, derived_.forward, derived_.neighbours, terms);
  Xapian::Enquire enquire(database_);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, terms.begin(), terms.end()));
  if (derived_.forward.last_docid() > 0) {
    // The databases may be on servers, their words in order are here.
    PhraseWords phrase(plan::words(terms));
    const Xapian::MSet found = enquire.get_mset(0, database_.get_doccount());
    return static_cast<std::uint32_t>(
        std::count_if(found.begin(), found.end(), [&](Xapian::docid docid) {
          return phrase.holds(derived_.forward.record(documents_.number(docid)));
        }));
  }
  return static_cast<std::uint32_t>(
      with_phrase(database_, collect(enquire, database_, {}), PhraseWords(plan::words(terms)))
          .size());
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

std::string DatabaseVocabulary::author_name(const std::string& term) const {
  const std::optional<std::uint32_t> found = documents_.first_with_term(term);
  if (!found) return {};
  const paper::Paper paper = documents_.record(*found).paper();
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
