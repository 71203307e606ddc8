#include "indexer/update/written_source.hpp"

#include <algorithm>
#include <utility>

#include "indexer/paper/record.hpp"
#include "indexer/update/known_sources.hpp"
#include "indexer/update/stored_listings.hpp"
#include "indexer/update/upgrade.hpp"

namespace nonmun::update {
namespace {

void add_listing(const paper::Listing& listing, SourceChanges& changes) {
  changes.listings.push_back({listing.paper.id, changes.store.add(paper::encode(listing))});
}

/// A source without papers is not remembered.
void set_state(const std::string& source, std::uint64_t papers, SourceChanges& changes) {
  KnownSources states = by_name(std::move(changes.sources));
  states.erase(source);
  if (papers > 0) {
    index::SourceState& state = states[source];
    state.name = source;
    state.papers = papers;
    state.written = true;
  }
  changes.sources = in_order(std::move(states));
}

/// The source says again what is stored of it, with the changes applied.
void write_source(const Run& run, const Base* base, const WrittenChanges& written,
                  SourceChanges& changes) {
  if (base != nullptr) {
    changes.replaced = {written.source};
    for_listings(run, *base, written.source, [&](const paper::Listing& listing) {
      if (!written.papers.contains(listing.paper.id)) add_listing(listing, changes);
    });
  }
  for (const auto& [id, paper] : written.papers) {
    if (paper) add_listing({written.source, *paper}, changes);
  }
  changes.sort_listings();
  set_state(written.source, changes.listings.size(), changes);
}

}  // namespace

bool WrittenChanges::has_papers() const {
  return std::any_of(papers.begin(), papers.end(),
                     [](const auto& change) { return change.second.has_value(); });
}

SourceChanges apply(const Run& run, const index::IndexPaths& index, const Base* base,
                    const WrittenChanges& written) {
  SourceChanges changes{ListingStore(index.generations(), run.options().memory_bytes)};
  if (base != nullptr) {
    changes.sources = base->current ? base->sources : sources_to_upgrade(*base, {});
  }
  // A commit without changes must not cost reading the source.
  if (!written.papers.empty()) write_source(run, base, written, changes);
  if (base != nullptr && !base->current) add_stored_listings(run, *base, {}, changes);
  return changes;
}

void keep_written_sources(const Run& run, const Base& base, SourceChanges& changes) {
  KnownSources states = by_name(std::move(changes.sources));
  for (const index::SourceState& state : base.sources) {
    if (!state.written) continue;
    index::SourceState& now = states[state.name];
    if (now.papers > 0) continue;  // a pipe of its name has replaced it
    now = state;
    for_listings(run, base, state.name,
                 [&](const paper::Listing& listing) { add_listing(listing, changes); });
  }
  changes.sources = in_order(std::move(states));
  changes.sort_listings();
}

}  // namespace nonmun::update
