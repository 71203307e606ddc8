#include "indexer/update/paper_changes.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "indexer/index/database.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/index/stored_papers.hpp"
#include "indexer/update/document.hpp"

namespace nonmun::update {
namespace {

using Places = std::vector<ListingStore::Place>;

paper::EncodedRecord read_record(std::span<const ListingStore::Place> places,
                                 const ListingStore& store) {
  paper::EncodedRecord record;
  record.listings.reserve(places.size());
  for (const ListingStore::Place& place : places) record.listings.push_back(store.read(place));
  return record;
}

bool has_text(const paper::Record& record) {
  return std::any_of(record.listings.begin(), record.listings.end(),
                     [](const paper::Listing& listing) {
                       return !listing.paper.sections.empty() || !listing.paper.abstract.empty();
                     });
}

bool has_listing_of(const paper::Record& record, std::string_view source) {
  return std::any_of(record.listings.begin(), record.listings.end(),
                     [&](const paper::Listing& listing) { return listing.source == source; });
}

class Comparison {
 public:
  Comparison(SourceChanges& sources, paper::RecordDecoder decoder)
      : sources_(sources), decoder_(std::move(decoder)) {
    changes_.listings.reserve(sources.listings.size());
  }

  void add_new(const std::string& id, Places fresh) {
    ++changes_.added;
    push({id}, std::move(fresh));
  }

  void compare(const std::string& id, const Xapian::Document& stored, Places fresh) {
    const std::string old_key = stored.get_value(index::kContentSlot);
    if (!fresh.empty() && key_of(fresh) == old_key) {
      ++changes_.unchanged;
      return;
    }
    const paper::Record old = decoder_.decode(stored.get_data());
    for (const paper::Listing& listing : old.listings) {
      if (!sources_.is_void(listing.source))
        fresh.push_back(sources_.store.add(paper::encode(listing)));
    }
    PaperChange change{id, stored.get_docid()};
    if (fresh.empty()) {
      ++changes_.removed;
      if (has_listing_of(old, kUnnamedPipe)) ++changes_.removed_by_pipe;
    } else if (key_of(fresh) == old_key) {
      ++changes_.unchanged;
      return;
    } else {
      sort(fresh);
      const paper::Record now = paper::decode(read_record(fresh, sources_.store));
      change.moved = paper::same_but_for_lines(old, now);
      ++(change.moved ? changes_.moved : changes_.changed);
      if (has_text(old) && !has_text(now)) ++changes_.emptied;
    }
    push(std::move(change), std::move(fresh));
  }

  PaperChanges take() && { return std::move(changes_); }

 private:
  std::string key_of(const Places& places) const {
    return read_record(places, sources_.store).content_key();
  }

  /// In the order of a record.
  void sort(Places& places) const {
    std::stable_sort(places.begin(), places.end(), [&](const auto& a, const auto& b) {
      return sources_.store.source_of(a) < sources_.store.source_of(b);
    });
  }

  void push(PaperChange change, Places places) {
    sort(places);
    change.first = changes_.listings.size();
    change.count = places.size();
    changes_.papers.push_back(std::move(change));
    changes_.listings.insert(changes_.listings.end(), places.begin(), places.end());
  }

  SourceChanges& sources_;
  const paper::RecordDecoder decoder_;  // of what is stored
  PaperChanges changes_;
};

/// Calls visit(id, places of its listings) for each paper of the sources, ordered by id.
template <class Visit>
void for_papers(const SourceChanges& sources, Visit visit) {
  const std::vector<FreshListing>& all = sources.listings;
  for (std::size_t i = 0; i < all.size();) {
    Places places;
    const std::string& id = all[i].id;
    for (; i < all.size() && all[i].id == id; ++i) places.push_back(all[i].place);
    visit(id, std::move(places));
  }
}

/// The stored papers that the sources say something else of, by id.
std::map<std::string, Xapian::docid> replaced_papers(const Xapian::Database& database,
                                                     const SourceChanges& sources) {
  std::map<std::string, Xapian::docid> papers;
  for (const std::string& source : sources.replaced) {
    const std::string term = source_term(source);
    for (auto p = database.postlist_begin(term); p != database.postlist_end(term); ++p) {
      const std::string key =
          database.get_document(*p, Xapian::DOC_ASSUME_VALID).get_value(index::kSortSlot);
      papers[std::string(paper::id_of_sort_key(key))] = *p;
    }
  }
  return papers;
}

}  // namespace

std::uint64_t count_lost_papers(const Base& base, const PaperChanges& papers) {
  std::uint64_t kept = 0;
  for_ids(base, [&](Xapian::docid, std::string_view id) {
    const auto at = std::lower_bound(
        papers.papers.begin(), papers.papers.end(), id,
        [](const PaperChange& change, std::string_view other) { return change.id < other; });
    if (at != papers.papers.end() && at->id == id) ++kept;
  });
  return base.manifest.documents - std::min(kept, base.manifest.documents);
}

std::uint64_t PaperChanges::bytes(const PaperChange& change) const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < change.count; ++i) sum += listings[change.first + i].size;
  return sum;
}

paper::EncodedRecord PaperChanges::record(const PaperChange& change,
                                          const ListingStore& store) const {
  return read_record(std::span(listings).subspan(change.first, change.count), store);
}

PaperChanges compare_papers(const Run& run, SourceChanges& sources, const Base* base) {
  if (base == nullptr) {
    Comparison comparison(sources, {});
    for_papers(sources, [&](const std::string& id, Places places) {
      comparison.add_new(id, std::move(places));
    });
    return std::move(comparison).take();
  }
  return index::with_xapian("reading " + base->folder, [&] {
    const Xapian::Database database = index::open_database(base->database());
    Comparison comparison(sources, index::record_decoder(database));
    std::map<std::string, Xapian::docid> replaced = replaced_papers(database, sources);
    const auto compare = [&](const std::string& id, Xapian::docid docid, Places places) {
      run.check_interrupted();
      comparison.compare(id, database.get_document(docid, Xapian::DOC_ASSUME_VALID),
                         std::move(places));
    };
    // Both are ordered by id, and so is what differs.
    auto next = replaced.begin();
    const std::string id_prefix(index::field(index::FieldId::id).prefix);
    for_papers(sources, [&](const std::string& id, Places places) {
      for (; next != replaced.end() && next->first < id; ++next) {
        compare(next->first, next->second, {});
      }
      if (next != replaced.end() && next->first == id) ++next;
      const auto posting = database.postlist_begin(id_prefix + id);
      if (posting == database.postlist_end(id_prefix + id)) {
        comparison.add_new(id, std::move(places));
      } else {
        compare(id, *posting, std::move(places));
      }
    });
    for (; next != replaced.end(); ++next) compare(next->first, next->second, {});
    return std::move(comparison).take();
  });
}

}  // namespace nonmun::update
