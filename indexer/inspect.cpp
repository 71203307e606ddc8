#include <algorithm>

#include "analyzers/analyzer.hpp"
#include "indexer/format/fields.hpp"
#include "indexer/format/files.hpp"
#include "indexer/format/record.hpp"
#include "indexer/format/xapian_errors.hpp"
#include "indexer/nonmun/update.hpp"
#include "indexer/publish.hpp"

namespace nonmun {
namespace {

Pointer published(const IndexPaths& index) {
  const std::optional<Pointer> pointer = read_pointer(index);
  if (!pointer) throw no_index(index);
  return *pointer;
}

std::string iso_day(std::string_view compact) {
  return std::string(compact.substr(0, 4)) + "-" + std::string(compact.substr(4, 2)) + "-" +
         std::string(compact.substr(6, 2));
}

}  // namespace

IndexStats index_stats(const std::string& directory) {
  const IndexPaths index(directory);
  const Manifest manifest = read_manifest(index, published(index));
  verify_generation(index, manifest, Verify::quick);
  const std::string folder = index.generation(manifest.generation);

  IndexStats stats;
  stats.index = directory;
  stats.generation = manifest.generation;
  stats.built_at = manifest.built_at;
  stats.analyzer = Analyzer::fingerprint();
  stats.documents = manifest.documents;
  stats.sources = manifest.sources.size();
  stats.rejected = manifest.rejected;
  stats.bytes = manifest.bytes();
  with_xapian("reading the index", [&] {
    const Xapian::Database db(folder + "/" + kDatabaseFolder);
    stats.average_length = db.get_avlength();
    const std::string day_prefix(field("date").prefix);
    for (auto term = db.allterms_begin(); term != db.allterms_end(); ++term) {
      ++stats.terms;
      const std::string name = *term;
      if (name.starts_with(day_prefix) && name.size() == day_prefix.size() + 8) {
        const std::string day = iso_day(std::string_view(name).substr(day_prefix.size()));
        if (stats.first_day.empty()) stats.first_day = day;
        stats.last_day = day;
      }
    }
  });
  const VoteTable votes = VoteTable::decode(read_file(folder + "/" + kVotesFile));
  for (std::uint32_t docid = 1; docid <= votes.last_docid(); ++docid) {
    stats.votes_known += votes.at(docid).votes != VoteTable::kUnknown ? 1 : 0;
    stats.votes_refreshed += votes.at(docid).refreshed ? 1 : 0;
  }
  if (const auto previous = previous_generation(index, manifest)) {
    stats.previous = previous->generation;
  }
  return stats;
}

CheckReport check_index(const std::string& directory) {
  const IndexPaths index(directory);
  const Manifest manifest = read_manifest(index, published(index));
  CheckReport report;
  report.generation = manifest.generation;
  report.files = manifest.files.size();
  report.bytes = manifest.bytes();
  report.damage = damage(index, manifest, Verify::full);
  if (!report.damage.empty()) return report;
  const std::string database = index.generation(manifest.generation) + "/" + kDatabaseFolder;
  with_xapian("checking " + database, [&] {
    if (Xapian::Database::check(database, 0, nullptr) != 0) {
      report.damage.push_back(database + " fails Xapian's check");
    }
  });
  return report;
}

}  // namespace nonmun
