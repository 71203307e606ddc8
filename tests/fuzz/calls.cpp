#include <nonmun/nonmun.h>

#include <nlohmann/json.hpp>

#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/small_index.hpp"

// The JSON that callers of the C interface give: options of searches, papers of a writer.

namespace nonmun::fuzz {
namespace {

/// What a call gave out.
struct Answer {
  char* json = nullptr;
  char* error = nullptr;

  Answer() = default;
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;
  ~Answer() {
    nonmun_free(json);
    nonmun_free(error);
  }

  void check(nonmun_status status) const {
    require(status != NONMUN_INTERNAL && status != NONMUN_IO, "no argument leads to such an error");
    require((status == NONMUN_OK || status == NONMUN_NOT_FOUND) == (error == nullptr),
            "an error is told, and nothing else");
    for (const char* text : {json, error}) {
      require(text == nullptr || nlohmann::json::accept(text), "what is given out is JSON");
    }
  }
};

const nonmun_index* index() {
  static nonmun_index* const open = [] {
    nonmun_index* opened = nullptr;
    require(nonmun_open(small_index().folder.c_str(), &opened, nullptr) == NONMUN_OK, "it opens");
    return opened;
  }();
  return open;
}

void add(const char* paper) {
  static nonmun_writer* const writer = [] {
    nonmun_writer* opened = nullptr;
    require(nonmun_writer_open(small_index().folder.c_str(), "fuzz", "{}", nullptr, nullptr,
                               &opened, nullptr) == NONMUN_OK,
            "a writer opens");
    return opened;
  }();
  Answer answer;
  answer.check(nonmun_writer_add(writer, paper, &answer.error));
  require(nonmun_writer_rollback(writer, nullptr) == NONMUN_OK, "changes are dropped");
}

}  // namespace

void run(std::string_view bytes) {
  Input input(bytes);
  const std::uint8_t call = input.byte();
  const std::string first(input.text());
  const std::string second(input.text());
  Answer answer;
  switch (call % 5) {
    case 0:
      answer.check(nonmun_search(index(), first.c_str(), second.c_str(), nullptr, &answer.json,
                                 &answer.error));
      break;
    case 1:
      answer.check(nonmun_similar(index(), "2401.00001", second.c_str(), nullptr, &answer.json,
                                  &answer.error));
      break;
    case 2:
      answer.check(
          nonmun_paper(index(), first.c_str(), second.c_str(), &answer.json, &answer.error));
      break;
    case 3:
      answer.check(
          nonmun_suggest(index(), first.c_str(), second.size(), &answer.json, &answer.error));
      break;
    default:
      add(second.c_str());
  }
}

}  // namespace nonmun::fuzz
