#include <iostream>
#include <nonmun/index_writer.hpp>

int main(int argc, char** argv) try {
  if (argc != 2) return 2;
  nonmun::WriterOptions options;
  options.index = argv[1];
  options.source_name = "my-papers";
  nonmun::IndexWriter writer(options);
  nonmun::PaperInput paper;
  paper.id = "x:boats-1";
  paper.title = "Tiny Boats";
  paper.listed = {"2025-05-09"};
  paper.abstract = "강화학습으로 작은 배를 조종하는 방법.";
  writer.add(paper);  // or writer.add_json(line)
  std::cout << writer.commit().documents << '\n';
} catch (const nonmun::Error& error) {
  std::cerr << error.what() << '\n' << error.hint() << '\n';
  return error.exit_code();
}
