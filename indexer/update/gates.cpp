#include "indexer/update/gates.hpp"

#include <fmt/format.h>

#include "indexer/index/database.hpp"

namespace nonmun {

void check_sources(Run& run, const SourceChanges& changes) {
  const std::uint64_t rejected = run.report().rejected;
  if (run.options().strict && rejected > 0) {
    throw Error(Cause::rejects,
                fmt::format("{} {} rejected: nothing was published", rejected,
                            rejected == 1 ? "entry" : "entries"),
                "fix the rejected entries");
  }
  if (changes.listings.empty() && changes.unchanged_papers == 0 && changes.replaced.empty()) {
    throw Error(Cause::no_papers,
                fmt::format("no paper found in {}; nothing was published",
                            fmt::join(run.options().sources, ", ")),
                "a digest is a Markdown file with a \"## Daily Papers (YYYY-MM-DD)\" heading, "
                "or JSONL");
  }
}

void check_drop(Run& run, const Base& base, std::uint64_t documents) {
  const std::uint64_t before = base.manifest.documents;
  if (documents >= before) return;
  const double drop = 100.0 * static_cast<double>(before - documents) / static_cast<double>(before);
  const double allowed = run.options().max_drop_percent;
  if (drop <= allowed) return;
  throw Error(Cause::drop,
              fmt::format("the index would shrink from {} to {} papers ({:.1f} % less, {:g} % "
                          "allowed); nothing was published",
                          before, documents, drop, allowed),
              "if that is intended, allow a larger drop");
}

void check_generation(Run& run, const Staging& staging) {
  with_xapian("verifying " + staging.database(), [&] {
    if (Xapian::Database::check(staging.database(), 0, nullptr) != 0) {
      throw Error(Cause::damaged,
                  staging.database() + " failed Xapian's check; nothing was published",
                  "the disk or the memory of this machine may be faulty; run again");
    }
  });
  if (!run.options().gate) return;
  const std::vector<std::string> complaints = run.options().gate(staging.folder());
  if (complaints.empty()) return;
  throw Error(Cause::gate, "the new index failed its canary queries; nothing was published",
              complaints, "if the sources are right, fix the queries");
}

}  // namespace nonmun
