// Built with other instructions than the library, to compare what both write.
//   write-similarity FOLDER DB   the tables of similarity of a database, and that of postings
//   write-similarity FOLDER      the singular vectors of the sample matrix, before any rounding

#include <string_view>

#include "indexer/derive/postings.hpp"
#include "indexer/derive/similarity.hpp"
#include "indexer/system/files.hpp"
#include "tests/unit/indexer/derive/sample_matrix.hpp"

int main(int argc, char** argv) {
  if (argc == 3) {
    const Xapian::Database db(argv[2]);
    const std::string postings = std::string(argv[1]) + "/postings";
    nonmun::derive::write_postings(db, postings, [] {});
    nonmun::derive::write_similarity(db, nonmun::index::PostingTable(postings), argv[1], [] {});
  } else if (argc == 2) {
    const std::vector<double> values = nonmun::derive::sample_vectors();
    nonmun::system::write_file(std::string(argv[1]) + "/vectors",
                               std::string_view(reinterpret_cast<const char*>(values.data()),
                                                values.size() * sizeof(double)));
  } else {
    return 2;
  }
}
