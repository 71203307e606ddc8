#include <nlohmann/json.hpp>
#include <nonmun/index_writer.hpp>
#include <utility>

#include "indexer/reader/jsonl.hpp"
#include "indexer/system/files.hpp"
#include "indexer/update/stored_listings.hpp"
#include "indexer/update/written_source.hpp"

namespace nonmun::update {
namespace {

using nlohmann::json;

constexpr const char* kHint = "nonmun-jsonl(5) describes what a paper has";

/// As a line of JSONL, so that one reader checks whatever is indexed.
std::string to_jsonl(const PaperInput& paper) {
  json object = {{"schema", 1}, {"id", paper.id}, {"title", paper.title}, {"listed", paper.listed}};
  json sections = json::array();
  for (const SectionInput& section : paper.sections) {
    sections.push_back({{"kind", section.kind}, {"label", section.label}, {"text", section.text}});
  }
  object["sections"] = std::move(sections);
  object["authors"] = paper.authors;
  object["abstract"] = paper.abstract;
  object["keywords"] = paper.keywords;
  if (paper.votes) object["votes"] = *paper.votes;
  if (!paper.votes_at.empty()) object["votes_at"] = paper.votes_at;
  if (!paper.url.empty()) object["urls"]["abs"] = paper.url;
  if (!paper.withdrawn.empty()) object["withdrawn"] = paper.withdrawn;
  return object.dump();
}

/// A name that begins with '/' is a path, and "-" is how a program is told of standard input.
void check_source_name(const std::string& name) {
  if (!name.empty() && name != kUnnamedPipe && name[0] != '/' && name[0] != '-') return;
  throw Error(Cause::usage, "\"" + name + "\" cannot be the name of a writer's source",
              "give a name that is not \"stdin\" and does not begin with / or -");
}

UpdateOptions update_options(const WriterOptions& options) {
  UpdateOptions update;
  update.index = options.index;
  update.upgrade = options.upgrade;
  update.memory_bytes = options.memory_bytes;
  update.jobs = options.jobs;
  update.wait_seconds = options.wait_seconds;
  update.gate = options.gate;
  update.max_drop_percent = options.max_drop_percent;
  update.progress = options.progress;
  update.warning = options.warning;
  update.interrupted = options.interrupted;
  return update;
}

}  // namespace
}  // namespace nonmun::update

namespace nonmun {

struct IndexWriter::State {
  WriterOptions options;
  update::WrittenChanges changes;
};

IndexWriter::IndexWriter(WriterOptions options) {
  update::check_source_name(options.source_name);
  std::string source = options.source_name;
  state_ = std::make_unique<State>(State{std::move(options), {std::move(source)}});
}

IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;
IndexWriter::~IndexWriter() = default;

void IndexWriter::add(const PaperInput& paper) {
  std::string object;
  try {
    object = update::to_jsonl(paper);
  } catch (const nlohmann::json::exception&) {
    throw Error(Cause::bad_input, "invalid UTF-8", update::kHint);
  }
  add_json(object);
}

void IndexWriter::add_json(std::string_view object) {
  reader::Contribution said = reader::read_jsonl_object(object);
  if (!said.rejects.empty()) {
    throw Error(Cause::bad_input, said.rejects.front().reason, update::kHint);
  }
  if (said.entries.empty()) {
    throw Error(Cause::bad_input, "a vote count without a title is not a paper",
                "refresh votes with refresh_votes()");
  }
  paper::Paper& paper = said.entries.front().paper;
  if (state_->options.warning) {
    for (const reader::Warning& warning : said.warnings) {
      state_->options.warning(paper.id + ": " + warning.message);
    }
  }
  std::string id = paper.id;
  state_->changes.papers[std::move(id)] = std::move(paper);
}

bool IndexWriter::remove(std::string_view id) {
  const std::optional<std::string> stored = reader::stored_id(id);
  if (!stored) return false;
  const WriterOptions& options = state_->options;
  auto& papers = state_->changes.papers;
  const auto pending = papers.find(*stored);
  const bool had = pending != papers.end()
                       ? pending->second.has_value()
                       : system::with_files(options.index, [&] {
                           return update::is_listed(index::IndexPaths(options.index),
                                                    options.source_name, *stored);
                         });
  // Also what is not there now: another writer of the source may add it before the commit.
  papers[*stored] = std::nullopt;
  return had;
}

UpdateReport IndexWriter::commit() {
  UpdateReport report;
  update::commit(update::update_options(state_->options), state_->changes, report);
  rollback();
  return report;
}

void IndexWriter::rollback() {
  state_->changes.papers.clear();
}

}  // namespace nonmun
