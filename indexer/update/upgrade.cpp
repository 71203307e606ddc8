#include "indexer/update/upgrade.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include "indexer/index/database.hpp"
#include "indexer/index/stored_papers.hpp"
#include "indexer/system/files.hpp"
#include "indexer/update/known_sources.hpp"

namespace nonmun::update {
namespace {

namespace fs = std::filesystem;

/// Format 2 resolved links in the names of sources.
class Renaming {
 public:
  explicit Renaming(const std::vector<std::string>& given) {
    for (const std::string& source : given) {
      if (source == "-") continue;
      std::error_code error;
      const std::string real = fs::canonical(source, error).string();
      const std::string name = system::lexical_path(source);
      if (!error && real != name) roots_.emplace_back(real, name);
    }
  }

  std::string operator()(const std::string& name) const {
    for (const auto& [real, root] : roots_) {
      if (is_below(name, real)) return root + name.substr(real.size());
    }
    return name;
  }

 private:
  std::vector<std::pair<std::string, std::string>> roots_;
};

}  // namespace

index::Sources sources_to_upgrade(const Base& base, const std::vector<std::string>& given) {
  const Renaming renamed(given);
  index::Sources sources = base.sources;
  for (index::SourceState& state : sources) {
    state.name = renamed(state.name);
    state.hash.clear();
    for (Reject& r : state.rejects) r.file = state.name;
  }
  return in_order(by_name(std::move(sources)));  // two names may have become one
}

void add_stored_listings(const Run& run, const Base& base, const std::vector<std::string>& given,
                         SourceChanges& changes) {
  const Renaming renamed(given);
  std::map<std::string, std::uint64_t> papers;
  index::with_xapian("reading " + base.folder, [&] {
    const Xapian::Database database = index::open_database(base.database());
    const paper::RecordDecoder decoder = index::record_decoder(database);
    for (auto p = database.postlist_begin(""); p != database.postlist_end(""); ++p) {
      run.check_interrupted();
      const Xapian::Document document = database.get_document(*p, Xapian::DOC_ASSUME_VALID);
      for (paper::Listing& listing : decoder.decode(document.get_data()).listings) {
        listing.source = renamed(listing.source);
        if (changes.is_void(listing.source)) continue;
        ++papers[listing.source];
        changes.listings.push_back({listing.paper.id, changes.store.add(paper::encode(listing))});
      }
    }
  });
  changes.sort_listings();
  // Format 2 lost the names that are not UTF-8; the stored papers have them.
  std::erase_if(changes.sources, [&](const index::SourceState& state) {
    const bool was_read = !state.hash.empty() || changes.is_void(state.name);
    return !was_read && !papers.contains(state.name) && state.papers > 0;
  });
  KnownSources states = by_name(std::move(changes.sources));
  for (const auto& [name, count] : papers) {
    const auto [at, fresh] = states.try_emplace(name);
    if (!fresh) continue;
    at->second.name = name;
    at->second.papers = count;
  }
  changes.sources = in_order(std::move(states));
}

}  // namespace nonmun::update
