#include "indexer/update/compaction.hpp"

#include <filesystem>

namespace nonmun::update {
namespace {

/// Ends a compaction between two tables when the run is interrupted.
class CompactTables : public Xapian::Compactor {
 public:
  explicit CompactTables(const Run& run) : run_(run) {}
  void set_status(const std::string&, const std::string&) override { run_.check_interrupted(); }

 private:
  const Run& run_;
};

}  // namespace

void compact(const Run& run, Xapian::Database& from, const std::string& to) {
  CompactTables compactor(run);
  std::filesystem::create_directory(to);  // Xapian would ignore the umask
  // Renumbering would move every row of the vote table.
  from.compact(to, Xapian::DBCOMPACT_NO_RENUMBER, 0, compactor);
}

std::uint64_t bytes_of(const std::string& folder) {
  std::uint64_t sum = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) sum += entry.file_size();
  return sum;
}

}  // namespace nonmun::update
