#include <iostream>
#include <nonmun/search.hpp>

int main(int argc, char** argv) try {
  if (argc != 3) return 2;
  const nonmun::Index index(argv[1]);  // thread-safe; follows new generations by itself
  for (const nonmun::Hit& hit : index.search(argv[2]).hits) {
    std::cout << hit.id << '\t' << hit.score << '\t' << hit.title << '\n';
  }
} catch (const nonmun::Error& error) {
  std::cerr << error.what() << '\n' << error.hint() << '\n';
  return error.exit_code();
}
