// Built with other instructions than the library, to compare what both write.
//   write-similarity FOLDER DB   the tables of similarity of a database
//   write-similarity FOLDER      the singular vectors of the sample matrix, before any rounding

#include <string_view>

#include "indexer/derive/similarity.hpp"
#include "indexer/system/files.hpp"
#include "tests/unit/indexer/derive/sample_matrix.hpp"

int main(int argc, char** argv) {
  if (argc == 3) {
    nonmun::derive::write_similarity(Xapian::Database(argv[2]), argv[1], [] {});
  } else if (argc == 2) {
    const std::vector<double> values = nonmun::derive::sample_vectors();
    nonmun::system::write_file(std::string(argv[1]) + "/vectors",
                               std::string_view(reinterpret_cast<const char*>(values.data()),
                                                values.size() * sizeof(double)));
  } else {
    return 2;
  }
}
