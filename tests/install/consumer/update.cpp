#include <iostream>
#include <nonmun/update.hpp>
#include <nonmun/version.hpp>
#include <string_view>

int main(int argc, char** argv) try {
  if (argc != 3) return 2;
  if (std::string_view(nonmun::version()) != NONMUN_VERSION) return 70;
  nonmun::UpdateOptions options;
  options.index = argv[1];
  options.sources = {argv[2]};
  std::cout << nonmun::update_index(options).documents << '\n';
} catch (const nonmun::Error& error) {
  std::cerr << error.what() << '\n' << error.hint() << '\n';
  return error.exit_code();
}
