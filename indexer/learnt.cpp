#include "indexer/learnt.hpp"

namespace nonmun {

void write_learnt_tables(const Xapian::Database&, const std::string&) {}

}  // namespace nonmun
