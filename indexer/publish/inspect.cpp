#include <unistd.h>

#include <algorithm>
#include <nonmun/update.hpp>

#include "analyzers/analyzer.hpp"
#include "indexer/index/database.hpp"
#include "indexer/index/derived.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/index/manifest.hpp"
#include "indexer/index/source_table.hpp"
#include "indexer/index/votes.hpp"
#include "indexer/paper/record.hpp"
#include "indexer/system/files.hpp"

namespace nonmun::publish {
namespace {

std::string iso_day(std::string_view compact) {
  return std::string(compact.substr(0, 4)) + "-" + std::string(compact.substr(4, 2)) + "-" +
         std::string(compact.substr(6, 2));
}

void refuse_mirror(const index::IndexPaths& index, const index::Manifest& manifest) {
  if (manifest.remote_uuid.empty()) return;
  throw Error(Cause::usage, index.root + " is a mirror, whose papers are on a server",
              "ask the index that it is of");
}

IndexStats stats_of(const index::IndexPaths& index, const index::Published& published) {
  const index::Manifest manifest = index::read_manifest(index, published.now);
  const std::string folder = index.generation(manifest.generation);
  refuse_mirror(index, manifest);
  index::verify_generation(folder, manifest, index::Verify::quick);

  IndexStats stats;
  stats.index = index.root;
  stats.generation = manifest.generation;
  stats.built_at = manifest.built_at;
  stats.analyzer = Analyzer::fingerprint();
  stats.documents = manifest.documents;
  stats.sources = manifest.sources;
  stats.rejected = manifest.rejected;
  stats.bytes = manifest.bytes();
  index::with_xapian("reading " + folder, [&] {
    const Xapian::Database db = index::open_database(folder + "/" + index::kDatabaseFolder);
    stats.average_length = db.get_avlength();
    const std::string day_prefix(index::field(index::FieldId::date).prefix);
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
  const index::VoteTable votes =
      index::VoteTable::decode(system::read_file(folder + "/" + index::kVotesFile));
  for (std::uint32_t docid = 1; docid <= votes.last_docid(); ++docid) {
    stats.votes_known += votes.at(docid).votes != index::VoteTable::kUnknown ? 1 : 0;
    stats.votes_refreshed += votes.at(docid).refreshed ? 1 : 0;
  }
  if (published.previous) stats.previous = published.previous->generation;
  return stats;
}

/// What does not fit together though every file is as it was written.
std::vector<std::string> contradictions(const std::string& folder,
                                        const index::Manifest& manifest) {
  std::vector<std::string> found;
  const index::VoteTable votes =
      index::VoteTable::decode(system::read_file(folder + "/" + index::kVotesFile));
  const index::Sources sources = index::read_sources_of(folder);
  const index::DerivedTables derived(folder + "/" + index::kDerivedFolder);
  if (const std::uint32_t rows = derived.similarity_papers.last_docid();
      derived.similarity_papers.axes() > 0 && rows != votes.last_docid()) {
    found.push_back(folder + "/" + index::kDerivedFolder + "/" + index::kSimilarityPapersFile +
                    " has " + std::to_string(rows) + " rows, the vote table " +
                    std::to_string(votes.last_docid()));
  }
  index::with_xapian("checking " + folder, [&] {
    const Xapian::Database db = index::open_database(folder + "/" + index::kDatabaseFolder);
    if (votes.last_docid() != db.get_lastdocid()) {
      found.push_back(folder + "/" + index::kVotesFile + " has " +
                      std::to_string(votes.last_docid()) + " rows, the database " +
                      std::to_string(db.get_lastdocid()) + " documents");
    }
    if (manifest.documents != db.get_doccount()) {
      found.push_back(folder + "/" + index::kDatabaseFolder + " has " +
                      std::to_string(db.get_doccount()) + " papers, the manifest says " +
                      std::to_string(manifest.documents));
    }
  });
  if (sources.size() != manifest.sources) {
    found.push_back(folder + "/" + index::kSourcesFile + " has " + std::to_string(sources.size()) +
                    " sources, the manifest says " + std::to_string(manifest.sources));
  }
  return found;
}

CheckReport check_published(const index::IndexPaths& index, const index::Published& published) {
  const index::Manifest manifest = index::read_manifest(index, published.now);
  const std::string folder = index.generation(manifest.generation);
  CheckReport report;
  report.generation = manifest.generation;
  report.built_at = manifest.built_at;
  report.files = manifest.files.size();
  report.bytes = manifest.bytes();
  report.damage = index::damage(folder, manifest, index::Verify::full);
  if (published.previous) {
    try {
      index::read_manifest(index, *published.previous);
    } catch (const Error& error) {
      report.damage.push_back("the previous generation cannot be restored: " +
                              std::string(error.what()));
    }
  }
  // The database of a mirror is elsewhere.
  if (!report.damage.empty() || !manifest.remote_uuid.empty()) return report;
  const std::string database = folder + "/" + index::kDatabaseFolder;
  report.damage = contradictions(folder, manifest);
  if (!report.damage.empty()) return report;
  // Xapian's check opens the tables for writing, though it only reads. Who may not write can do
  // without it: these are, byte for byte, the files that passed it before they were published.
  if (::access((database + "/postlist.glass").c_str(), W_OK) != 0) return report;
  index::with_xapian("checking " + database, [&] {
    if (Xapian::Database::check(database, 0, nullptr) != 0) {
      report.damage.push_back(database + " fails Xapian's check");
    }
  });
  return report;
}

}  // namespace
}  // namespace nonmun::publish

namespace nonmun {

IndexStats index_stats(const std::string& directory) {
  const index::IndexPaths index(directory);
  return index::with_published(index, [&](const index::Published& p) {
    return system::with_files(directory, [&] { return publish::stats_of(index, p); });
  });
}

std::vector<SourceInfo> index_sources(const std::string& directory) {
  const index::IndexPaths index(directory);
  return index::with_published(index, [&](const index::Published& p) {
    const index::Manifest manifest = index::read_manifest(index, p.now);
    const std::string folder = index.generation(manifest.generation);
    publish::refuse_mirror(index, manifest);
    index::verify_generation(folder, manifest, index::Verify::quick);
    std::vector<SourceInfo> sources;
    for (const index::SourceState& s : index::read_sources_of(folder)) {
      sources.push_back({index::escape_name(s.name), s.papers, s.all_rejected()});
    }
    return sources;
  });
}

CheckReport check_index(const std::string& directory) {
  const index::IndexPaths index(directory);
  for (;;) {
    const std::optional<index::Published> before = index::read_published(index);
    CheckReport report = index::with_published(index, [&](const index::Published& p) {
      return system::with_files(directory, [&] { return publish::check_published(index, p); });
    });
    if (report.damage.empty() || index::read_published(index) == before) return report;
  }
}

}  // namespace nonmun
